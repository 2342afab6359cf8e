import { lawRollKey } from '@scrutin/election';
import type { SubmissionId } from '@scrutin/election';
import { claimRequest } from './claim.ts';
import { luaScript } from './lua-script.ts';
import { CLAIM_LUA } from './lua/claim.lua.ts';
import type { RedisConnection } from './redis-connection.ts';
import { fieldOf } from './roll-layout.ts';
import type { RollKeys } from './roll-layout.ts';

const claimScript = luaScript(CLAIM_LUA);

/** A few keys, of which every master of a cluster has one or more. */
const PROBES = 16;
/** Of nobody: a roll has hashes of 32 random bytes. */
const NOBODY = new Uint8Array(32);
const NO_SUBMISSION = '00000000-0000-0000-0000-000000000000' as SubmissionId;

/**
 * Makes claims that mean nothing, in keys of their own: a Redis that answers PING may still be full, a replica,
 * or refuse the script or the write. Every probe is put back to unclaimed first, so that it writes each time.
 *
 * @throws TransientError when a claim could not be made now
 */
export async function probeClaims(connection: RedisConnection, keys: RollKeys): Promise<void> {
  const request = claimRequest({
    roll: { rollKey: lawRollKey('probe'), edition: '', generation: '', buckets: 1 },
    credentialHash: NOBODY,
    submissionId: NO_SUBMISSION,
  });
  const commands = Array.from({ length: PROBES }, (_, i) => keys.probe(i)).flatMap((key) => [
    ['HSET', key, fieldOf(NOBODY), ''],
    claimScript.call(key, request, '1'),
  ]);
  await connection.pipelineWithScript('probe', claimScript, commands, 1);
}
