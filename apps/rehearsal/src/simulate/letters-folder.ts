import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { normaliseCode, normaliseNas } from '@scrutin/credentials';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { Voter } from '@scrutin/voting-load';

/**
 * The first `count` letters of a credential set (`credentials generate`): of its folder, or of the folder
 * `letters` in it.
 *
 * @throws ConfigurationError when there are none, too few, or a line is none. It names file and line, never
 *   what is in it (P6).
 */
export async function readLetters(folder: string, count: number): Promise<Voter[]> {
  const files = await lettersFiles(folder);
  const letters: Voter[] = [];
  for (const file of files) {
    let lineNumber = 0;
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      lineNumber += 1;
      if (lineNumber === 1 || line === '') continue; // names of the columns
      letters.push(letterOf(line, file, lineNumber));
      if (letters.length === count) return letters;
    }
  }
  throw new ConfigurationError(
    `${folder} holds ${letters.length} letters, ${count} are needed: fewer --votes.`,
  );
}

/**
 * The letters, each of a voter who votes in one of the regions; in none on a law, which has none.
 *
 * @throws ConfigurationError when one votes elsewhere: the set is of another contest
 */
export function requireRegions(letters: Voter[], regions: readonly string[]): Voter[] {
  const known = new Set<string | undefined>(regions.length === 0 ? [undefined] : regions);
  const stranger = letters.find(({ region }) => !known.has(region));
  if (stranger === undefined) return letters;
  throw new ConfigurationError(
    stranger.region === undefined
      ? 'The letters name no region: they are of a law, not of an election.'
      : `There are letters for ${stranger.region}, where nobody votes on this: they are of another contest.`,
  );
}

async function lettersFiles(folder: string): Promise<string[]> {
  for (const candidate of [path.join(folder, 'letters'), folder]) {
    const names = await readdirIfThere(candidate);
    const files = names.filter((name) => /^letters-\d+\.csv$/.test(name)).sort();
    if (files.length > 0) return files.map((name) => path.join(candidate, name));
  }
  throw new ConfigurationError(
    `${folder} holds no letters: give the folder that \`credentials generate --output\` wrote.`,
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

function letterOf(line: string, file: string, lineNumber: number): Voter {
  const [first = '', second = '', region] = line.split(',');
  const nas = normaliseNas(first);
  const code = normaliseCode(second);
  if (nas !== undefined && code !== undefined) {
    return region === undefined ? { nas, code } : { nas, code, region };
  }
  throw new ConfigurationError(`${file}, line ${lineNumber}: not a letter (nas,code or nas,code,region).`);
}
