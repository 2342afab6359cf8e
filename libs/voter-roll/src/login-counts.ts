import { windowOf } from './admission.ts';
import { COUNT_ADDRESSES_LUA } from './lua/count-addresses.lua.ts';
import { TAKE_BACK_LOGIN_LUA } from './lua/take-back-login.lua.ts';
import { luaScript } from './lua-script.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RollKeys } from './roll-layout.ts';

const countAddresses = luaScript(COUNT_ADDRESSES_LUA);
const takeBackLogin = luaScript(TAKE_BACK_LOGIN_LUA);

/** Counts the logins of officials by address and window, over all replicas. */
export class LoginCounts {
  readonly #connection: RedisConnection;
  readonly #keys: RollKeys;

  constructor(connection: RedisConnection, keys: RollKeys) {
    this.#connection = connection;
    this.#keys = keys;
  }

  /** Counts a login. Returns the logins of the address in the window, with this one and without those taken back. */
  async count(address: string, nowMs: number, windowMs: number): Promise<number> {
    const key = this.#keys.loginWindow(windowOf(nowMs, windowMs));
    // A window is kept for twice its length, so that a process whose clock is slow does not begin it again.
    const command = countAddresses.call(key, String(2 * windowMs), address);
    const [counts] = await this.#connection.pipelineWithScript('count-logins', countAddresses, [command], 1);
    return (counts as readonly number[])[0] ?? 0;
  }

  /** Removes a login from the count of the window that contains this time. */
  async takeBack(address: string, nowMs: number, windowMs: number): Promise<void> {
    const command = takeBackLogin.call(this.#keys.loginWindow(windowOf(nowMs, windowMs)), address);
    await this.#connection.pipelineWithScript('count-logins', takeBackLogin, [command], 1);
  }
}
