import type { Refusal } from '@scrutin/election';
import { refused } from '@scrutin/election';
import type { Transaction } from './act.ts';

/**
 * What stands on a published ballot does not change behind it: the refusal when an election that is no draft has
 * candidates of the party. The elections that use it are locked, so that none is published meanwhile; elections
 * are locked before parties and regions, as whoever makes a candidate or a race does.
 */
export async function partyInUse(transaction: Transaction, code: string): Promise<Refusal | undefined> {
  const elections = await transaction.$queryRaw<Using[]>`
    SELECT id, status FROM elections
     WHERE id IN (SELECT election_id FROM candidates WHERE party_code = ${code})
     ORDER BY id FOR NO KEY UPDATE`;
  return inUse(elections, `candidates of the party ${code}`);
}

/** As {@link partyInUse}, of a region in which such an election has a race. */
export async function regionInUse(transaction: Transaction, id: string): Promise<Refusal | undefined> {
  const elections = await transaction.$queryRaw<Using[]>`
    SELECT id, status FROM elections
     WHERE id IN (SELECT election_id FROM election_regions WHERE region_id = ${id})
     ORDER BY id FOR NO KEY UPDATE`;
  return inUse(elections, `a race in ${id}`);
}

interface Using {
  readonly id: string;
  readonly status: string;
}

function inUse(elections: readonly Using[], what: string): Refusal | undefined {
  const published = elections.find(({ status }) => status !== 'draft');
  return published === undefined
    ? undefined
    : refused('in-use', `The election ${published.id}, which is no draft any more, has ${what}.`);
}

/** Once there are votes of it, a law or an election keeps its races, candidates and roll, whatever its status says. */
export async function votesCast(transaction: Transaction, subject: string): Promise<Refusal | undefined> {
  const rows = await transaction.$queryRaw<{ received: bigint }[]>`
    SELECT received FROM contest_ledger
     WHERE (contest_key = ${subject} OR starts_with(contest_key, ${`${subject}:`})) AND received + counted + rejected > 0
     LIMIT 1`;
  return rows.length === 0
    ? undefined
    : refused('in-use', `Votes were cast in ${subject}: what they depend on stays as it is.`);
}
