import { skeletonsOf } from '@scrutin/tabulation';
import type { LocalizedText } from '../contests/localized-text.ts';

/** How ballots, results and the law name a ballot that is for nobody, in French and English. */
const BLANK_NAMES = [
  ...['blank', 'blank vote', 'blank votes', 'blank ballot', 'blank ballots'],
  ...['blanc', 'blancs', 'vote blanc', 'votes blancs', 'bulletin blanc', 'bulletins blancs'],
  ...['null', 'null vote', 'null votes', 'null ballot', 'null ballots'],
  ...['nul', 'nuls', 'vote nul', 'votes nuls', 'bulletin nul', 'bulletins nuls'],
  ...['spoiled vote', 'spoiled ballot', 'spoilt vote', 'spoilt ballot', 'invalid vote', 'invalid ballot'],
];

const SKELETONS = new Set(BLANK_NAMES.flatMap((name) => skeletonsOf(lettersOf(name))));

/**
 * The problem of the whole name of a candidate or a party that reads as a blank or a spoiled ballot: in any case, with
 * accents, spaces, signs, or letters of another alphabet that look alike.
 *
 * Such a name is refused in every contest and not only where blank votes are allowed. Whether they are may still change
 * after the candidate exists, parties belong to no contest, and where there is no blank vote, a voter who looks for one
 * would choose this candidate. It would also stand beside the blank votes in the results. Somebody whose family name is
 * one of these words has a first name too, and an option of the law such as "None of the above" is not refused.
 */
export function blankNameProblem(name: string): LocalizedText | undefined {
  if (!skeletonsOf(lettersOf(name)).some((skeleton) => SKELETONS.has(skeleton))) return undefined;
  return {
    fr: `Le nom ${name} se lit comme un vote blanc ou nul, et ne peut pas être celui d’une candidature ni d’un parti : écrivez le nom entier, ou permettez plutôt le vote blanc dans ce scrutin.`,
    en: `The name ${name} reads as a blank or spoiled vote, and no candidate or party can have it: write the whole name, or let the contest take blank votes.`,
  };
}

/** Only the letters and digits, without accents. */
function lettersOf(name: string): string {
  return name.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '');
}
