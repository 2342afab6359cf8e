import { pairsOf } from './hash-pairs.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RollKeys } from './roll-layout.ts';

/**
 * What one ingestion process accepted in one minute: the second count of P5, which survives a restore of the database.
 * P6: it names no voter and no choice, only how many votes came in a minute.
 */
export interface IntakeMinute {
  /** Identifies one run of the process. */
  readonly intakeId: string;
  /** Minutes since the epoch. */
  readonly minute: number;
  /** The numbers of the groups that were accepted in this minute, as ranges with both ends. */
  readonly groups: readonly (readonly [first: number, last: number])[];
  /** Accepted votes by contest. A vote that was sent again under its Idempotency-Key counts each time. */
  readonly votes: Readonly<Record<string, number>>;
}

/** How long Redis keeps the counts of a process after its last vote. */
const KEPT_SECONDS = 90 * 24 * 3_600;

/** The second count in Redis: a hash with the processes, and for each process a hash with its minutes. */
export class IntakeCounts {
  readonly #connection: RedisConnection;
  readonly #keys: RollKeys;

  constructor(connection: RedisConnection, keys: RollKeys) {
    this.#connection = connection;
    this.#keys = keys;
  }

  /** Stores these minutes of one process, in the place of what was stored for them before. It may be repeated. */
  async save(intakeId: string, minutes: readonly IntakeMinute[]): Promise<void> {
    if (minutes.length === 0) return;
    const key = this.#keys.intakeMinutes(intakeId);
    const fields = minutes.flatMap(({ minute, groups, votes }) => [
      String(minute),
      JSON.stringify({ groups, votes }),
    ]);
    await this.#connection.pipeline('second-count', [
      ['HSET', this.#keys.intakes(), intakeId, ''],
      ['HSET', key, ...fields],
      ['EXPIRE', key, String(KEPT_SECONDS)],
    ]);
  }

  /** Every stored minute of every process. */
  async read(): Promise<IntakeMinute[]> {
    const [processes] = await this.#connection.readBytes('second-count', [['HGETALL', this.#keys.intakes()]]);
    const intakeIds = pairsOf(processes).map(([intakeId]) => intakeId);
    if (intakeIds.length === 0) return [];
    const replies = await this.#connection.readBytes(
      'second-count',
      intakeIds.map((intakeId) => ['HGETALL', this.#keys.intakeMinutes(intakeId)]),
    );
    return intakeIds.flatMap((intakeId, i) =>
      pairsOf(replies[i]).map(([minute, stored]) => ({
        intakeId,
        minute: Number(minute),
        ...(JSON.parse(stored) as Pick<IntakeMinute, 'groups' | 'votes'>),
      })),
    );
  }
}
