import { parseShare } from '@scrutin/tabulation';
import type { Law } from '../contests/law.ts';
import { SIMPLE_MAJORITY } from '../contests/law.ts';
import { lawVerdict } from './law-verdict.ts';

const LAW: Law = {
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
  ballotRecord: 'published',
  ...SIMPLE_MAJORITY,
};

const verdict = (oui: bigint, non: bigint, terms: Partial<Law> = {}, blank = 0n) =>
  lawVerdict({
    law: { ...LAW, ...terms },
    result: {
      lawId: LAW.id,
      ...{ oui, non, blank },
      counted: oui + non + blank,
      withheld: false,
      registeredVoters: 10n,
      updatedAtMs: undefined,
    },
  });

test('a law is adopted by more oui than non, unless it asks for more', () => {
  expect([verdict(2n, 1n), verdict(1n, 2n), verdict(1n, 1n)]).toEqual(['adopted', 'rejected', 'tied']);
  expect(verdict(2n, 1n, { quorumVotes: 4n })).toBe('quorum-not-met');
  expect(verdict(2n, 1n, { threshold: parseShare('66.67%') })).toBe('rejected');
  expect(verdict(2n, 1n, { threshold: parseShare('2/3') })).toBe('adopted');
});

test('blank votes count for the quorum, and for the threshold only of a law that says so', () => {
  expect(verdict(2n, 1n, { quorumVotes: 4n }, 1n)).toBe('adopted');
  expect(verdict(2n, 1n, { quorumShare: parseShare('40%') }, 1n)).toBe('adopted');
  expect(verdict(2n, 1n, { quorumShare: parseShare('41%') }, 1n)).toBe('quorum-not-met');
  expect(verdict(2n, 1n, {}, 9n)).toBe('adopted');
  expect(verdict(2n, 1n, { thresholdBase: 'cast' }, 1n)).toBe('tied');
  expect(verdict(2n, 1n, { threshold: parseShare('2/3'), thresholdBase: 'cast' }, 1n)).toBe('rejected');
});
