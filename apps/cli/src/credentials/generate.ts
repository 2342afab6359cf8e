import { randomBytes } from 'node:crypto';
import type { CodeLength, CredentialScheme, RollManifest } from '@scrutin/credentials';
import { nasDrawer, rollScopeIdOf, USUAL_CODE_LENGTH } from '@scrutin/credentials';
import type { RollKey } from '@scrutin/election';
import { createSetFolder } from './set-folder.ts';
import { setManifests } from './set-manifests.ts';
import { writeShards } from './shard-crew.ts';
import type { ShardTask } from './shard-task.ts';

export interface GenerateRequest {
  readonly count: number;
  readonly rollKey: RollKey;
  /** The regions in which the voters of an election vote; empty for a law. */
  readonly regions: readonly string[];
  readonly scheme: CredentialScheme;
  /** Absent for `sha256`. */
  readonly pepper?: Uint8Array;
  readonly output: string;
  readonly shardSize: number;
  readonly workers: number;
  /** The characters of a code; without it, as many as usual. */
  readonly codeLength?: CodeLength;
  readonly replace: boolean;
}

/**
 * Writes a credential set with invented voters, for demonstrations and trials: letters for the printer, references for
 * the office, and hashes for the system. A failure leaves no part of it.
 *
 * @throws ConfigurationError if the output is in use; the reason of the signal if it is stopped; errors of the disk
 */
export async function generateCredentials(
  request: GenerateRequest,
  signal: AbortSignal,
  onProgress: (credentials: number) => void,
): Promise<RollManifest> {
  const folder = await createSetFolder(request.output, request.replace);
  try {
    let done = 0;
    const shards = await writeShards(tasksOf(request, folder), {
      workers: Math.min(request.workers, Math.ceil(request.count / request.shardSize)),
      signal,
      onProgress(more) {
        done += more;
        onProgress(done);
      },
    });
    const manifests = setManifests(
      {
        rollKey: request.rollKey,
        scheme: request.scheme,
        pepper: request.pepper,
        credentials: request.count,
        createdAt: new Date(),
        voters: 'invented',
      },
      {
        letters: shards.map(({ letters }) => letters),
        references: shards.map(({ references }) => references),
        roll: shards.map(({ roll }) => roll),
      },
    );
    await folder.complete(manifests);
    return manifests.roll;
  } catch (error) {
    await folder.abandon();
    throw error;
  }
}

/** Draws the numbers of a shard only when a thread takes it, so that the other threads work meanwhile. */
function* tasksOf(
  request: GenerateRequest,
  folders: Pick<ShardTask, 'lettersFolder' | 'referencesFolder' | 'rollFolder'>,
): Generator<ShardTask, void, undefined> {
  const draw = nasDrawer(request.count, randomBytes);
  for (let at = 0; at < request.count; at += request.shardSize) {
    yield {
      number: at / request.shardSize + 1,
      firstLetter: at + 1,
      nasNumbers: draw(Math.min(request.shardSize, request.count - at)),
      scheme: request.scheme,
      ...(request.scheme === 'sha256' || request.pepper === undefined ? {} : { pepper: request.pepper }),
      scopeId: rollScopeIdOf(request.rollKey),
      regions: request.regions,
      codeLength: request.codeLength ?? USUAL_CODE_LENGTH,
      lettersFolder: folders.lettersFolder,
      referencesFolder: folders.referencesFolder,
      rollFolder: folders.rollFolder,
    };
  }
}
