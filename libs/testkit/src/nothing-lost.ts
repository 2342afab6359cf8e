import assert from 'node:assert/strict';
import type { LawResultBody, LedgerView, SubmissionBody } from '@scrutin/contracts';
import { QUEUES } from '@scrutin/contracts';
import { countSettled, readBooks } from './books.ts';
import type { Tally } from './books.ts';
import { eventually } from './eventually.ts';
import { HttpClient } from './http-client.ts';
import type { Law } from './laws.ts';
import type { Stack } from './stack.ts';
import type { AcceptedVote, VoteRecord } from './vote-load.ts';

export interface NothingLostOptions {
  /** Messages that were put aside in the whole suite so far; 0 when absent. */
  readonly parked?: number;
  /**
   * `exact`: received = counted + rejected + parked (P5). `at-most`: an API was killed in this suite, and took
   * up to its last second of the count with it. `uncertain`: besides, Redis was away, so that who asked twice
   * under one Idempotency-Key may have been received twice.
   */
  readonly received?: 'exact' | 'at-most' | 'uncertain';
  readonly deadlineMs?: number;
}

/** What became of the votes of a record. */
export interface Outcome {
  readonly counted: number;
  readonly rejected: Readonly<Record<string, number>>;
}

type Status = Pick<SubmissionBody, 'state'> & { readonly reason?: string };

/**
 * The assertion that every fault ends with. When all is settled:
 *
 * - P1: every vote that was answered 202 is counted, or rejected for a reason that holds;
 * - P3: of the accepted votes of one voter exactly one is counted, the others are `already-voted`; of a
 *   stranger's none is, and they are `unknown-credential`;
 * - P4: results, ballots, audit rows and turnout agree with each other and, choice by choice, with what was
 *   accepted; the public results say the same;
 * - P5: the ledger balances, with nothing in flight.
 *
 * The record must hold every vote that was cast on the law, and no unanswered one.
 */
export async function expectNothingLostNothingTwice(
  stack: Stack,
  law: Law,
  record: VoteRecord,
  options: NothingLostOptions = {},
): Promise<Outcome> {
  const { deadlineMs = 90_000, parked = 0 } = options;
  assert.equal(record.unanswered.length, 0, 'votes of which nobody can say whether they were accepted');
  const votes = new Map(record.accepted.map((vote) => [vote.submissionId, vote]));
  await eventually('everything accepted is settled', () => expectSettled(stack, [...votes.keys()]), {
    deadlineMs,
    everyMs: 100,
  });

  const statuses = await readStatuses(stack, [...votes.keys()]);
  const counted = [...votes.values()].filter((vote) => statuses.get(vote.submissionId)?.state === 'counted');
  expectOnePerVoter(law, votes.values(), statuses);
  await expectTotals(stack, law, tallyOf(counted));
  await eventually('the ledger balances', () => expectBalance(stack, parked, options.received ?? 'exact'), {
    deadlineMs: 30_000,
    everyMs: 200,
  });

  const rejected: Record<string, number> = {};
  for (const { reason } of statuses.values()) {
    if (reason !== undefined) rejected[reason] = (rejected[reason] ?? 0) + 1;
  }
  return { counted: counted.length, rejected };
}

async function expectSettled(stack: Stack, ids: readonly string[]): Promise<void> {
  assert.equal(await countSettled(stack, ids), ids.length, 'submissions settled');
  for (const queue of [QUEUES.validation, QUEUES.aggregation, QUEUES.review]) {
    assert.equal(await stack.virtualHost.depth(queue), 0, `messages left in ${queue}`);
  }
}

/** As every voter can ask. */
async function readStatuses(stack: Stack, ids: readonly string[]): Promise<Map<string, Status>> {
  const client = new HttpClient(16);
  const statuses = new Map<string, Status>();
  const rest = ids.values();
  const askOneAfterTheOther = async (): Promise<void> => {
    for (const id of rest) statuses.set(id, await readStatus(stack, client, id));
  };
  try {
    await Promise.all(Array.from({ length: 16 }, askOneAfterTheOther));
  } finally {
    client.close();
  }
  return statuses;
}

async function readStatus(stack: Stack, client: HttpClient, id: string): Promise<Status> {
  return eventually(`the status of ${id} can be read`, async () => {
    const answer = await client.send(`${stack.target()}/api/v1/submissions/${id}`);
    if (answer.kind === 'unanswered') throw answer.error;
    assert.equal(answer.status, 200, `status of a submission: ${answer.text}`);
    return JSON.parse(answer.text) as Status;
  });
}

function expectOnePerVoter(
  law: Law,
  votes: Iterable<AcceptedVote>,
  statuses: ReadonlyMap<string, Status>,
): void {
  const onRoll = new Set(law.voters.map((voter) => `${voter.nas} ${voter.code}`));
  const byVoter = new Map<string, string[]>();
  for (const { voter, submissionId } of votes) {
    const status = statuses.get(submissionId);
    const outcome = status?.reason ?? status?.state ?? 'nothing';
    const who = `${voter.nas} ${voter.code}`;
    byVoter.set(who, [...(byVoter.get(who) ?? []), outcome]);
  }
  for (const [who, outcomes] of byVoter) {
    const expected = onRoll.has(who)
      ? ['counted', ...outcomes.slice(1).map(() => 'already-voted')]
      : outcomes.map(() => 'unknown-credential');
    const inOrder = [...outcomes].sort((a, b) => Number(b === 'counted') - Number(a === 'counted'));
    assert.deepEqual(inOrder, expected, 'what became of the submissions of one voter');
  }
}

async function expectTotals(stack: Stack, law: Law, expected: Tally): Promise<void> {
  const total = expected.oui + expected.non;
  assert.deepEqual(
    await readBooks(stack, law.id),
    { results: expected, ballots: expected, audited: total, credentials: total, turnout: total },
    'results, ballots and audit of the law',
  );
  await eventually('the public results are the same', async () => {
    const answer = await fetch(`${stack.target()}/api/v1/results/${law.id}`);
    const body = (await answer.json()) as LawResultBody;
    assert.deepEqual({ oui: body.oui_count, non: body.non_count }, expected);
    assert.equal(body.total_votes, total);
  });
}

async function expectBalance(
  stack: Stack,
  parked: number,
  received: 'exact' | 'at-most' | 'uncertain',
): Promise<void> {
  const answer = await fetch(`${stack.target()}/api/v1/ledger`);
  assert.equal(answer.status, 200, 'the ledger answers');
  const ledger = (await answer.json()) as LedgerView;
  const settled =
    ledger.counted + Object.values(ledger.rejected).reduce((sum, n) => sum + n, 0) + ledger.parked;
  const seen = JSON.stringify(ledger);
  assert.equal(ledger.parked, parked, `parked in ${seen}`);
  if (received === 'uncertain') return;
  assert.ok(ledger.received <= settled, `more received than settled in ${seen}`);
  if (received === 'exact') assert.ok(ledger.received >= settled, `less received than settled in ${seen}`);
  assert.deepEqual([ledger.in_flight, ledger.balanced], [0, true], `balance in ${seen}`);
}

function tallyOf(votes: readonly AcceptedVote[]): Tally {
  const oui = votes.filter(({ choice }) => choice === 'oui').length;
  return { oui, non: votes.length - oui };
}
