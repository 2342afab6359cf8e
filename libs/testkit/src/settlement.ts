import assert from 'node:assert/strict';
import { QUEUES } from '@scrutin/contracts/messages';
import type { LedgerView, SubmissionBody } from '@scrutin/contracts/public';
import type { RejectionReason } from '@scrutin/election';
import type { Ballot, Breakdown, Counts, RivalVote, Vote, Voter } from '@scrutin/voting-load';
import {
  ballotOfVote,
  compareBreakdown,
  countBallots,
  decideRivals,
  HttpClient,
  isDifference,
  paced,
} from '@scrutin/voting-load';
import { eventually } from './eventually.ts';
import { countSettled } from './law-records.ts';
import type { Stack } from './stack.ts';
import type { AcceptedVote, VoteRecord } from './vote-load.ts';

export interface NothingLostOptions {
  /** Messages that were put aside in the whole suite so far; 0 when absent. */
  readonly parked?: number;
  /**
   * `exact`: received = counted + rejected + parked (P5), whatever was killed and whoever asked twice. `past-the-api`:
   * the suite put messages into the queues that no API received.
   */
  readonly received?: 'exact' | 'past-the-api';
  readonly deadlineMs?: number;
}

/** What became of the votes of a record. */
export interface Outcome {
  readonly counted: number;
  readonly rejected: Readonly<Record<string, number>>;
}

/** An accepted vote, and what its voter is told of it. */
export interface SettledVote<V extends Vote> {
  readonly vote: AcceptedVote<V>;
  readonly said: SubmissionBody;
}

/**
 * P1: waits until every accepted vote of the record is settled and no work is left in a queue; then asks for each
 * of them what became of it, as its voter can.
 */
export async function whatBecameOf<V extends Vote>(
  stack: Stack,
  record: VoteRecord<V>,
  { deadlineMs = 90_000 }: NothingLostOptions,
): Promise<SettledVote<V>[]> {
  assert.equal(record.unanswered.length, 0, 'votes of which nobody can say whether they were accepted');
  const votes = new Map(record.accepted.map((vote) => [vote.submissionId, vote]));
  const ids = [...votes.keys()];
  await eventually('everything accepted is settled', () => expectSettled(stack, ids), {
    deadlineMs,
    everyMs: 100,
  });
  return askAll(stack, [...votes.values()]);
}

/**
 * P3: of the votes of one voter that would each count alone exactly one is counted, and the others are
 * `already-voted`; a vote that would not is rejected for the reason that it is due.
 *
 * @param due what must become of the vote if its voter sends no other
 * @returns the ballots that were counted
 */
export async function expectOnePerVoter<V extends Vote>(
  settled: readonly SettledVote<V>[],
  due: (vote: AcceptedVote<V>) => 'counted' | RejectionReason,
): Promise<readonly Ballot[]> {
  const voters = new Map<string, RivalVote[]>();
  for (const { vote, said } of settled) {
    const what = due(vote);
    if (what === 'counted') {
      const who = nameOf(vote.voter);
      const rival = { submissionId: vote.submissionId, ballot: ballotOfVote(vote) };
      voters.set(who, [...(voters.get(who) ?? []), rival]);
    } else assert.equal(fateOf(said), what, 'what became of a vote that nobody may cast');
  }
  const said = new Map(settled.map((one) => [one.vote.submissionId, one.said]));
  const submission = (id: string): Promise<SubmissionBody | undefined> => Promise.resolve(said.get(id));
  const { ballots, broken } = await decideRivals({ submission }, [...voters.values()]);
  const fates = broken.map((rivals) => rivals.map(({ submissionId }) => fateOf(said.get(submissionId))));
  assert.deepEqual(fates, [], 'what became of the submissions of one voter');
  return ballots;
}

/** P4: every breakdown of a new contest counts exactly these ballots. */
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

/** Tells voters apart. */
export function nameOf({ nas, code }: Voter): string {
  return `${nas} ${code}`;
}

export function outcomeOf<V extends Vote>(settled: readonly SettledVote<V>[]): Outcome {
  const rejected: Record<string, number> = {};
  for (const { said } of settled) {
    const fate = fateOf(said);
    if (fate !== 'counted') rejected[fate] = (rejected[fate] ?? 0) + 1;
  }
  return { counted: settled.filter(({ said }) => fateOf(said) === 'counted').length, rejected };
}

/** `counted`, or the reason why not. */
function fateOf(said: SubmissionBody | undefined): string {
  if (said === undefined) return 'nothing';
  return said.state === 'rejected' ? said.reason : said.state;
}

/** P5: received = counted + rejected + parked, with nothing in flight. */
export async function expectBalanced(
  stack: Stack,
  { parked = 0, received = 'exact' }: NothingLostOptions,
): Promise<void> {
  await eventually('the ledger balances', () => expectBalance(stack, parked, received), {
    deadlineMs: 30_000,
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
  const client = new HttpClient(16);
  const settled: SettledVote<V>[] = [];
  try {
    await paced(votes, { concurrency: 16 }, async (vote) => {
      settled.push({ vote, said: await askOne(stack, client, vote.submissionId) });
    });
  } finally {
    await client.close();
  }
  return settled;
}

async function askOne(stack: Stack, client: HttpClient, id: string): Promise<SubmissionBody> {
  return eventually(`the status of ${id} can be read`, async () => {
    const answer = await client.send(`${stack.target()}/api/v1/submissions/${id}`);
    if (answer.kind === 'unanswered') throw answer.error;
    assert.equal(answer.status, 200, `status of a submission: ${answer.text}`);
    return JSON.parse(answer.text) as SubmissionBody;
  });
}

async function expectBalance(
  stack: Stack,
  parked: number,
  received: 'exact' | 'past-the-api',
): Promise<void> {
  const answer = await fetch(`${stack.target()}/api/v1/ledger`);
  assert.equal(answer.status, 200, 'the ledger answers');
  const ledger = (await answer.json()) as LedgerView;
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
