import assert from 'node:assert/strict';
import type { LawResultBody } from '@scrutin/contracts/public';
import { readBooks } from './books.ts';
import type { Tally } from './books.ts';
import { eventually } from './eventually.ts';
import type { Law } from './laws.ts';
import type { PlannedVote } from './planned-votes.ts';
import { expectBalanced, expectOnePerVoter, nameOf, outcomeOf, settledVotes } from './settlement.ts';
import type { NothingLostOptions, Outcome } from './settlement.ts';
import type { Stack } from './stack.ts';
import type { VoteRecord } from './vote-load.ts';

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
  const settled = await settledVotes(stack, record, options);
  const onRoll = new Set(law.voters.map(nameOf));
  expectOnePerVoter(settled, ({ voter }) => (onRoll.has(nameOf(voter)) ? undefined : 'unknown-credential'));
  const counted = settled.filter(({ fate }) => fate === 'counted');
  await expectTotals(stack, law, tallyOf(counted.map(({ vote }) => vote)));
  await expectBalanced(stack, options);
  return outcomeOf(settled);
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

function tallyOf(votes: readonly PlannedVote[]): Tally {
  const oui = votes.filter(({ choice }) => choice === 'oui').length;
  return { oui, non: votes.length - oui };
}
