import { InvariantViolation } from '@scrutin/service-runtime';
import type { Claim, ClaimDecision } from './claim.ts';
import { claimRequest, decisionOf } from './claim.ts';
import { CLAIM_LUA } from './lua/claim.lua.ts';
import { luaScript } from './lua-script.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RollKeys } from './roll-layout.ts';
import { bucketOf, markerOf } from './roll-layout.ts';

const claimScript = luaScript(CLAIM_LUA);

/** Decides claims in one round trip, each by the roll that its caller has from the record. */
export class Claimer {
  readonly #connection: RedisConnection;
  readonly #keys: RollKeys;

  constructor(connection: RedisConnection, keys: RollKeys) {
    this.#connection = connection;
    this.#keys = keys;
  }

  async claim(claims: readonly Claim[]): Promise<ClaimDecision[]> {
    if (claims.length === 0) return [];
    const commands = claims.map((claim) => {
      const { roll, credentialHash } = claim;
      const key = this.#keys.bucket(roll, bucketOf(credentialHash, roll.buckets));
      return claimScript.call(key, claimRequest(claim), markerOf(roll));
    });
    const replies = await this.#connection.pipelineWithScript('claim', claimScript, commands);
    return claims.map((_, i) => {
      const decision = decisionOf(replies[i]);
      if (decision === undefined) throw new InvariantViolation('P3', 'claim.lua returned an unknown answer');
      return decision;
    });
  }
}
