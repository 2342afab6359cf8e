import { createCredentialHash } from '@scrutin/credentials';
import { lawRollKey } from '@scrutin/election';
import { ConfigurationError, nodeDigest } from '@scrutin/service-runtime';
import { generateCredentials } from '../credentials/generate.ts';
import { openRollSource } from '../roll/roll-source.ts';
import { readLetters } from '../simulate/letters-folder.ts';
import type { VoterLetter } from '../simulate/vote-bodies.ts';

export interface DemoRollOptions {
  /** Where the set is, or is to be made. */
  readonly folder: string;
  readonly lawId: string;
  readonly credentials: number;
  readonly pepper: Uint8Array;
}

export interface DemoRoll {
  readonly hashes: readonly Uint8Array[];
  readonly letters: readonly VoterLetter[];
}

const NEVER_ABORTED = new AbortController().signal;

/** The demonstration's credentials of a law: those made before, else new ones. */
export async function demoRoll(options: DemoRollOptions): Promise<DemoRoll> {
  const made = await readIfUsable(options);
  if (made !== undefined) return made;
  await generateCredentials(
    {
      count: options.credentials,
      rollKey: lawRollKey(options.lawId),
      regions: [],
      scheme: 'hmac-sha256',
      pepper: options.pepper,
      output: options.folder,
      shardSize: options.credentials,
      workers: 0,
      replace: true,
    },
    NEVER_ABORTED,
    () => undefined,
  );
  return {
    hashes: await readHashes(options.folder),
    letters: await readLetters(options.folder, options.credentials),
  };
}

/** A set is of use when it has the wanted size, and was hashed with the pepper that the services have now. */
async function readIfUsable(options: DemoRollOptions): Promise<DemoRoll | undefined> {
  try {
    const hashes = await readHashes(options.folder);
    const letters = await readLetters(options.folder, options.credentials);
    const hash = createCredentialHash({ scheme: 'hmac-sha256', pepper: options.pepper, digest: nodeDigest });
    const [first] = letters;
    if (first === undefined || hashes.length !== options.credentials) return undefined;
    const expected = Buffer.from(hash(first.nas, first.code, options.lawId));
    return hashes.some((known) => expected.equals(known)) ? { hashes, letters } : undefined;
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined; // no set, or not this one: a new one is made
    throw error;
  }
}

/** @throws ConfigurationError when there is no whole set */
async function readHashes(folder: string): Promise<Uint8Array[]> {
  const source = await openRollSource([folder]);
  const hashes: Uint8Array[] = [];
  for await (const { hash } of source.entries()) hashes.push(hash);
  return hashes;
}
