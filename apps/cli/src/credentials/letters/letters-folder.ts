import { createReadStream } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse';
import type { LettersManifest } from '@scrutin/credentials';
import { isReference, normaliseCode, parseLettersManifest } from '@scrutin/credentials';
import { ConfigurationError } from '@scrutin/service-runtime';
import { openManifestFolder } from '../manifest-folder.ts';

/** What is printed in the letter of one voter. */
export interface Letter {
  readonly identifier: string;
  readonly code: string;
  readonly region: string | undefined;
  readonly reference: string;
  readonly address: readonly string[];
}

export interface LettersFolder {
  readonly manifest: LettersManifest;
  /** Reads all letters, in their order, one at a time. */
  letters(): AsyncIterable<Letter>;
}

/**
 * Opens the letters of a credential set, and compares each file with its checksum.
 *
 * @param folder the folder of the set, or the folder `letters` in it
 * @throws ConfigurationError if there are none, or if a file is not the one that the manifest describes
 */
export async function openLetters(folder: string): Promise<LettersFolder> {
  const { manifest, at } = await openManifestFolder(folder, 'letters', parseLettersManifest);
  return { manifest, letters: () => lettersOf(at, manifest) };
}

async function* lettersOf(
  folder: string,
  manifest: LettersManifest,
): AsyncGenerator<Letter, void, undefined> {
  for (const shard of manifest.shards) {
    const file = path.join(folder, shard.file);
    const records = createReadStream(file).pipe(parse({ columns: true }));
    let line = 1;
    for await (const record of records) {
      line += 1;
      const letter = letterOf(record as Record<string, string | undefined>);
      // The line is not quoted, because it is a secret.
      if (letter === undefined)
        throw new ConfigurationError(`${file}, letter ${line - 1}: not a letter of a set.`);
      yield letter;
    }
  }
}

function letterOf(record: Readonly<Record<string, string | undefined>>): Letter | undefined {
  const { nas = '', code = '', region, reference = '' } = record;
  if (!/^\d{9}$/.test(nas) || normaliseCode(code) !== code || !isReference(reference)) return undefined;
  const address: string[] = [];
  for (let line = 1; ; line++) {
    const text = record[`address_${line}`];
    if (text === undefined) break;
    // The apostrophe protects a spreadsheet from what looks like a formula (formatLetterLine).
    if (text !== '') address.push(text.replace(/^'(?=[=+@-])/, ''));
  }
  return { identifier: nas, code, region, reference, address };
}
