import type { ApiClient } from '@scrutin/cli';
import type { Decided } from './comparison.ts';
import type { Ballot } from './poll.ts';
import type { RivalVote } from './tally.ts';

const ASKED_AT_ONCE = 32;

/**
 * Asks the system which of the rival votes of each voter it counted: exactly one, or P3 is broken.
 *
 * @throws TransientError when the API is away
 */
export async function decideRivals(
  api: Pick<ApiClient, 'submission'>,
  voters: readonly (readonly RivalVote[])[],
): Promise<Decided> {
  const ballots: Ballot[] = [];
  let broken = 0;
  let next = 0;
  const ask = async (): Promise<void> => {
    for (let voter = voters[next++]; voter !== undefined; voter = voters[next++]) {
      const states = await Promise.all(voter.map(({ submissionId }) => api.submission(submissionId)));
      const [one, ...others] = voter.filter((_, i) => states[i]?.state === 'counted');
      if (one === undefined || others.length > 0) broken += 1;
      else ballots.push(one.ballot);
    }
  };
  await Promise.all(Array.from({ length: ASKED_AT_ONCE }, ask));
  return { ballots, broken };
}
