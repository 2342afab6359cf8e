import type pg from 'pg';
import type { Logger } from '@scrutin/service-runtime';
import { RecurringLog, TransientError } from '@scrutin/service-runtime';
import type { DatabaseMetrics } from './database-metrics.ts';
import { EXPECTED_INSTANTS, INSTANTS_AS_TEXT } from './sql/known-instants.sql.ts';

/** The same limit as for connecting. */
const ANSWER_WITHIN_MS = 5_000;

/**
 * Prisma's adapter reads times as texts and ignores their offset, so they are right only if the session writes them in
 * UTC and in ISO form. The forms are set after connecting. If they were connection options, an address with other
 * options would replace them, and poolers would refuse or drop them.
 */
const SET_FORMS = `SET TIME ZONE 'UTC'; SET DateStyle TO 'ISO'`;

const LOOK = `
SELECT pg_backend_pid() AS pid, ${INSTANTS_AS_TEXT} AS instants, current_setting('TimeZone') AS zone,
       current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
       current_setting('synchronous_commit') AS synchronous_commit,
       current_setting('track_commit_timestamp') AS track_commit_timestamp`;

interface Seen {
  readonly pid: number;
  readonly instants: string;
  readonly zone: string;
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly synchronous_commit: string;
  readonly track_commit_timestamp: string;
}

/** The settings without which a commit is not on the disk when it is answered (P2). */
const DURABILITY = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/** What must be done about an unsafe setting. A reload or a restart follows. */
const REMEDIES = {
  fsync: 'ALTER SYSTEM SET fsync = on; then reload PostgreSQL',
  full_page_writes: 'ALTER SYSTEM SET full_page_writes = on; then reload PostgreSQL',
  synchronous_commit:
    'ALTER SYSTEM SET synchronous_commit = on, or ALTER ROLE or ALTER DATABASE … RESET synchronous_commit',
  track_commit_timestamp: 'ALTER SYSTEM SET track_commit_timestamp = off; then restart PostgreSQL',
} as const;

/**
 * Prepares and checks every new connection before it is used. Our promises depend on settings that other people can
 * change, so these settings are always checked.
 */
export class SessionGuard {
  readonly #logger: Logger;
  readonly #recurring: RecurringLog;
  readonly #metrics: Pick<DatabaseMetrics, 'setUnsafe'>;
  #isDirect: boolean | undefined;

  constructor(logger: Logger, metrics: Pick<DatabaseMetrics, 'setUnsafe'>) {
    this.#logger = logger;
    this.#recurring = new RecurringLog(logger, 600_000);
    this.#metrics = metrics;
    for (const setting of ['TimeZone', 'track_commit_timestamp', ...DURABILITY] as const)
      metrics.setUnsafe(setting, false);
  }

  /**
   * Whether statements may be prepared by name. They may if the sessions are PostgreSQL's own. Behind a pooler that
   * shares sessions between clients, another client could use the same name. False before the first connection.
   */
  get mayName(): boolean {
    return this.#isDirect === true;
  }

  /** @throws TransientError if times would be read wrongly. Then the connection must not be used */
  async prepare(client: pg.ClientBase): Promise<void> {
    const results = (await client.query({
      text: `${SET_FORMS}; ${LOOK}`,
      query_timeout: ANSWER_WITHIN_MS,
    } as pg.QueryConfig)) as unknown as pg.QueryResult<Seen>[];
    const seen = results.at(-1)?.rows[0];
    if (seen === undefined)
      throw new TransientError('The database did not report the settings of its session.');
    this.#judgePooler(seen.pid !== (client as { processID?: number }).processID);
    this.#judgeZone(seen);
    this.#judgeCommitTimes(seen);
    await this.#judgeDurability(client, seen);
  }

  #judgePooler(isPooled: boolean): void {
    if (isPooled && this.#isDirect !== false) {
      this.#logger.warn('database.pooler', { effect: 'statements are not prepared by name' });
    }
    // One connection to a pooler is enough, because nobody knows which connection a statement will get.
    this.#isDirect = !isPooled && this.#isDirect !== false;
  }

  #judgeZone({ instants, zone }: Seen): void {
    const isRight = instants === EXPECTED_INSTANTS;
    this.#metrics.setUnsafe('TimeZone', !isRight);
    if (isRight) return;
    this.#recurring.error('database.unsafe-setting', 'TimeZone', {
      setting: 'TimeZone',
      value: zone,
      needed: 'UTC, or a pooler that keeps what a session sets',
    });
    throw wrongZone(zone);
  }

  /** P6: the times of commits show in which order ballots arrived, and an audit row has the same order. */
  #judgeCommitTimes(seen: Seen): void {
    const setting = 'track_commit_timestamp';
    const isOn = seen[setting] === 'on';
    this.#metrics.setUnsafe(setting, isOn);
    if (!isOn) return;
    this.#recurring.error('database.unsafe-setting', setting, {
      setting,
      value: 'on',
      needed: 'off',
      remedy: REMEDIES[setting],
    });
  }

  async #judgeDurability(client: pg.ClientBase, seen: Seen): Promise<void> {
    for (const setting of DURABILITY) {
      const isOff = seen[setting] === 'off';
      this.#metrics.setUnsafe(setting, isOff);
      if (!isOff) continue;
      this.#recurring.error('database.unsafe-setting', setting, {
        setting,
        value: 'off',
        needed: 'on',
        remedy: REMEDIES[setting],
      });
    }
    // This is the only one of them that a session may set.
    if (seen.synchronous_commit === 'off') await client.query('SET synchronous_commit TO on');
  }
}

export function wrongZone(zone: string): TransientError {
  return new TransientError(
    `The database's session has the time zone ${zone}, not UTC: times would be read wrongly.`,
  );
}
