import type { ReferendumVerdict } from '@scrutin/tabulation';
import { lawContest, referendumRules, tabulate } from '@scrutin/tabulation';
import type { CountedLaw } from './counts.ts';

/**
 * The verdict of a tabulation of these counts by the rules of the law.
 *
 * @throws RangeError when the counts are none that can be tabulated
 */
export function lawVerdict({ law, result: { oui, non } }: CountedLaw): ReferendumVerdict {
  const contest = lawContest([
    { selection: 'non', ballots: non },
    { selection: 'oui', ballots: oui },
  ]);
  const count = tabulate(contest, referendumRules(law));
  if (count.status !== 'complete' || count.referendum === undefined) {
    throw new RangeError(`The counts of the law ${law.id} cannot be tabulated.`);
  }
  return count.referendum.verdict;
}
