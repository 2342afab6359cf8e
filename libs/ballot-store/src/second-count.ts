import type { Database } from '@scrutin/database';
import { GROUPS_ON_RECORD, RECEIVE_SECOND_COUNT, RECEIVED_ON_RECORD } from './sql/second-count.sql.ts';

/** Groups of one ingestion process by their numbers; both ends are included. */
export type GroupRange = readonly [intakeId: string, first: number, last: number];

/** What the database has on record of one ingestion process in one contest. */
export interface ReceivedOnRecord {
  readonly intakeId: string;
  /** Undefined if the database knows no contest of the process. */
  readonly contest: string | undefined;
  /** Votes in the groups, including those that were sent again under an Idempotency-Key. */
  readonly votes: number;
  /** How many groups of the process are received, over all contests. */
  readonly groups: number;
}

/** Votes of one process in one contest, according to the second count. */
export type SecondCountEntry = readonly [intakeId: string, contest: string, votes: number];

/** How many groups of each range are on record as received, in the order of the ranges. */
export async function groupsOnRecord(database: Database, ranges: readonly GroupRange[]): Promise<number[]> {
  if (ranges.length === 0) return [];
  const rows = await database.query<{ place: bigint; groups: bigint }>(
    'ledger',
    GROUPS_ON_RECORD,
    JSON.stringify(ranges),
  );
  const found = new Map(rows.map(({ place, groups }) => [Number(place), Number(groups)]));
  return ranges.map((_, i) => found.get(i + 1) ?? 0);
}

/** What is on record of these processes. */
export async function receivedOnRecord(
  database: Database,
  intakeIds: readonly string[],
): Promise<ReceivedOnRecord[]> {
  if (intakeIds.length === 0) return [];
  const rows = await database.query<{
    intake_id: string;
    contest_key: string | null;
    votes: bigint | null;
    groups: bigint;
  }>('ledger', RECEIVED_ON_RECORD, intakeIds);
  return rows.map(({ intake_id: intakeId, contest_key: contest, votes, groups }) => ({
    intakeId,
    contest: contest ?? undefined,
    votes: Number(votes ?? 0n),
    groups: Number(groups),
  }));
}

/** Puts votes that only the second count has on record as received, and returns their number. It may be repeated. */
export async function receiveSecondCount(
  database: Database,
  counts: readonly SecondCountEntry[],
): Promise<number> {
  const [row] = await database.query<{ added: bigint }>(
    'ledger',
    RECEIVE_SECOND_COUNT,
    JSON.stringify(counts),
  );
  return Number(row?.added ?? 0n);
}
