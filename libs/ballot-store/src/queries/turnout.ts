import type { Database } from '@scrutin/database';
import type { ContestKey } from '@scrutin/election';
import { TURNOUT_SERIES } from '../sql/turnout-series.sql.ts';

/**
 * Ballots counted of one contest by the time of their acceptance, in buckets of `TURNOUT_BUCKET_MS`, oldest first;
 * buckets without a ballot are not there. Two lists of equal length in little memory.
 */
export interface TurnoutSeries {
  /** Number of the bucket: its start in milliseconds since the epoch is this times `TURNOUT_BUCKET_MS`. */
  readonly buckets: Int32Array;
  readonly voters: Int32Array;
}

export async function turnoutSeries(database: Database, contest: ContestKey): Promise<TurnoutSeries> {
  const [row] = await database.query<{ buckets: string; voters: string }>(
    'turnout-series',
    TURNOUT_SERIES,
    contest,
  );
  return { buckets: numbersOf(row?.buckets ?? ''), voters: numbersOf(row?.voters ?? '') };
}

/** Credentials on the roll of each law that has one, by law identifier. */
export async function lawElectorates(database: Database): Promise<ReadonlyMap<string, bigint>> {
  const rows = await database.run('law-electorates', (client) =>
    client.roll.findMany({
      where: { rollKey: { startsWith: LAW_ROLL } },
      select: { rollKey: true, credentials: true },
    }),
  );
  return new Map(rows.map(({ rollKey, credentials }) => [rollKey.slice(LAW_ROLL.length), credentials]));
}

const LAW_ROLL = 'law:';

function numbersOf(list: string): Int32Array {
  return list === '' ? new Int32Array(0) : Int32Array.from(list.split(','), Number);
}
