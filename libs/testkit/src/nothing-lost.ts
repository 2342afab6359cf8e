import assert from 'node:assert/strict';
import { BLANK_SELECTION } from '@scrutin/election';
import type { Ballot, Breakdown, Counts } from '@scrutin/voting-load';
import { LAW_VOTES } from '@scrutin/voting-load';
import { eventually } from './eventually.ts';
import type { LawRecords } from './law-records.ts';
import { readLawRecords } from './law-records.ts';
import type { Law } from './laws.ts';
import { bodyOf } from './replies.ts';
import type { NothingLostOptions, Outcome } from './settlement.ts';
import {
  expectBalanced,
  expectInRecords,
  expectOnePerVoter,
  nameOf,
  outcomeOf,
  whatBecameOf,
} from './settlement.ts';
import type { Stack } from './stack.ts';
import type { VoteRecord } from './vote-load.ts';
import { withPublicClient } from './with-public-client.ts';

/**
 * The checks after every fault. It waits until all votes are settled, and checks:
 *
 * - P1: every vote that was answered 202 is counted, or rejected for a reason that holds;
 * - P3: of the accepted votes of one voter exactly one is counted, and the others are rejected as `already-voted`. The
 *   votes of a stranger are all rejected as `unknown-credential`;
 * - P4: results, ballots, audit rows and turnout agree with each other and, choice by choice, with the accepted votes.
 *   The public results agree with them;
 * - P5: the ledger balances, with nothing in flight.
 *
 * The record must have every vote that was cast on the law, and no vote without an answer.
 */
export async function expectNothingLostNothingTwice(
  stack: Stack,
  law: Law,
  record: VoteRecord,
  options: NothingLostOptions = {},
): Promise<Outcome> {
  const settled = await whatBecameOf(stack, record, options);
  const onRoll = new Set(law.voters.map(nameOf));
  const ballots = await expectOnePerVoter(settled, ({ voter }) =>
    onRoll.has(nameOf(voter)) ? 'counted' : 'unknown-credential',
  );
  expectInRecords(BREAKDOWNS, countsOfRecords(await readLawRecords(stack, law.id)), ballots);
  await expectPublished(stack, law, ballots);
  await expectBalanced(stack, options);
  return outcomeOf(settled);
}

const everyVote = (name: string): Breakdown => ({ name, shows: 'every-line', lineOf: () => 'votes' });
const BREAKDOWNS = [
  ...(['results', 'ballots'] as const).map((name): Breakdown => ({ ...LAW_VOTES, name })),
  ...(['audited', 'credentials', 'turnout'] as const).map(everyVote),
];

function countsOfRecords({
  results,
  ballots,
  audited,
  credentials,
  turnout,
}: LawRecords): Counts['breakdowns'] {
  return new Map([
    ['results', new Map(Object.entries(results))],
    ['ballots', new Map(Object.entries(ballots))],
    ...Object.entries({ audited, credentials, turnout }).map(
      ([name, votes]) => [name, new Map([['votes', votes]])] as const,
    ),
  ]);
}

async function expectPublished(stack: Stack, law: Law, ballots: readonly Ballot[]): Promise<void> {
  const votesFor = (choice: string): number => ballots.filter(({ selection }) => selection === choice).length;
  const expected = [votesFor('oui'), votesFor('non'), votesFor(BLANK_SELECTION), ballots.length];
  await eventually('the public results agree with the database', async () => {
    const body = await withPublicClient(stack, async (client) =>
      bodyOf(await client.call('lawResult', { params: { law_id: law.id } })),
    );
    assert.deepEqual([body.oui_count, body.non_count, body.blank_count, body.total_votes], expected);
  });
}
