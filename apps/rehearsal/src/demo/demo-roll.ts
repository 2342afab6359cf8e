import { generateCredentials, openRollSource } from '@scrutin/cli';
import { createCredentialHash, pepperCheck, rollScopeIdOf } from '@scrutin/credentials';
import type { RollKey } from '@scrutin/election';
import { ConfigurationError, nodeDigest } from '@scrutin/service-runtime';
import type { RollEntry } from '@scrutin/voter-roll';
import type { Voter } from '@scrutin/voting-load';
import { readLetters } from '../simulate/letters-folder.ts';

export interface DemoRollOptions {
  /** Where the set is, or is to be made. */
  readonly folder: string;
  readonly rollKey: RollKey;
  /** Where the voters of an election vote, as many in each; empty for a law. */
  readonly regions: readonly string[];
  readonly credentials: number;
  readonly pepper: Uint8Array;
}

export interface DemoRoll {
  readonly entries: readonly RollEntry[];
  readonly letters: readonly Voter[];
  /** Made just now, as there was no set that could be used. */
  readonly isNew: boolean;
  readonly pepperCheck: string;
}

const NEVER_ABORTED = new AbortController().signal;

/** The demonstration's credentials of a contest: those made before, else new ones. */
export async function demoRoll(options: DemoRollOptions): Promise<DemoRoll> {
  const made = await readIfUsable(options);
  if (made !== undefined) return made;
  await generateCredentials(
    {
      count: options.credentials,
      rollKey: options.rollKey,
      regions: options.regions,
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
    entries: await readEntries(options.folder),
    letters: await readLetters(options.folder, options.credentials),
    isNew: true,
    pepperCheck: pepperCheck(options.pepper, nodeDigest),
  };
}

/**
 * A set is of use when it has the wanted size and regions, and was hashed with the pepper that the services
 * have now.
 */
async function readIfUsable(options: DemoRollOptions): Promise<DemoRoll | undefined> {
  try {
    const entries = await readEntries(options.folder);
    const letters = await readLetters(options.folder, options.credentials);
    const hash = createCredentialHash({ scheme: 'hmac-sha256', pepper: options.pepper, digest: nodeDigest });
    const [first] = letters;
    if (first === undefined || entries.length !== options.credentials) return undefined;
    if (entries.some(({ region }) => !isWanted(region, options.regions))) return undefined;
    const expected = Buffer.from(hash(first.nas, first.code, rollScopeIdOf(options.rollKey)));
    const isOfPepper = entries.some((known) => expected.equals(known.hash));
    const check = pepperCheck(options.pepper, nodeDigest);
    return isOfPepper ? { entries, letters, isNew: false, pepperCheck: check } : undefined;
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined; // no set, or not this one: a new one is made
    throw error;
  }
}

function isWanted(region: string | undefined, regions: readonly string[]): boolean {
  return region === undefined ? regions.length === 0 : regions.includes(region);
}

/** @throws ConfigurationError when there is no whole set */
async function readEntries(folder: string): Promise<RollEntry[]> {
  const source = await openRollSource([folder]);
  const entries: RollEntry[] = [];
  for await (const entry of source.entries()) entries.push(entry);
  return entries;
}
