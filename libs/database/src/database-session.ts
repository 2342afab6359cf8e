import type pg from 'pg';
import { Gauge } from 'prom-client';
import type { Logger, Registry } from '@scrutin/service-runtime';
import { RecurringLog, TransientError } from '@scrutin/service-runtime';
import { EXPECTED_INSTANTS, INSTANTS_AS_TEXT } from './sql/known-instants.sql.ts';

/** As long as connecting itself may take. */
const ANSWER_WITHIN_MS = 5_000;

/**
 * The adapter takes times as texts without looking at their offset: they are right only if the session writes
 * them in UTC and in ISO form. Set after connecting, and not asked for while connecting, because an address
 * with options of its own would replace ours, and poolers refuse or drop them.
 */
const SET_FORMS = `SET TIME ZONE 'UTC'; SET DateStyle TO 'ISO'`;

const LOOK = `
SELECT pg_backend_pid() AS pid, ${INSTANTS_AS_TEXT} AS instants, current_setting('TimeZone') AS zone,
       current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
       current_setting('synchronous_commit') AS synchronous_commit`;

interface Seen {
  readonly pid: number;
  readonly instants: string;
  readonly zone: string;
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly synchronous_commit: string;
}

/** Without which a commit is not on the disk when it is answered (P2). */
const DURABILITY = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/**
 * Prepares and looks at every new connection before it is used: a setting that a promise rests on, and that
 * somebody else can change, is never taken on trust.
 */
export class SessionGuard {
  readonly #logger: Logger;
  readonly #recurring: RecurringLog;
  readonly #unsafe: Gauge<'setting'> | undefined;
  #isDirect: boolean | undefined;

  constructor(logger: Logger, registry: Registry | undefined) {
    this.#logger = logger;
    this.#recurring = new RecurringLog(logger, 600_000);
    if (registry === undefined) return;
    this.#unsafe = new Gauge({
      name: 'database_unsafe_setting',
      help: '1 while a setting of PostgreSQL that a promise rests on is not as it must be, by its name.',
      labelNames: ['setting'] as const,
      registers: [registry],
    });
    for (const setting of ['TimeZone', ...DURABILITY]) this.#unsafe.set({ setting }, 0);
  }

  /**
   * Whether statements may be prepared by name: the sessions are PostgreSQL's own. Behind a pooler that shares
   * them between clients, a name belongs to whoever used it last. False before the first connection.
   */
  get mayName(): boolean {
    return this.#isDirect === true;
  }

  /** @throws TransientError when times would be read wrongly: the connection must not be used */
  async prepare(client: pg.ClientBase): Promise<void> {
    const results = (await client.query({
      text: `${SET_FORMS}; ${LOOK}`,
      query_timeout: ANSWER_WITHIN_MS,
    } as pg.QueryConfig)) as unknown as pg.QueryResult<Seen>[];
    const seen = results.at(-1)?.rows[0];
    if (seen === undefined) throw new TransientError('The database did not say how its session is set.');
    this.#judgePooler(seen.pid !== (client as { processID?: number }).processID);
    this.#judgeZone(seen);
    await this.#judgeDurability(client, seen);
  }

  #judgePooler(isPooled: boolean): void {
    if (isPooled && this.#isDirect !== false) {
      this.#logger.warn('database.pooler', { effect: 'statements are not prepared by name' });
    }
    // One pooled connection is enough: the pool does not say which one a statement will get.
    this.#isDirect = !isPooled && this.#isDirect !== false;
  }

  #judgeZone({ instants, zone }: Seen): void {
    const isRight = instants === EXPECTED_INSTANTS;
    this.#unsafe?.set({ setting: 'TimeZone' }, isRight ? 0 : 1);
    if (isRight) return;
    this.#recurring.error('database.unsafe-setting', 'TimeZone', {
      setting: 'TimeZone',
      value: zone,
      needed: 'UTC, or a pooler that keeps what a session sets',
    });
    throw wrongZone(zone);
  }

  async #judgeDurability(client: pg.ClientBase, seen: Seen): Promise<void> {
    for (const setting of DURABILITY) {
      const isOff = seen[setting] === 'off';
      this.#unsafe?.set({ setting }, isOff ? 1 : 0);
      if (!isOff) continue;
      this.#recurring.error('database.unsafe-setting', setting, { setting, value: 'off', needed: 'on' });
    }
    // The only one of them that a session may choose.
    if (seen.synchronous_commit === 'off') await client.query('SET synchronous_commit TO on');
  }
}

export function wrongZone(zone: string): TransientError {
  return new TransientError(
    `The database's session has the time zone ${zone}, not UTC: times would be read wrongly.`,
  );
}
