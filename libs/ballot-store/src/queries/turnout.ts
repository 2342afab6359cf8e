import type { Database } from '@scrutin/database';
import type { ContestKey, TurnoutSeries } from '@scrutin/election';
import { TURNOUT_SERIES } from '../sql/turnout-series.sql.ts';

export async function turnoutSeries(database: Database, contest: ContestKey): Promise<TurnoutSeries> {
  const [row] = await database.query<{ buckets: string; voters: string }>(
    'turnout-series',
    TURNOUT_SERIES,
    contest,
  );
  return { buckets: numbersOf(row?.buckets ?? ''), voters: numbersOf(row?.voters ?? '') };
}

/** The number of voters on the roll of each law that has a roll, by law identifier. Void credentials are no voters. */
export async function lawElectorates(database: Database): Promise<ReadonlyMap<string, bigint>> {
  const rows = await database.run('law-electorates', (client) =>
    client.roll.findMany({
      where: { rollKey: { startsWith: LAW_ROLL } },
      select: { rollKey: true, credentials: true, voidTotals: { select: { credentials: true } } },
    }),
  );
  return new Map(
    rows.map(({ rollKey, credentials, voidTotals }) => [
      rollKey.slice(LAW_ROLL.length),
      voidTotals.reduce((voters, total) => voters - total.credentials, credentials),
    ]),
  );
}

const LAW_ROLL = 'law:';

function numbersOf(list: string): Int32Array {
  return list === '' ? new Int32Array(0) : Int32Array.from(list.split(','), Number);
}
