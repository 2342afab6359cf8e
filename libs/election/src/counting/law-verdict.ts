import type { ReferendumVerdict } from '@scrutin/tabulation';
import { BLANK_SELECTION, lawContest, referendumRules, tabulate } from '@scrutin/tabulation';
import type { CountedLaw } from './counts.ts';

/**
 * The verdict of a tabulation of these counts by the rules of the law.
 *
 * @throws RangeError if the counts cannot be tabulated
 */
export function lawVerdict({
  law,
  result: { oui, non, blank, registeredVoters },
}: CountedLaw): ReferendumVerdict {
  const contest = lawContest([
    { selection: BLANK_SELECTION, ballots: blank },
    { selection: 'non', ballots: non },
    { selection: 'oui', ballots: oui },
  ]);
  const count = tabulate(contest, referendumRules(law, registeredVoters ?? 0n));
  const referendum = count.status === 'complete' ? count.referendum : undefined;
  if (referendum === undefined) throw new RangeError(`The law ${law.id} has counts without a verdict.`);
  return referendum.verdict;
}
