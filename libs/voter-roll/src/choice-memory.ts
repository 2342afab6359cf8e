import { TransientError } from '@scrutin/service-runtime';
import { windowOf } from './admission.ts';
import type { AdmissionRequest } from './admission.ts';
import { luaScript } from './lua-script.ts';
import { REMEMBER_CHOICES_LUA } from './lua/remember-choices.lua.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RollKeys } from './roll-layout.ts';

/**
 * For how long two choices under one Idempotency-Key are compared: for one window at least, two at most. Long enough
 * for a double click, a second tab and a change of mind on the same page; so short that nobody can find out later which
 * choice a vote was (P6).
 */
export const CHOICE_WINDOW_MS = 60_000;
/** Anybody can cause records: these are about 10 MB in a window, and there are no more. */
export const MOST_CHOICES_PER_WINDOW = 100_000;

const rememberChoices = luaScript(REMEMBER_CHOICES_LUA);

/**
 * What Idempotency-Keys stood for. One call to one node, however many requests there are. A convenience, not a
 * promise: with Redis away, or more keys than there is room for, choices are not compared, and the first one stands.
 */
export class ChoiceMemory {
  readonly #connection: RedisConnection;
  readonly #keys: RollKeys;

  constructor(connection: RedisConnection, keys: RollKeys) {
    this.#connection = connection;
    this.#keys = keys;
  }

  /** The places of those requests whose key stood for another choice. */
  async changed(requests: readonly AdmissionRequest[], nowMs: number): Promise<ReadonlySet<number>> {
    const records = requests.flatMap(({ idempotency }, i) =>
      idempotency === undefined || idempotency.fingerprint === '' ? [] : [{ ...idempotency, i }],
    );
    if (records.length === 0) return NONE;
    const window = windowOf(nowMs, CHOICE_WINDOW_MS);
    const command = rememberChoices.callOnSlot(
      [this.#keys.choices(window), this.#keys.choices(window - 1)],
      String(CHOICE_WINDOW_MS / 1_000),
      String(MOST_CHOICES_PER_WINDOW),
      ...records.flatMap(({ record, fingerprint }) => [record, fingerprint]),
    );
    try {
      const [standing] = (await this.#connection.pipelineWithScript(
        'remember-choices',
        rememberChoices,
        [command],
        records.length,
      )) as [readonly unknown[]];
      return new Set(records.filter(({ fingerprint }, n) => standing[n] !== fingerprint).map(({ i }) => i));
    } catch (error) {
      if (error instanceof TransientError) return NONE;
      throw error;
    }
  }
}

const NONE: ReadonlySet<number> = new Set();
