import { createHash } from 'node:crypto';
import type { ContestKey } from '@scrutin/election';
import { contestKey, parseContestKey } from '@scrutin/election';
import type { BallotGroup, ReadOutcome } from '@scrutin/tabulation';
import { ballotsText, inPlace, selectionsOfBallots, unreadable } from '@scrutin/tabulation';
import type { ContestFile } from './contest-file.ts';

/**
 * The digest of the ballots of a file (P8), which is that of the published count if they are the same ballots. It needs
 * the contest: a BLT file that Scrutin wrote names it, and for any other file the caller gives it. The value is undefined
 * if neither does.
 *
 * @param given the contest that the caller names
 */
export function digestOfFile(
  { contest, recordOf, report }: ContestFile,
  given: ContestKey | undefined,
): ReadOutcome<string | undefined> {
  if (given !== undefined && recordOf !== undefined && given !== recordOf) {
    return unreadable({
      fr: `le fichier a les bulletins de ${recordOf}, et non de ${given}`,
      en: `the file has the ballots of ${recordOf}, not of ${given}`,
    });
  }
  const parsed = recordOf === undefined ? undefined : parseContestKey(recordOf);
  if (recordOf !== undefined && parsed === undefined) {
    return unreadable({ fr: `« ${recordOf} » n’est pas un scrutin`, en: `${recordOf} is not a contest` });
  }
  const key = given ?? (parsed === undefined ? undefined : contestKey(parsed));
  if (key === undefined) return { ok: true, value: undefined };
  // In a CSV file the cells are the identifiers, which the count may replace by c1, c2 …
  const names = new Map(contest.candidates.map(({ id, name }) => [id, report.format === 'CSV' ? name : id]));
  const selections = selectionsOfBallots(
    contest.ballots as readonly BallotGroup[],
    (id) => names.get(id) ?? id,
  );
  if (!selections.ok) {
    const place = { fr: 'pas d’empreinte des bulletins', en: 'no digest of the ballots' };
    return unreadable(inPlace(place, selections.text));
  }
  const text = ballotsText(key, selections.value);
  return { ok: true, value: createHash('sha256').update(text, 'utf8').digest('hex') };
}
