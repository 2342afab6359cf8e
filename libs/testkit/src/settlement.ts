import assert from 'node:assert/strict';
import { QUEUES } from '@scrutin/contracts/messages';
import type { LedgerView, SubmissionBody } from '@scrutin/contracts/public';
import { countSettled } from './books.ts';
import { eventually } from './eventually.ts';
import { HttpClient } from './http-client.ts';
import type { Planned } from './planned-votes.ts';
import type { Stack } from './stack.ts';
import type { AcceptedVote, VoteRecord } from './vote-load.ts';
import type { Voter } from './voters.ts';

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

/** What a voter is told of one submission: `counted`, or the reason why not. */
export type Fate = string;

/** An accepted vote and what became of it. */
export interface SettledVote<Vote extends Planned> {
  readonly vote: AcceptedVote<Vote>;
  readonly fate: Fate;
}

/**
 * P1: waits until every accepted vote of the record is settled and no work is left in a queue; then asks for each
 * of them what became of it, as its voter can.
 */
export async function settledVotes<Vote extends Planned>(
  stack: Stack,
  record: VoteRecord<Vote>,
  { deadlineMs = 90_000 }: NothingLostOptions,
): Promise<SettledVote<Vote>[]> {
  assert.equal(record.unanswered.length, 0, 'votes of which nobody can say whether they were accepted');
  const votes = new Map(record.accepted.map((vote) => [vote.submissionId, vote]));
  const ids = [...votes.keys()];
  await eventually('everything accepted is settled', () => expectSettled(stack, ids), {
    deadlineMs,
    everyMs: 100,
  });
  const fates = await readFates(stack, ids);
  return [...votes.values()].map((vote) => ({ vote, fate: fates.get(vote.submissionId) ?? 'nothing' }));
}

/**
 * P3: of the votes of one voter that would each be good alone (`alone` gives nothing) exactly one is counted and
 * the others are `already-voted`; the others are rejected for the reason that `alone` gives.
 */
export function expectOnePerVoter<Vote extends Planned>(
  settled: readonly SettledVote<Vote>[],
  alone: (vote: AcceptedVote<Vote>) => Fate | undefined,
): void {
  const goodOnes = new Map<string, Fate[]>();
  for (const { vote, fate } of settled) {
    const reason = alone(vote);
    if (reason !== undefined) {
      assert.equal(fate, reason, 'what became of a vote that nobody may cast');
      continue;
    }
    const who = nameOf(vote.voter);
    goodOnes.set(who, [...(goodOnes.get(who) ?? []), fate]);
  }
  for (const fates of goodOnes.values()) {
    const inOrder = [...fates].sort((a, b) => Number(b === 'counted') - Number(a === 'counted'));
    const expected = ['counted', ...fates.slice(1).map(() => 'already-voted')];
    assert.deepEqual(inOrder, expected, 'what became of the submissions of one voter');
  }
}

/** Tells voters apart. */
export function nameOf({ nas, code }: Voter): string {
  return `${nas} ${code}`;
}

export function outcomeOf<Vote extends Planned>(settled: readonly SettledVote<Vote>[]): Outcome {
  const rejected: Record<string, number> = {};
  for (const { fate } of settled) {
    if (fate !== 'counted') rejected[fate] = (rejected[fate] ?? 0) + 1;
  }
  return { counted: settled.filter(({ fate }) => fate === 'counted').length, rejected };
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

async function readFates(stack: Stack, ids: readonly string[]): Promise<Map<string, Fate>> {
  const client = new HttpClient(16);
  const fates = new Map<string, Fate>();
  const rest = ids.values();
  const askOneAfterTheOther = async (): Promise<void> => {
    for (const id of rest) fates.set(id, await readFate(stack, client, id));
  };
  try {
    await Promise.all(Array.from({ length: 16 }, askOneAfterTheOther));
  } finally {
    client.close();
  }
  return fates;
}

async function readFate(stack: Stack, client: HttpClient, id: string): Promise<Fate> {
  return eventually(`the status of ${id} can be read`, async () => {
    const answer = await client.send(`${stack.target()}/api/v1/submissions/${id}`);
    if (answer.kind === 'unanswered') throw answer.error;
    assert.equal(answer.status, 200, `status of a submission: ${answer.text}`);
    const body = JSON.parse(answer.text) as Pick<SubmissionBody, 'state'> & { readonly reason?: string };
    return body.reason ?? body.state;
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
