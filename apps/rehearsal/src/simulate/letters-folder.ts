import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { normaliseCode, normaliseNas } from '@scrutin/credentials';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { Voter } from '@scrutin/voting-load';

/**
 * Reads the first `count` letters of a credential set (`credentials generate`), or all of them. `folder` is the folder of the set, or
 * the folder `letters` in it.
 *
 * @throws ConfigurationError if there are no letters or too few, or if a line is not a letter. The message names the
 *   file and the line, but never quotes the line (P6)
 */
export async function readLetters(folder: string, count?: number): Promise<Voter[]> {
  const files = await lettersFiles(folder);
  const letters: Voter[] = [];
  for (const file of files) {
    let lineNumber = 0;
    let withRegion = false;
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      lineNumber += 1;
      if (lineNumber === 1) withRegion = line.split(',')[2] === 'region'; // the first line names the columns
      if (lineNumber === 1 || line === '') continue;
      letters.push(letterOf(line, withRegion, file, lineNumber));
      if (letters.length === count) return letters;
    }
  }
  if (count === undefined) return letters;
  throw new ConfigurationError(
    `${folder} has ${letters.length} letters, and ${count} are needed: choose fewer --votes.`,
  );
}

/**
 * Returns the letters, after a check that every voter votes in one of the regions, or in no region if the list is
 * empty, as it is for a law.
 *
 * @throws ConfigurationError if a voter votes in another region, because the set is then for another contest
 */
export function requireRegions(letters: Voter[], regions: readonly string[]): Voter[] {
  const known = new Set<string | undefined>(regions.length === 0 ? [undefined] : regions);
  const stranger = letters.find(({ region }) => !known.has(region));
  if (stranger === undefined) return letters;
  throw new ConfigurationError(
    stranger.region === undefined
      ? 'The letters name no region: they are for a law, not for an election.'
      : `There are letters for the region ${stranger.region}, which this contest does not have: they are for another one.`,
  );
}

async function lettersFiles(folder: string): Promise<string[]> {
  for (const candidate of [path.join(folder, 'letters'), folder]) {
    const names = await readdirIfThere(candidate);
    const files = names.filter((name) => /^letters-\d+\.csv$/.test(name)).sort();
    if (files.length > 0) return files.map((name) => path.join(candidate, name));
  }
  throw new ConfigurationError(
    `${folder} has no letters: give the folder that \`credentials generate --output\` wrote.`,
  );
}

async function readdirIfThere(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw new ConfigurationError(`${folder} cannot be read.`, { cause: error });
  }
}

function letterOf(line: string, withRegion: boolean, file: string, lineNumber: number): Voter {
  const [first = '', second = '', third] = line.split(',');
  const region = withRegion ? third : undefined;
  const nas = normaliseNas(first);
  const code = normaliseCode(second);
  if (nas !== undefined && code !== undefined) {
    return region === undefined ? { nas, code } : { nas, code, region };
  }
  throw new ConfigurationError(
    `${file}, line ${lineNumber}: not a letter (nas,code,reference or nas,code,region,reference).`,
  );
}
