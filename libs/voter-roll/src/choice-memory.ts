import { TransientError } from '@scrutin/service-runtime';
import type { AdmissionRequest } from './admission.ts';
import { windowOf } from './admission.ts';
import { REMEMBER_CHOICES_LUA } from './lua/remember-choices.lua.ts';
import { luaScript } from './lua-script.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RollKeys } from './roll-layout.ts';

/**
 * Two choices under one Idempotency-Key are compared for one window at least and two at most. That is long enough for a
 * double click, a second tab or a change of mind on the same page, and short enough that nobody can find out later what
 * the choice of a vote was (P6).
 */
export const CHOICE_WINDOW_MS = 60_000;
/** Anybody can cause records, so their number is limited. This many take about 10 MB. */
export const MOST_CHOICES_PER_WINDOW = 100_000;

const rememberChoices = luaScript(REMEMBER_CHOICES_LUA);

/**
 * Remembers the choices that came with Idempotency-Keys. It needs one call to one node, whatever the number of
 * requests.
 *
 * It is a convenience and not a promise: if Redis is unavailable, or if there are more keys than records, choices are
 * not compared and the first one is used.
 */
export class ChoiceMemory {
  readonly #connection: RedisConnection;
  readonly #keys: RollKeys;

  constructor(connection: RedisConnection, keys: RollKeys) {
    this.#connection = connection;
    this.#keys = keys;
  }

  /** The positions of the requests whose Idempotency-Key came with another choice before. */
  async changed(requests: readonly AdmissionRequest[], nowMs: number): Promise<ReadonlySet<number>> {
    const records = requests.flatMap(({ idempotency }, i) =>
      idempotency === undefined || idempotency.fingerprint === '' ? [] : [{ ...idempotency, i }],
    );
    if (records.length === 0) return NONE;
    const window = windowOf(nowMs, CHOICE_WINDOW_MS);
    const command = rememberChoices.callWithKeys(
      [this.#keys.choices(window), this.#keys.choices(window - 1)],
      String(CHOICE_WINDOW_MS / 1_000),
      String(MOST_CHOICES_PER_WINDOW),
      ...records.flatMap(({ record, fingerprint }) => [record, fingerprint]),
    );
    try {
      const [remembered] = (await this.#connection.pipelineWithScript(
        'remember-choices',
        rememberChoices,
        [command],
        records.length,
      )) as [readonly unknown[]];
      return new Set(records.filter(({ fingerprint }, n) => remembered[n] !== fingerprint).map(({ i }) => i));
    } catch (error) {
      if (error instanceof TransientError) return NONE;
      throw error;
    }
  }
}

const NONE: ReadonlySet<number> = new Set();
