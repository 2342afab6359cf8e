import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { ReferenceLine, ReferencesManifest } from '@scrutin/credentials';
import {
  parseReferenceLine,
  parseReferencesManifest,
  REFERENCES_MANIFEST_FILE,
  referencesHeader,
} from '@scrutin/credentials';
import { ConfigurationError } from '@scrutin/service-runtime';

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
  const { manifest, at } = await readManifest(folder);
  for (const { file, sha256 } of manifest.shards) {
    if ((await checksumOf(path.join(at, file))) === sha256) continue;
    throw new ConfigurationError(
      `${path.join(at, file)} is not the file that the manifest describes: its SHA-256 differs. Copy the references again.`,
    );
  }
  return { manifest, entries: () => entriesOf(at, manifest) };
}

async function readManifest(folder: string): Promise<{ manifest: ReferencesManifest; at: string }> {
  for (const at of [path.join(folder, 'references'), folder]) {
    const text = await textOf(path.join(at, REFERENCES_MANIFEST_FILE));
    if (text === undefined) continue;
    const parsed = parseReferencesManifest(text);
    if (parsed.ok) return { manifest: parsed.manifest, at };
    throw new ConfigurationError(
      `${path.join(at, REFERENCES_MANIFEST_FILE)} is no manifest of references: ${parsed.problem}.`,
    );
  }
  throw new ConfigurationError(
    `${folder} holds no references: give the folder that \`credentials generate --output\` wrote, or its folder references.`,
  );
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ConfigurationError(`${file} cannot be read.`, { cause: error });
  }
}

async function checksumOf(file: string): Promise<string> {
  const sum = createHash('sha256');
  try {
    for await (const piece of createReadStream(file)) sum.update(piece as Buffer);
  } catch (error) {
    throw new ConfigurationError(`${file} cannot be read, and the manifest names it.`, { cause: error });
  }
  return sum.digest('hex');
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
