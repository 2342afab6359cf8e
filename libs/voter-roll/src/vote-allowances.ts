import { TAKE_VOTES_LUA } from './lua/take-votes.lua.ts';
import { luaScript } from './lua-script.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RollKeys } from './roll-layout.ts';

/** How many votes a gateway may hand in. */
export interface VoteAllowance {
  /** On average. */
  readonly votesPerSecond: number;
  /** At once after a pause. */
  readonly burst: number;
}

const takeVotes = luaScript(TAKE_VOTES_LUA);

/** Limits how many votes each gateway hands in, over all replicas. */
export class VoteAllowances {
  readonly #connection: RedisConnection;
  readonly #keys: RollKeys;

  constructor(connection: RedisConnection, keys: RollKeys) {
    this.#connection = connection;
    this.#keys = keys;
  }

  /**
   * Takes votes from the allowance of a gateway, all of them or none.
   *
   * @param gatewayId names the gateway
   * @returns 0 if they were taken, and otherwise how many milliseconds to wait before the next attempt
   * @throws TransientError when Redis is away
   */
  async take(gatewayId: string, votes: number, { votesPerSecond, burst }: VoteAllowance): Promise<number> {
    const key = this.#keys.allowance(gatewayId);
    const command = takeVotes.call(key, String(votesPerSecond), String(burst), String(votes));
    const [waitMs] = await this.#connection.pipelineWithScript('take-votes', takeVotes, [command], 1);
    return Number(waitMs);
  }
}
