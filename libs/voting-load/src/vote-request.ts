import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
import type { GivenBodyOf } from '@scrutin/contracts/routes';
import type { LawOption, VotingMethod } from '@scrutin/election';
import { lawSelection, rankingSelection } from '@scrutin/election';
import type { Ballot } from './poll.ts';
import type { Voter } from './voter.ts';

/** A voter, and what this voter sends on a law. */
export interface LawVote {
  readonly kind: 'law';
  readonly voter: Voter;
  readonly lawId: string;
  readonly choice: LawOption;
}

/** A voter, and what this voter sends in an election. */
export interface ElectionVote {
  readonly kind: 'election';
  readonly voter: Voter;
  readonly electionId: string;
  readonly regionId: string;
  readonly method: VotingMethod;
  /** Candidates, the first preference first. A single choice is a ranking of one. */
  readonly ranking: readonly string[];
}

export type Vote = LawVote | ElectionVote;

/** A request of the public API, to be posted. */
export interface VoteRequest {
  readonly path: string;
  /** JSON. */
  readonly body: string;
}

/** The vote as a voter's browser sends it. */
export function voteRequest(vote: Vote): VoteRequest {
  const { nas, code } = vote.voter;
  if (vote.kind === 'law') {
    const route = PUBLIC_ROUTES.voteOnLaw;
    const body: GivenBodyOf<typeof route> = { nas, code, law_id: vote.lawId, vote: vote.choice };
    return { path: route.path, body: JSON.stringify(body) };
  }
  const { electionId, regionId, method, ranking } = vote;
  const route = PUBLIC_ROUTES.voteInElection;
  const body: GivenBodyOf<typeof route> = {
    nas,
    code,
    election_id: electionId,
    region_id: regionId,
    candidate_id: ranking[0] ?? '',
    voting_method: method,
    ...(method === 'ranked_choice' ? { ranked_choices: [...ranking] } : {}),
  };
  return { path: route.path, body: JSON.stringify(body) };
}

/** What the vote adds to the count when it is the one that counts. */
export function ballotOfVote(vote: Vote): Ballot {
  return vote.kind === 'law'
    ? { region: undefined, selection: lawSelection(vote.choice) }
    : { region: vote.regionId, selection: rankingSelection(vote.ranking) };
}
