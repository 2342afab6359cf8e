import type { RollKey } from '@scrutin/election';
import { InvariantViolation } from '@scrutin/service-runtime';
import { claimRequest, decisionOf } from './claim.ts';
import type { Claim, ClaimDecision } from './claim.ts';
import { CLAIM_LUA } from './lua/claim.lua.ts';
import { luaScript } from './lua-script.ts';
import type { RedisConnection } from './redis-connection.ts';
import { bucketOf } from './roll-layout.ts';
import type { RollKeys } from './roll-layout.ts';
import { readRollMeta } from './roll-meta.ts';

const claimScript = luaScript(CLAIM_LUA);

/**
 * Decides claims in one round trip. The number of buckets of each roll is kept in memory; a roll that
 * turns out missing is asked for again, once, because it may have been loaded anew with other buckets.
 */
export class Claimer {
  readonly #connection: RedisConnection;
  readonly #keys: RollKeys;
  readonly #buckets = new Map<RollKey, number>();

  constructor(connection: RedisConnection, keys: RollKeys) {
    this.#connection = connection;
    this.#keys = keys;
  }

  async claim(claims: readonly Claim[]): Promise<ClaimDecision[]> {
    if (claims.length === 0) return [];
    const known = new Map(this.#buckets);
    await this.#learn(claims.map((claim) => claim.rollKey).filter((roll) => !known.has(roll)));
    const decisions = await this.#ask(claims);
    const missing = decisions.flatMap((decision, i) => (decision === 'roll-missing' ? [i] : []));
    if (missing.length === 0) return decisions;

    // What was learnt a moment ago is as new as it can be; only what was remembered can be stale.
    const stale = new Set(missing.map((i) => claims[i]?.rollKey).filter((roll) => roll !== undefined));
    for (const roll of stale) this.#buckets.delete(roll);
    const remembered = [...stale].filter((roll) => known.has(roll));
    await this.#learn(remembered);
    const changed = new Set(remembered.filter((roll) => this.#buckets.get(roll) !== known.get(roll)));
    const again = missing.filter((i) => changed.has(claims[i]?.rollKey as RollKey));
    const second = await this.#ask(again.map((i) => claims[i] as Claim));
    again.forEach((i, position) => {
      decisions[i] = second[position] ?? 'roll-missing';
    });
    return decisions;
  }

  async #learn(rolls: readonly RollKey[]): Promise<void> {
    const distinct = [...new Set(rolls)];
    if (distinct.length === 0) return;
    const metas = await readRollMeta(this.#connection, this.#keys, 'claim', distinct);
    metas.forEach((meta, i) => {
      const roll = distinct[i];
      if (meta !== undefined && roll !== undefined) this.#buckets.set(roll, meta.buckets);
    });
  }

  async #ask(claims: readonly Claim[]): Promise<ClaimDecision[]> {
    const decisions: ClaimDecision[] = claims.map(() => 'roll-missing');
    const asked: number[] = [];
    const commands = [];
    for (const [i, claim] of claims.entries()) {
      const buckets = this.#buckets.get(claim.rollKey);
      if (buckets === undefined) continue; // no meta: this Redis has never seen the roll
      const key = this.#keys.bucket(claim.rollKey, bucketOf(claim.credentialHash, buckets));
      asked.push(i);
      commands.push(claimScript.call(key, claimRequest(claim), String(buckets)));
    }
    if (commands.length === 0) return decisions;
    const replies = await this.#connection.pipelineWithScript('claim', claimScript, commands);
    asked.forEach((i, position) => {
      const decision = decisionOf(replies[position]);
      if (decision === undefined)
        throw new InvariantViolation('P3', 'claim.lua gave an answer of no meaning');
      decisions[i] = decision;
    });
    return decisions;
  }
}
