import type { SubmissionId } from '@scrutin/election';
import { lawRollKey } from '@scrutin/election';
import type { Claim } from './claim.ts';
import { claimCall, claimScript } from './claimer.ts';
import type { Command } from './command.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RollKeys } from './roll-layout.ts';
import { fieldOf } from './roll-layout.ts';

/** The number of keys: enough that every master of a cluster has at least one. */
const PROBES = 16;
/** Belongs to nobody, because the hashes of a roll are 32 random bytes. */
const NOBODY = new Uint8Array(32);
const NO_SUBMISSION = '00000000-0000-0000-0000-000000000000' as SubmissionId;

/**
 * Makes test claims in separate keys. A Redis that answers PING may still be full, be a replica, or refuse the script
 * or the write. Every key is reset to unclaimed first, so that each test claim writes.
 *
 * @throws TransientError when a claim cannot be made now
 */
export async function probeClaims(connection: RedisConnection, keys: RollKeys): Promise<void> {
  const claim: Claim = {
    roll: { rollKey: lawRollKey('probe'), edition: '', generation: '', buckets: 1 },
    credentialHash: NOBODY,
    submissionId: NO_SUBMISSION,
  };
  const commands = Array.from({ length: PROBES }, (_, i) => keys.probe(i)).flatMap((key): Command[] => [
    ['HSET', key, fieldOf(NOBODY), ''],
    claimCall([key], [claim]),
  ]);
  await connection.pipelineWithScript('probe', claimScript, commands, 1);
}
