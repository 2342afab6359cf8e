import assert from 'node:assert/strict';
import type { RejectionReason } from '@scrutin/election';
import { countsOf, readElectionBooks } from './election-books.ts';
import type { ElectionBooks, RaceBooks } from './election-books.ts';
import type { Election } from './elections.ts';
import type { PlannedBallot } from './planned-votes.ts';
import { expectPublicResults } from './published-results.ts';
import { expectBalanced, expectOnePerVoter, nameOf, outcomeOf, settledVotes } from './settlement.ts';
import type { NothingLostOptions, Outcome } from './settlement.ts';
import type { Stack } from './stack.ts';
import type { AcceptedVote, VoteRecord } from './vote-load.ts';

export interface ElectionOptions extends NothingLostOptions {
  /** Submissions whose ballot the race does not take, with the reason that the test expects. */
  readonly badBallots?: ReadonlyMap<string, RejectionReason>;
  /** True where the public results are not to be seen yet, so that they are not looked at. */
  readonly resultsHidden?: boolean;
}

/**
 * What {@link expectNothingLostNothingTwice} is for a law, for an election. When all is settled:
 *
 * - P1: every ballot that was answered 202 is counted, or rejected for a reason that holds;
 * - P3: of the accepted ballots of one voter exactly one is counted in all regions of the election together, the
 *   others are `already-voted`, or `wrong-region` where the voter does not vote; a stranger's are
 *   `unknown-credential`;
 * - P4: results, rankings, ballots, audit rows and turnout of every race agree with each other and, ranking by
 *   ranking, with what was accepted; the public results, by region and of the whole election, say the same;
 * - P5: the ledger balances, with nothing in flight.
 *
 * The record must hold every ballot that was cast in the election, and no unanswered one.
 */
export async function expectElectionNothingLostNothingTwice(
  stack: Stack,
  election: Election,
  record: VoteRecord<PlannedBallot>,
  options: ElectionOptions = {},
): Promise<Outcome> {
  const settled = await settledVotes(stack, record, options);
  expectOnePerVoter(settled, reasonAlone(election, options.badBallots ?? new Map()));
  const counted = settled.filter(({ fate }) => fate === 'counted').map(({ vote }) => vote);
  const books = await readElectionBooks(stack, election.id);
  assert.deepEqual(books, booksOf(election, counted), 'results, rankings, ballots and audit of the election');
  if (options.resultsHidden !== true) {
    await expectPublicResults(stack, election, books);
  }
  await expectBalanced(stack, options);
  return outcomeOf(settled);
}

/** Why a ballot would not count even if it were its voter's only one. */
function reasonAlone(
  election: Election,
  badBallots: ReadonlyMap<string, RejectionReason>,
): (vote: AcceptedVote<PlannedBallot>) => RejectionReason | undefined {
  const regions = new Map(election.voters.map((voter) => [nameOf(voter), voter.regionId]));
  return ({ voter, regionId, submissionId }) => {
    const bad = badBallots.get(submissionId);
    if (bad !== undefined) return bad;
    const region = regions.get(nameOf(voter));
    if (region === undefined) return 'unknown-credential';
    return region === regionId ? undefined : 'wrong-region';
  };
}

function booksOf(election: Election, counted: readonly PlannedBallot[]): ElectionBooks {
  const races = election.races.map(({ regionId }): [string, RaceBooks] => {
    const ballots = counted.filter((ballot) => ballot.regionId === regionId);
    const rankings = countsOf(ballots.map(({ ranking }) => ranking.join('>')));
    const [audited, turnout, total] = [ballots.length, ballots.length, ballots.length];
    const results = countsOf(ballots.map(({ ranking }) => ranking[0] ?? ''));
    return [regionId, { results, rankings, ballots: rankings, audited, turnout, total }];
  });
  return { races: Object.fromEntries(races), audited: counted.length, credentials: counted.length };
}
