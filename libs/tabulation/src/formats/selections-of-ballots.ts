import type { BallotGroup } from '../contest.ts';
import { UNREADABLE_OVERVOTE } from '../contest.ts';
import type { SelectionCount } from '../selection-counts.ts';
import { BLANK_SELECTION, PREFERENCE_SEPARATOR } from '../selection-counts.ts';
import type { ReadOutcome } from './read-outcome.ts';
import { read, unreadable } from './read-outcome.ts';

/**
 * The ballots of a file grouped by selection, as the digest of the ballots needs them (`ballotsText`). Ballots with a
 * skipped rank, an overvote or a candidate named twice have no selection: Scrutin accepts no such vote.
 *
 * @param nameOf gives the text of a candidate in a selection: the identifier in the contest
 */
export function selectionsOfBallots(
  ballots: readonly BallotGroup[],
  nameOf: (id: string) => string,
): ReadOutcome<readonly SelectionCount[]> {
  const counts = new Map<string, bigint>();
  for (const { ranks, count } of ballots) {
    const isBlank = ranks.every((rank) => rank.length === 0);
    const whole = isBlank || ranks.every((rank) => rank.length === 1 && rank[0] !== UNREADABLE_OVERVOTE);
    const names = ranks.flat().map(nameOf);
    if (!whole || new Set(names).size !== names.length) {
      return unreadable({
        fr: 'un bulletin a un rang sauté ou un vote multiple, ou nomme deux fois une candidature',
        en: 'a ballot has a skipped rank or an overvote, or names a candidate twice',
      });
    }
    const selection = isBlank ? BLANK_SELECTION : names.join(PREFERENCE_SEPARATOR);
    if (count > 0) counts.set(selection, (counts.get(selection) ?? 0n) + BigInt(count));
  }
  return read([...counts].map(([selection, number]) => ({ selection, ballots: number })));
}
