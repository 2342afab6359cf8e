import type { Reply } from '@scrutin/api-client';
import type { PublicRoutes } from '@scrutin/contracts/public';
import type { PublicClient } from '../site/page.ts';
import type { VotingContest } from './contest.ts';
import type { Credential } from './credential.ts';
import type { Choice } from './draft.ts';

type VoteReply = Reply<PublicRoutes['voteOnLaw']> | Reply<PublicRoutes['voteInElection']>;

/** A vote that is ready to be sent, as often as needed: the request is the same each time. */
export type SendVote = (client: PublicClient, idempotencyKey: string) => Promise<VoteReply>;

/** The body of a vote on a law. */
export function lawBallot(lawId: string, choice: Choice, credential: Credential) {
  const vote = choice.kind === 'option' ? choice.option : ('blank' as const);
  return { ...credential, law_id: lawId, vote };
}

/** The body of a vote in a race. The ranking that is sent is the ranking that the voter sees. */
export function raceBallot(
  race: {
    readonly electionId: string;
    readonly regionId: string;
    readonly method: 'single_choice' | 'ranked_choice';
  },
  choice: Choice,
  credential: Credential,
) {
  const ids = choice.kind === 'candidates' ? choice.ids : (['blank'] as const);
  return {
    ...credential,
    election_id: race.electionId,
    region_id: race.regionId,
    candidate_id: ids[0],
    voting_method: race.method,
    ...(race.method === 'ranked_choice' && choice.kind === 'candidates' ? { ranked_choices: [...ids] } : {}),
  };
}

/** Makes the vote ready. */
export function voteRequest(contest: VotingContest, choice: Choice, credential: Credential): SendVote {
  if (contest.kind === 'law') {
    const body = lawBallot(contest.lawId, choice, credential);
    return (client, key) => client.call('voteOnLaw', { body, headers: { 'idempotency-key': key } });
  }
  const body = raceBallot(contest, choice, credential);
  return (client, key) => client.call('voteInElection', { body, headers: { 'idempotency-key': key } });
}
