import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RollLineFault, RollManifest, RollShard } from '@scrutin/credentials';
import {
  findRepeatedInFiles,
  findRepeatedLines,
  parseRollLine,
  parseRollManifest,
  rollLineFault,
  RollLineSplitter,
  rollLineText,
  rollRegionFault,
} from '@scrutin/credentials';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { RollEntry } from '@scrutin/voter-roll';
import type { RegionsOfRoll, RollSource } from './roll-source.ts';

/**
 * Opens a roll with its manifest. Before the first entry is handed out, every file is compared with its checksum, and
 * the lines are compared with each other, so that nothing is loaded from a damaged roll.
 *
 * @throws ConfigurationError if the manifest or a file is not as it must be, or if a hash is on two lines
 */
export async function openRollFolder(manifestFile: string): Promise<RollSource> {
  const text = await readFile(manifestFile, 'utf8');
  const parsed = parseRollManifest(text);
  if (!parsed.ok)
    throw new ConfigurationError(`${manifestFile} is no manifest of a roll: ${parsed.problem}.`);
  const { manifest } = parsed;
  const folder = path.dirname(manifestFile);
  for (const shard of manifest.shards) await verify(path.join(folder, shard.file), shard);
  const areCompared = await refuseRepeatedLines(folder, manifest);
  return {
    rollKey: manifest.roll,
    scheme: manifest.scheme,
    credentials: manifest.credentials,
    pepperCheck: manifest.pepper_check,
    origin: {
      kind: 'manifest',
      sha256: createHash('sha256').update(text).digest('hex'),
      credentials: manifest.credentials,
    },
    entries: (regions) => entriesOf(folder, manifest, regions),
    remarks: () => (areCompared ? [] : [NOT_COMPARED]),
  };
}

/** By its checksum: that of its bytes, or of its lines where only their ends and a byte order mark were changed. */
async function verify(file: string, shard: RollShard): Promise<void> {
  try {
    if ((await sumOfBytes(file)) === shard.sha256) return;
    if ((await sumOfLines(file)) === shard.sha256) return;
  } catch (error) {
    throw new ConfigurationError(`${file} cannot be read, and the manifest names it.`, { cause: error });
  }
  throw new ConfigurationError(
    `${file} is not the file that the manifest describes: its SHA-256 differs. Copy the roll again. Nothing was loaded.`,
  );
}

async function sumOfBytes(file: string): Promise<string> {
  const sum = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: PIECE_BYTES }))
    sum.update(piece as Buffer);
  return sum.digest('hex');
}

async function sumOfLines(file: string): Promise<string> {
  const sum = createHash('sha256');
  for await (const lines of linesOf(file)) for (const line of lines) sum.update(`${line}\n`, 'latin1');
  return sum.digest('hex');
}

const NOT_COMPARED =
  'The roll has more than 16 million lines, which were not compared: a credential on two lines is one credential.';

/**
 * Compares the lines of all files with each other: side by side in one pass if each file is sorted, as `credentials
 * generate` writes them, and otherwise in several passes, so that the memory stays small.
 *
 * @returns false if there are too many lines to compare
 * @throws ConfigurationError if a hash is on two lines
 */
async function refuseRepeatedLines(folder: string, manifest: RollManifest): Promise<boolean> {
  const repeated = (await repeatedInSorted(folder, manifest)) ?? (await repeatedInAny(folder, manifest));
  if (repeated === undefined) return false;
  if (repeated.count === 0) return true;
  const more = repeated.count > repeated.places.length ? ', …' : '';
  throw new ConfigurationError(
    `${repeated.count} of the lines have a hash that is on an earlier line too: ${repeated.places.join(', ')}${more}. ` +
      `${rollLineText('duplicate').en} Nothing was loaded.`,
  );
}

const MOST_PLACES = 10;

interface RepeatedPlaces {
  readonly count: number;
  readonly places: readonly string[];
}

async function repeatedInSorted(
  folder: string,
  { shards }: RollManifest,
): Promise<RepeatedPlaces | undefined> {
  const found = await findRepeatedInFiles(shards.map(({ file }) => linesOf(path.join(folder, file))));
  if (found === undefined) return undefined;
  const places = found.first
    .slice(0, MOST_PLACES)
    .map(({ file, line }) => `${shards[file]?.file ?? ''}, line ${line}`);
  return { count: found.count, places };
}

async function repeatedInAny(folder: string, manifest: RollManifest): Promise<RepeatedPlaces | undefined> {
  let lines = 0;
  for await (const some of linesOfAll(folder, manifest)) lines += some.length;
  const found = await findRepeatedLines(() => linesOfAll(folder, manifest), lines);
  if (found === undefined) return undefined;
  return {
    count: found.count,
    places: await placesOf(found.first.slice(0, MOST_PLACES), folder, manifest),
  };
}

/** The files and lines of line numbers that count through all files. */
async function placesOf(
  numbers: readonly number[],
  folder: string,
  manifest: RollManifest,
): Promise<readonly string[]> {
  const places: string[] = [];
  let before = 0;
  for (const { file } of numbers.length === 0 ? [] : manifest.shards) {
    let lines = 0;
    for await (const some of linesOf(path.join(folder, file))) lines += some.length;
    const inFile = numbers.filter((number) => number > before && number <= before + lines);
    places.push(...inFile.map((number) => `${file}, line ${number - before}`));
    before += lines;
  }
  return places;
}

async function* entriesOf(
  folder: string,
  manifest: RollManifest,
  given: RegionsOfRoll,
): AsyncGenerator<RollEntry, void, undefined> {
  const regions = given === 'any' ? undefined : given;
  for (const shard of manifest.shards) {
    const file = path.join(folder, shard.file);
    let lines = 0;
    for await (const some of linesOf(file)) {
      for (const line of some) {
        lines += 1;
        const entry = parseRollLine(line);
        const ofRegion =
          entry === undefined || given === 'any' ? undefined : rollRegionFault(entry.region, regions);
        const fault = entry === undefined ? rollLineFault(line, lines) : ofRegion;
        if (fault !== undefined) throw lineError(file, lines, fault, regions);
        if (entry !== undefined) yield entry;
      }
    }
    if (lines !== shard.credentials) {
      throw new ConfigurationError(`${file} has ${lines} lines, and the manifest says ${shard.credentials}.`);
    }
  }
}

function lineError(
  file: string,
  line: number,
  { problem, column }: RollLineFault,
  regions: ReadonlySet<string> | undefined,
): ConfigurationError {
  const text = rollLineText(problem, regions).en;
  return new ConfigurationError(
    `${file}, line ${line}, column ${column}: ${text} (${problem}) Nothing was loaded.`,
  );
}

const PIECE_BYTES = 1 << 18;

async function* linesOfAll(folder: string, manifest: RollManifest): AsyncGenerator<readonly string[]> {
  for (const { file } of manifest.shards) yield* linesOf(path.join(folder, file));
}

/** Entries are handed out by thousands, as an asynchronous step for each entry would cost more than reading it. */
async function* linesOf(file: string): AsyncGenerator<readonly string[], void, undefined> {
  const splitter = new RollLineSplitter();
  for await (const piece of createReadStream(file, { encoding: 'latin1', highWaterMark: PIECE_BYTES })) {
    yield splitter.push(piece as string);
  }
  yield splitter.end();
}
