import type { LawOption, VotingMethod } from '@scrutin/election';

/** What a voter has at hand: the letter. Never logged, never in an error (P6). */
export interface VoterLetter {
  readonly nas: string;
  readonly code: string;
  /** Where the voter votes; absent for a law. */
  readonly region?: string;
}

/** A ballot of an election as a body says it. */
export interface BallotForm {
  readonly electionId: string;
  readonly regionId: string;
  readonly method: VotingMethod;
  /** At least one candidate, the first preference first. */
  readonly ranking: readonly string[];
}

export const MALFORMED_VARIANTS = 5;

const CODE_CHARACTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

export function voteBody(letter: VoterLetter, lawId: string, vote: LawOption): string {
  return `{"nas":"${letter.nas}","code":"${letter.code}","law_id":"${lawId}","vote":"${vote}"}`;
}

export function ballotBody(letter: VoterLetter, form: BallotForm): string {
  const { electionId, regionId, method, ranking } = form;
  const ranked = method === 'ranked_choice' ? `,"ranked_choices":${JSON.stringify(ranking)}` : '';
  return (
    `{"nas":"${letter.nas}","code":"${letter.code}","election_id":"${electionId}","region_id":"${regionId}",` +
    `"candidate_id":"${ranking[0] ?? ''}","voting_method":"${method}"${ranked}}`
  );
}

/** The same NAS with a code that is well formed and not the voter's: what a misread letter gives. */
export function withScrambledCode(letter: VoterLetter): VoterLetter {
  const { code } = letter;
  const last = CODE_CHARACTERS.indexOf(code.slice(-1));
  const other = CODE_CHARACTERS[(last + 1) % CODE_CHARACTERS.length] ?? '';
  return { ...letter, code: code.slice(0, -1) + other };
}

/**
 * A body that must be answered 400, made from a good one: five mistakes that programs and people make.
 *
 * @param choice the member that says what is chosen, and how
 */
export function malformedBody(good: string, choice: 'vote' | 'voting_method', variant: number): string {
  const body = JSON.parse(good) as Readonly<Record<string, string>>;
  switch (variant) {
    case 0:
      return JSON.stringify({ ...body, nas: body['nas']?.slice(0, 8) });
    case 1:
      return JSON.stringify({ ...body, code: `${body['code'] ?? ''}00` });
    case 2:
      return JSON.stringify({ ...body, [choice]: 'peut-etre' });
    case 3:
      return JSON.stringify({ ...body, [choice]: undefined });
    default:
      return good.slice(0, good.lastIndexOf(':') + 1);
  }
}
