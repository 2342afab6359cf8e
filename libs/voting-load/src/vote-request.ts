import type { PublicRoutes } from '@scrutin/contracts/public';
import type { GivenBodyOf } from '@scrutin/contracts/routes';
import type { LawOption, Selection, VotingMethod } from '@scrutin/election';
import { BLANK_SELECTION, lawSelection, rankingSelection } from '@scrutin/election';
import type { Ballot } from './poll.ts';
import type { Voter } from './voter.ts';

/** A voter, and the vote of this voter on a law. */
export interface LawVote {
  readonly kind: 'law';
  readonly voter: Voter;
  readonly lawId: string;
  readonly choice: LawOption | 'blank';
}

/** A voter, and the vote of this voter in an election. */
export interface ElectionVote {
  readonly kind: 'election';
  readonly voter: Voter;
  readonly electionId: string;
  readonly regionId: string;
  readonly method: VotingMethod;
  /**
   * Candidates, the first preference first. A single choice is a ranking with one candidate, and a blank vote is one
   * without any.
   */
  readonly ranking: readonly string[];
}

export type Vote = LawVote | ElectionVote;

/** The routes of the public API that take votes. */
export type VoteRouteName = 'voteOnLaw' | 'voteInElection';

/** A vote as the request of a route. It is encoded once, however often it is sent. */
export interface VoteRequest {
  readonly route: VoteRouteName;
  /** JSON. A request that is malformed on purpose may have any text. */
  readonly body: string;
}

/** Encodes the vote as a voter's browser does. */
export function voteRequest(vote: Vote): VoteRequest {
  const { nas, code } = vote.voter;
  if (vote.kind === 'law') {
    const body: GivenBodyOf<PublicRoutes['voteOnLaw']> = {
      nas,
      code,
      law_id: vote.lawId,
      vote: vote.choice,
    };
    return { route: 'voteOnLaw', body: JSON.stringify(body) };
  }
  const { electionId, regionId, method, ranking } = vote;
  const body: GivenBodyOf<PublicRoutes['voteInElection']> = {
    nas,
    code,
    election_id: electionId,
    region_id: regionId,
    candidate_id: ranking[0] ?? 'blank',
    voting_method: method,
    ...(method === 'ranked_choice' && ranking.length > 0 ? { ranked_choices: [...ranking] } : {}),
  };
  return { route: 'voteInElection', body: JSON.stringify(body) };
}

/** The ballot that the vote adds to the count if it is counted. */
export function ballotOfVote(vote: Vote): Ballot {
  return vote.kind === 'law'
    ? { region: undefined, selection: lawChoice(vote.choice) }
    : { region: vote.regionId, selection: rankingSelection(vote.ranking) };
}

function lawChoice(choice: LawVote['choice']): Selection {
  return choice === 'blank' ? BLANK_SELECTION : lawSelection(choice);
}
