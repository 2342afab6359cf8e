import type { AdmissionLimits, AdmissionRequest, AdmissionVerdict } from './admission.ts';
import {
  guessSlot,
  judgeAddress,
  judgeGuesses,
  KEY_REUSED,
  parseFailedGuesses,
  windowOf,
} from './admission.ts';
import { ChoiceMemory } from './choice-memory.ts';
import type { Command } from './command.ts';
import { COUNT_ADDRESSES_LUA } from './lua/count-addresses.lua.ts';
import { COUNT_GUESSES_LUA } from './lua/count-guesses.lua.ts';
import { luaScript } from './lua-script.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RollKeys } from './roll-layout.ts';

/** Gives the name under which an address is counted in a window. */
export type AddressNames = (address: string, window: number) => string;

const countAddresses = luaScript(COUNT_ADDRESSES_LUA);
const countGuesses = luaScript(COUNT_GUESSES_LUA);

/**
 * Decides which requests are admitted. It needs one round trip with two commands, whatever the number of requests, and
 * at the same time another one for the requests with an Idempotency-Key.
 */
export class AdmissionControl {
  readonly #connection: RedisConnection;
  readonly #keys: RollKeys;
  readonly #limits: AdmissionLimits;
  readonly #nameOf: AddressNames;
  readonly #choices: ChoiceMemory;

  constructor(connection: RedisConnection, keys: RollKeys, limits: AdmissionLimits, nameOf: AddressNames) {
    this.#connection = connection;
    this.#keys = keys;
    this.#limits = limits;
    this.#nameOf = nameOf;
    this.#choices = new ChoiceMemory(connection, keys);
  }

  async admit(requests: readonly AdmissionRequest[], nowMs: number): Promise<AdmissionVerdict[]> {
    if (requests.length === 0) return [];
    const { address, guesses } = this.#limits;
    const commands: Command[] = [
      [
        'HMGET',
        this.#keys.guessWindow(windowOf(nowMs, guesses.windowMs)),
        ...requests.map((r) => guessSlot(r.guessKey)),
      ],
    ];
    const fromAddresses = address.requests > 0 ? requests.filter((r) => r.throughGateway !== true) : [];
    if (fromAddresses.length > 0) {
      const window = windowOf(nowMs, address.windowMs);
      const key = this.#keys.addressWindow(window);
      // A window is kept for twice its length, so that a process whose clock is slow does not begin it again.
      commands.push(
        countAddresses.call(
          key,
          String(2 * address.windowMs),
          ...fromAddresses.map((r) => this.#nameOf(r.address, window)),
        ),
      );
    }
    const [replies, changed] = await Promise.all([
      this.#connection.pipelineWithScript('admit', countAddresses, commands, requests.length),
      this.#choices.changed(requests, nowMs),
    ]);
    const failed = replies[0] as readonly unknown[];
    const counts = replies[1] as readonly number[] | undefined;
    let counted = 0;
    return requests.map(({ throughGateway }, i) => {
      const count = throughGateway === true ? 0 : (counts?.[counted++] ?? 0);
      const byAddress = judgeAddress(count, address, nowMs);
      if (!byAddress.admitted) return byAddress;
      if (changed.has(i)) return KEY_REUSED;
      return judgeGuesses(parseFailedGuesses(failed[i]), guesses, nowMs);
    });
  }

  /**
   * Counts failed guesses. If a call is repeated after a lost connection, a failure counts twice. That delays somebody
   * who guesses by a second, and a voter who mistyped once not at all.
   */
  async countFailedGuesses(guessKeys: readonly string[], nowMs: number): Promise<void> {
    if (guessKeys.length === 0) return;
    const { windowMs } = this.#limits.guesses;
    const key = this.#keys.guessWindow(windowOf(nowMs, windowMs));
    const command = countGuesses.call(key, String(2 * windowMs), String(nowMs), ...guessKeys.map(guessSlot));
    await this.#connection.pipelineWithScript(
      'count-failed-guesses',
      countGuesses,
      [command],
      guessKeys.length,
    );
  }
}
