import fc from 'fast-check';
import type { Share } from '@scrutin/tabulation';
import { shareOf } from '@scrutin/tabulation';
import type { Law } from '../contests/law.ts';
import { SIMPLE_MAJORITY } from '../contests/law.ts';
import { DEFAULT_TIME_ZONE } from '../values/time-zone.ts';
import type { CountedLaw } from './counts.ts';
import { lawPercentages } from './law-percentages.ts';
import { lawVerdict } from './law-verdict.ts';

const LAW: Law = {
  kind: 'law',
  id: 'L-1',
  title: { fr: 'Loi', en: 'Law' },
  summary: { fr: '', en: '' },
  window: { opensAtMs: 0, closesAtMs: 1 },
  status: 'scheduled',
  resultsVisibility: 'live',
  blankVotes: 'allowed',
  approval: 'single-official',
  purpose: 'real',
  ballotRecord: 'published',
  timeZone: DEFAULT_TIME_ZONE,
  ...SIMPLE_MAJORITY,
};

const counted = (oui: bigint, non: bigint, blank: bigint, terms: Partial<Law>): CountedLaw => ({
  law: { ...LAW, ...terms },
  result: {
    lawId: LAW.id,
    ...{ oui, non, blank },
    counted: oui + non + blank,
    withheld: false,
    registeredVoters: undefined,
    updatedAtMs: undefined,
  },
});
const share = (text: string): Partial<Law> => ({ threshold: text as Share });

test.each([
  [80n, 40n, 0n, share('2/3'), { oui: 66.67, non: 33.33, blank: 0, threshold: 66.67 }, 'adopted'],
  [79n, 41n, 0n, share('2/3'), { oui: 65.83, non: 34.17, blank: 0, threshold: 66.67 }, 'rejected'],
  [199_999n, 100_001n, 0n, share('2/3'), { oui: 66.66, non: 33.34, threshold: 66.67 }, 'rejected'],
  [80n, 40n, 0n, share('66.67%'), { oui: 66.66, non: 33.34, threshold: 66.67 }, 'rejected'],
  [
    80n,
    20n,
    20n,
    { ...share('2/3'), thresholdBase: 'cast' },
    { oui: 66.67, non: 16.67, blank: 16.67 },
    'adopted',
  ],
  [80n, 20n, 20n, share('2/3'), { oui: 80, non: 20, blank: 0 }, 'adopted'],
  [50_001n, 49_999n, 0n, {}, { oui: 50.01, non: 49.99, threshold: undefined }, 'adopted'],
  [49_999n, 50_001n, 0n, {}, { oui: 49.99, non: 50.01 }, 'rejected'],
  [7n, 7n, 3n, {}, { oui: 50, non: 50 }, 'tied'],
  [0n, 0n, 5n, share('50%'), { oui: 0, non: 0, blank: 0, threshold: 50 }, 'rejected'],
] as const)('%s oui, %s non, %s blank with %j', (oui, non, blank, terms, percentages, verdict) => {
  const given = counted(oui, non, blank, terms);
  expect(lawPercentages(given)).toMatchObject(percentages);
  expect(lawVerdict(given)).toBe(verdict);
});

test('the percentages that are shown never contradict the outcome', () => {
  const votes = fc.oneof(fc.bigInt(0n, 200n), fc.bigInt(0n, 10_000_000n));
  const terms = fc.record({
    threshold: fc
      .tuple(fc.bigInt(1n, 1_000n), fc.bigInt(1n, 1_000n))
      .map(([a, b]) => shareOf(a < b ? a : b, a < b ? b : a)),
    thresholdBase: fc.constantFrom('valid' as const, 'cast' as const),
  });
  fc.assert(
    fc.property(votes, votes, votes, terms, (oui, non, blank, rules) => {
      const given = counted(oui, non, blank, rules);
      const shown = lawPercentages(given);
      const verdict = lawVerdict(given);
      if (oui + non > 0n) expect(verdict === 'adopted').toBe(shown.oui >= (shown.threshold ?? 100));
      const majority = counted(oui, non, blank, { thresholdBase: rules.thresholdBase });
      const half = lawPercentages(majority).oui;
      expect(lawVerdict(majority) === 'adopted').toBe(half > 50);
      expect(lawVerdict(majority) === 'tied').toBe(half === 50);
    }),
  );
});
