import type { VotingMethod } from '@scrutin/election';
import type { Voter } from './voters.ts';

export type Choice = 'oui' | 'non';

/** What one voter means to cast on a law. The same voter may appear many times. */
export interface PlannedVote {
  readonly voter: Voter;
  readonly lawId: string;
  readonly choice: Choice;
}

/** What one voter means to cast in an election. */
export interface PlannedBallot {
  readonly voter: Voter;
  readonly electionId: string;
  readonly regionId: string;
  readonly method: VotingMethod;
  /** Candidates, the first preference first. */
  readonly ranking: readonly string[];
}

export type Planned = PlannedVote | PlannedBallot;

/** A request of the public API. */
export interface VoteRequest {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** As a voter's browser sends it. */
export function requestOf(planned: Planned): VoteRequest {
  const { nas, code } = planned.voter;
  if ('lawId' in planned) {
    return { path: '/api/v1/vote', body: { nas, code, law_id: planned.lawId, vote: planned.choice } };
  }
  const { electionId, regionId, method, ranking } = planned;
  return {
    path: '/api/v1/elections/vote',
    body: {
      ...{ nas, code, election_id: electionId, region_id: regionId, candidate_id: ranking[0] },
      voting_method: method,
      ...(method === 'ranked_choice' ? { ranked_choices: ranking } : {}),
    },
  };
}
