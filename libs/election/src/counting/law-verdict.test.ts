import { lawVerdict } from './law-verdict.ts';

const LAW = {
  kind: 'law',
  id: 'L-1',
  title: { fr: 'Loi', en: 'Law' },
  summary: { fr: '', en: '' },
  window: { opensAtMs: 0, closesAtMs: 1 },
  status: 'scheduled',
  timeZone: 'UTC',
  resultsVisibility: 'live',
  blankVotes: 'not-allowed',
  approval: 'single-official',
  purpose: 'real',
  quorumVotes: undefined,
  thresholdBasisPoints: undefined,
} as const;

const verdict = (
  oui: bigint,
  non: bigint,
  terms: { quorumVotes?: bigint; thresholdBasisPoints?: number } = {},
) =>
  lawVerdict({
    law: { ...LAW, ...terms },
    result: {
      lawId: LAW.id,
      oui,
      non,
      blank: 0n,
      counted: oui + non,
      withheld: false,
      updatedAtMs: undefined,
    },
  });

test('a law is adopted by more oui than non, unless it asks for more', () => {
  expect([verdict(2n, 1n), verdict(1n, 2n), verdict(1n, 1n)]).toEqual(['adopted', 'rejected', 'tied']);
  expect(verdict(2n, 1n, { quorumVotes: 4n })).toBe('quorum-not-met');
  expect(verdict(2n, 1n, { thresholdBasisPoints: 6_667 })).toBe('rejected');
  expect(verdict(2n, 1n, { thresholdBasisPoints: 6_666 })).toBe('adopted');
});
