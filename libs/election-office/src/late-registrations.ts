import type { RollKey } from '@scrutin/election';
import type { Transaction } from './act.ts';
import { needsTwo } from './approval.ts';
import { readPolicy } from './read-policy.ts';
import { LATE_REGISTRATIONS } from './sql/late-registrations.sql.ts';

/** The number of credentials and the edition of a roll on record. */
interface RollSize {
  readonly credentials: bigint;
  readonly edition: string;
}

/** What a transaction adds to the roll of a contest after its publication. */
export interface AddedLate {
  /** How many credentials, zero or more. */
  readonly credentials: bigint;
  /** Whether one official alone would add more, in total, than the policy allows. The database checks the same. */
  readonly needsApproval: boolean;
}

const NOTHING_ADDED: AddedLate = { credentials: 0n, needsApproval: false };

/**
 * What was added in this transaction to the roll of a published contest, whose row is locked. The roll is on record as it
 * will be.
 *
 * @param before the roll before the transaction; undefined if there was none
 */
export async function addedByLoad(
  transaction: Transaction,
  rollKey: RollKey,
  before: RollSize | undefined,
  after: RollSize,
): Promise<AddedLate> {
  const found = await readLate(transaction, rollKey);
  const grown =
    after.credentials - (before?.credentials ?? (await sizeWithoutRoll(transaction, rollKey, after)));
  const credentials = found === undefined ? grown : found.late - found.counted;
  return judge(transaction, rollKey, credentials, found?.alone ?? 0n);
}

/**
 * As how large the roll counts of a contest that was published without one. No official can publish a contest of two
 * officials so: the whole roll of one that is published all the same is registered late.
 */
async function sizeWithoutRoll(
  transaction: Transaction,
  rollKey: RollKey,
  { credentials }: RollSize,
): Promise<bigint> {
  return (await needsTwo(transaction, rollKey)) ? 0n : credentials;
}

/**
 * How many credentials were added to the roll of a contest of two officials since it was last published; undefined if it
 * never was, and for a contest of one official. Nobody published any of a roll that took the place of the published one.
 */
export async function addedSincePublication(
  transaction: Transaction,
  rollKey: RollKey,
  roll: RollSize,
): Promise<bigint | undefined> {
  const found = await readLate(transaction, rollKey);
  if (found === undefined || !(await needsTwo(transaction, rollKey))) return undefined;
  if (found.edition !== roll.edition) return roll.credentials;
  const added = found.late - found.counted;
  return added > 0n ? added : 0n;
}

async function judge(
  transaction: Transaction,
  rollKey: RollKey,
  credentials: bigint,
  aloneBefore: bigint,
): Promise<AddedLate> {
  if (credentials <= 0n) return NOTHING_ADDED;
  const { acts, registeringAbove } = await readPolicy(transaction);
  const needsApproval =
    acts.includes('registering') &&
    aloneBefore + credentials > BigInt(registeringAbove) &&
    (await needsTwo(transaction, rollKey));
  return { credentials, needsApproval };
}

interface LateRow {
  readonly edition: string;
  readonly counted: bigint;
  readonly alone: bigint;
  readonly late: bigint;
}

async function readLate(transaction: Transaction, rollKey: RollKey): Promise<LateRow | undefined> {
  const rows = await transaction.$queryRawUnsafe<LateRow[]>(LATE_REGISTRATIONS, rollKey);
  return rows[0];
}
