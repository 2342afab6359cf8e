import type { Decided } from './comparison.ts';
import type { Ballot } from './poll.ts';
import type { PublicApi } from './public-api.ts';
import type { RivalVote } from './tally.ts';

const ASKED_AT_ONCE = 32;

/**
 * Asks the system which of the accepted votes of each voter it counted. It must be exactly one, and every other one
 * must be rejected because the voter had voted already. Otherwise P3 is broken.
 *
 * @throws TransientError if the API does not answer
 */
export async function decideRivals(
  api: Pick<PublicApi, 'submission'>,
  voters: readonly (readonly RivalVote[])[],
): Promise<Decided> {
  const ballots: Ballot[] = [];
  const broken: (readonly RivalVote[])[] = [];
  let next = 0;
  const ask = async (): Promise<void> => {
    for (let voter = voters[next++]; voter !== undefined; voter = voters[next++]) {
      const submissions = await Promise.all(voter.map(({ submissionId }) => api.submission(submissionId)));
      const [counted, ...others] = voter.filter((_, i) => submissions[i]?.state === 'counted');
      const repeated = submissions.filter(
        (one) => one?.state === 'rejected' && one.reason === 'already-voted',
      );
      if (counted === undefined || others.length > 0 || repeated.length !== voter.length - 1)
        broken.push(voter);
      else ballots.push(counted.ballot);
    }
  };
  await Promise.all(Array.from({ length: ASKED_AT_ONCE }, ask));
  return { ballots, broken };
}
