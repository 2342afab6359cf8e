import { InvariantViolation } from '@scrutin/service-runtime';
import type { Claim, ClaimDecision } from './claim.ts';
import { CLAIMS_IN_A_CALL, decisionsOf, packClaims } from './claim.ts';
import type { Command } from './command.ts';
import { CLAIM_LUA } from './lua/claim.lua.ts';
import { luaScript } from './lua-script.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RollKeys } from './roll-layout.ts';
import { bucketOf } from './roll-layout.ts';

export const claimScript = luaScript(CLAIM_LUA);

/** Creates the command that makes a claim in each of the keys. */
export function claimCall(keys: readonly string[], claims: readonly Claim[]): Command {
  const { packed, markers } = packClaims(claims);
  return claimScript.callWithKeys(keys, packed, ...markers);
}

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
    const perCall = this.#connection.keysOfACall === 'of-one-slot' ? 1 : CLAIMS_IN_A_CALL;
    const calls: (readonly Claim[])[] = [];
    for (let i = 0; i < claims.length; i += perCall) calls.push(claims.slice(i, i + perCall));
    const commands = calls.map((some) => claimCall(some.map(this.#bucketKey), some));
    const replies = await this.#connection.pipelineWithScript('claim', claimScript, commands, claims.length);
    return calls.flatMap((some, i) => {
      const decisions = decisionsOf(replies[i], some.length);
      if (decisions === undefined) throw new InvariantViolation('P3', 'claim.lua returned an unknown answer');
      return decisions;
    });
  }

  readonly #bucketKey = ({ roll, credentialHash }: Claim): string =>
    this.#keys.bucket(roll, bucketOf(credentialHash, roll.buckets));
}
