import assert from 'node:assert/strict';
import type { Client } from '@scrutin/api-client';
import { QUEUES } from '@scrutin/contracts/messages';
import type { PublicRoutes, SubmissionBody } from '@scrutin/contracts/public';
import type { RejectionReason } from '@scrutin/election';
import type { Ballot, Breakdown, Counts, RivalVote, Vote, Voter } from '@scrutin/voting-load';
import {
  ballotOfVote,
  compareBreakdown,
  countBallots,
  decideRivals,
  isDifference,
  paced,
} from '@scrutin/voting-load';
import { eventually } from './eventually.ts';
import { countSettled } from './law-records.ts';
import { bodyOf } from './replies.ts';
import type { Stack } from './stack.ts';
import type { AcceptedVote, VoteRecord } from './vote-load.ts';
import { withPublicClient } from './with-public-client.ts';

export interface NothingLostOptions {
  /** How many messages were parked in the whole suite so far; 0 if absent. */
  readonly parked?: number;
  /**
   * `exact`: received = counted + rejected + parked (P5), whatever was killed and whatever was sent twice.
   * `past-the-api`: the suite put messages into the queues itself, so that no API counted them as received.
   */
  readonly received?: 'exact' | 'past-the-api';
  readonly deadlineMs?: number;
}

/** What became of the votes of a record. */
export interface Outcome {
  readonly counted: number;
  readonly rejected: Readonly<Record<string, number>>;
}

/** An accepted vote, and the status of its submission as the API reports it. */
export interface SettledVote<V extends Vote> {
  readonly vote: AcceptedVote<V>;
  readonly status: SubmissionBody;
}

/**
 * P1: waits until every accepted vote of the record is settled and no message is left in a queue. Then asks the API for
 * the status of each of them, as its voter can.
 */
export async function whatBecameOf<V extends Vote>(
  stack: Stack,
  record: VoteRecord<V>,
  { deadlineMs = 90_000 }: NothingLostOptions,
): Promise<SettledVote<V>[]> {
  assert.equal(record.unanswered.length, 0, 'votes without an answer, which may or may not be accepted');
  const votes = new Map(record.accepted.map((vote) => [vote.submissionId, vote]));
  const ids = [...votes.keys()];
  await eventually('every accepted vote is settled', () => expectSettled(stack, ids), {
    deadlineMs,
    everyMs: 100,
  });
  return askAll(stack, [...votes.values()]);
}

/**
 * P3: checks that exactly one vote of each voter is counted, and that the others are rejected as `already-voted`. A
 * vote that could not count in any case must be rejected for the reason that `due` gives.
 *
 * @param due what must become of the vote if its voter sends no other one
 * @returns the ballots that were counted
 */
export async function expectOnePerVoter<V extends Vote>(
  settled: readonly SettledVote<V>[],
  due: (vote: AcceptedVote<V>) => 'counted' | RejectionReason,
): Promise<readonly Ballot[]> {
  const voters = new Map<string, RivalVote[]>();
  for (const { vote, status } of settled) {
    const expected = due(vote);
    if (expected === 'counted') {
      const voter = nameOf(vote.voter);
      const rival = { submissionId: vote.submissionId, ballot: ballotOfVote(vote) };
      voters.set(voter, [...(voters.get(voter) ?? []), rival]);
    } else assert.equal(fateOf(status), expected, 'the outcome of a vote that must not count');
  }
  const statuses = new Map(settled.map(({ vote, status }) => [vote.submissionId, status]));
  const submission = (id: string): Promise<SubmissionBody | undefined> => Promise.resolve(statuses.get(id));
  const { ballots, broken } = await decideRivals({ submission }, [...voters.values()]);
  const fates = broken.map((rivals) => rivals.map(({ submissionId }) => fateOf(statuses.get(submissionId))));
  assert.deepEqual(fates, [], 'the outcomes of voters who do not have exactly one counted vote');
  return ballots;
}

/** P4: checks that every breakdown of a new contest counts exactly these ballots. */
export function expectInRecords(
  breakdowns: readonly Breakdown[],
  counted: Counts['breakdowns'],
  ballots: readonly Ballot[],
): void {
  const votes = countBallots(ballots);
  const before = { breakdowns: new Map<string, ReadonlyMap<string, number>>() };
  for (const breakdown of breakdowns) {
    const differences = compareBreakdown(breakdown, before, { breakdowns: counted }, votes).filter(
      isDifference,
    );
    assert.deepEqual(differences, [], `${breakdown.name} of the contest`);
  }
}

/** A text that only this voter has. */
export function nameOf({ nas, code }: Voter): string {
  return `${nas} ${code}`;
}

export function outcomeOf<V extends Vote>(settled: readonly SettledVote<V>[]): Outcome {
  const rejected: Record<string, number> = {};
  for (const { status } of settled) {
    const fate = fateOf(status);
    if (fate !== 'counted') rejected[fate] = (rejected[fate] ?? 0) + 1;
  }
  return { counted: settled.filter(({ status }) => fateOf(status) === 'counted').length, rejected };
}

/** The state of the submission, or the reason if it was rejected; `unknown` if the API does not know it. */
function fateOf(status: SubmissionBody | undefined): string {
  if (status === undefined) return 'unknown';
  return status.state === 'rejected' ? status.reason : status.state;
}

/** P5: waits until received = counted + rejected + parked, with nothing in flight. */
export async function expectBalanced(
  stack: Stack,
  { parked = 0, received = 'exact' }: NothingLostOptions,
): Promise<void> {
  await eventually('the ledger balances', () => expectBalance(stack, parked, received), {
    everyMs: 200,
  });
}

async function expectSettled(stack: Stack, ids: readonly string[]): Promise<void> {
  assert.equal(await countSettled(stack, ids), ids.length, 'submissions settled');
  for (const queue of [QUEUES.validation, QUEUES.waiting, QUEUES.aggregation, QUEUES.review]) {
    assert.equal(await stack.virtualHost.depth(queue), 0, `messages left in ${queue}`);
  }
}

async function askAll<V extends Vote>(
  stack: Stack,
  votes: readonly AcceptedVote<V>[],
): Promise<SettledVote<V>[]> {
  const settled: SettledVote<V>[] = [];
  await withPublicClient(stack, (client) =>
    paced(votes, { concurrency: 16 }, async (vote) => {
      settled.push({ vote, status: await askOne(client, vote.submissionId) });
    }),
  );
  return settled;
}

async function askOne(client: Client<PublicRoutes>, id: string): Promise<SubmissionBody> {
  return eventually(`the status of ${id} can be read`, async () =>
    bodyOf(await client.call('submissionStatus', { params: { id } })),
  );
}

async function expectBalance(
  stack: Stack,
  parked: number,
  received: 'exact' | 'past-the-api',
): Promise<void> {
  const ledger = await withPublicClient(stack, async (client) => bodyOf(await client.call('ledger')));
  const seen = JSON.stringify(ledger);
  assert.equal(ledger.parked, parked, `parked in ${seen}`);
  assert.equal(ledger.unreported, 0, `receipts missing in ${seen}`);
  if (received === 'exact') {
    assert.deepEqual(
      [ledger.in_flight, ledger.differences.length, ledger.state],
      [0, 0, 'balanced'],
      `balance in ${seen}`,
    );
  } else {
    assert.ok(ledger.in_flight <= 0, `more received than settled in ${seen}`);
  }
}
