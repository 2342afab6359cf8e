import type { VoteRequest } from './vote-request.ts';
import type { Voter } from './voter.ts';

/** The number of mistakes that `malformed` can make. */
export const MALFORMED_VARIANTS = 5;

/** Letters that every code may have. */
const CODE_CHARACTERS = 'CDFGHJKMNPQRTVWXY';

/** The voter with a well-formed but wrong code, as if a letter had been misread. */
export function withScrambledCode(voter: Voter): Voter {
  const { code } = voter;
  const last = CODE_CHARACTERS.indexOf(code.slice(-1));
  const other = CODE_CHARACTERS[(last + 1) % CODE_CHARACTERS.length] ?? '';
  return { ...voter, code: code.slice(0, -1) + other };
}

/**
 * Makes a request that must be answered 400 from a valid one, with one of five mistakes of programs and people.
 *
 * @param choice the member that says what is chosen, and how
 * @param variant which mistake, from 0 to below `MALFORMED_VARIANTS`
 */
export function malformed(
  { route, body: good }: VoteRequest,
  choice: 'vote' | 'voting_method',
  variant: number,
): VoteRequest {
  return { route, body: malformedBody(good, choice, variant) };
}

function malformedBody(good: string, choice: 'vote' | 'voting_method', variant: number): string {
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
