import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { ReferenceLine, ReferencesManifest } from '@scrutin/credentials';
import { parseReferenceLine, parseReferencesManifest, referencesHeader } from '@scrutin/credentials';
import { ConfigurationError } from '@scrutin/service-runtime';
import { openManifestFolder } from './manifest-folder.ts';

/** The office's own link from the letters of a credential set to their credentials. */
export interface ReferencesFolder {
  readonly manifest: ReferencesManifest;
  /** Reads all references, in the order of the letters. */
  entries(): AsyncIterable<ReferenceLine>;
}

/**
 * Opens the references of a credential set. Every file is compared with its checksum before this returns.
 *
 * @param folder the folder of the set, or the folder `references` in it
 * @throws ConfigurationError if there are none, or if a file is not the one that the manifest describes. The messages
 *   quote no line
 */
export async function openReferences(folder: string): Promise<ReferencesFolder> {
  const { manifest, at } = await openManifestFolder(folder, 'references', parseReferencesManifest);
  return { manifest, entries: () => entriesOf(at, manifest) };
}

async function* entriesOf(
  folder: string,
  manifest: ReferencesManifest,
): AsyncGenerator<ReferenceLine, void, undefined> {
  const isOfElection = manifest.roll.startsWith('election:');
  for (const { file, credentials } of manifest.shards) {
    const input = createReadStream(path.join(folder, file));
    let number = 0;
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      number += 1;
      if (number === 1 && line === referencesHeader(isOfElection)) continue;
      const entry = number === 1 ? undefined : parseReferenceLine(line);
      if (entry === undefined || (entry.region !== undefined) !== isOfElection) {
        throw new ConfigurationError(
          `${path.join(folder, file)}, line ${number}: not a reference of this set.`,
        );
      }
      yield entry;
    }
    if (number - 1 !== credentials) {
      throw new ConfigurationError(
        `${path.join(folder, file)} has ${Math.max(0, number - 1)} references, and the manifest says ${credentials}.`,
      );
    }
  }
}
