import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RollLineProblem, RollManifest, RollShard } from '@scrutin/credentials';
import {
  parseRollLine,
  parseRollManifest,
  rollLineFault,
  RollLineSplitter,
  rollLineText,
} from '@scrutin/credentials';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { RollEntry } from '@scrutin/voter-roll';
import type { RollSource } from './roll-source.ts';

/**
 * A roll with its manifest. Every file is compared with its checksum before the first entry is handed
 * out, so that no damaged roll is half loaded.
 */
export async function openRollFolder(manifestFile: string): Promise<RollSource> {
  const text = await readFile(manifestFile, 'utf8');
  const parsed = parseRollManifest(text);
  if (!parsed.ok)
    throw new ConfigurationError(`${manifestFile} is no manifest of a roll: ${parsed.problem}.`);
  const { manifest } = parsed;
  const folder = path.dirname(manifestFile);
  for (const shard of manifest.shards) await verify(path.join(folder, shard.file), shard);
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
    remarks: () => [],
  };
}

/** By its checksum: that of its bytes, or of its lines where only their ends and a byte order mark were changed. */
async function verify(file: string, shard: RollShard): Promise<void> {
  const sum = createHash('sha256');
  const sumOfLines = createHash('sha256');
  const splitter = new RollLineSplitter();
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: PIECE_BYTES })) {
      sum.update(chunk as Buffer);
      for (const line of splitter.push((chunk as Buffer).toString('latin1'))) {
        sumOfLines.update(`${line}\n`, 'latin1');
      }
    }
  } catch (error) {
    throw new ConfigurationError(`${file} cannot be read, and the manifest names it.`, { cause: error });
  }
  if (sum.digest('hex') === shard.sha256) return;
  for (const line of splitter.end()) sumOfLines.update(`${line}\n`, 'latin1');
  if (sumOfLines.digest('hex') === shard.sha256) return;
  throw new ConfigurationError(
    `${file} is not the file that the manifest describes: its SHA-256 differs. Copy the roll again. Nothing was loaded.`,
  );
}

async function* entriesOf(
  folder: string,
  manifest: RollManifest,
  regions: ReadonlySet<string> | undefined,
): AsyncGenerator<RollEntry, void, undefined> {
  const isOfElection = manifest.roll.startsWith('election:');
  for (const shard of manifest.shards) {
    const file = path.join(folder, shard.file);
    let lines = 0;
    const refuse = (problem: RollLineProblem, column: number): never => {
      const text = rollLineText(problem, regions).en;
      throw new ConfigurationError(
        `${file}, line ${lines}, column ${column}: ${text} (${problem}) Nothing was loaded.`,
      );
    };
    for await (const some of linesOf(file)) {
      for (const line of some) {
        lines += 1;
        const entry = parseRollLine(line);
        if (entry === undefined) {
          const { problem, column } = rollLineFault(line, lines);
          return refuse(problem, column);
        }
        if ((entry.region !== undefined) !== isOfElection) {
          return refuse(isOfElection ? 'missing-region' : 'unexpected-region', REGION_COLUMN);
        }
        if (regions !== undefined && entry.region !== undefined && !regions.has(entry.region)) {
          return refuse('unknown-region', REGION_COLUMN);
        }
        yield entry;
      }
    }
    if (lines !== shard.credentials) {
      throw new ConfigurationError(`${file} has ${lines} lines, and the manifest says ${shard.credentials}.`);
    }
  }
}

const REGION_COLUMN = 45;
const PIECE_BYTES = 1 << 18;

/** Entries are handed out by thousands, as an asynchronous step for each entry would cost more than reading it. */
async function* linesOf(file: string): AsyncGenerator<readonly string[], void, undefined> {
  const splitter = new RollLineSplitter();
  for await (const piece of createReadStream(file, { encoding: 'latin1', highWaterMark: PIECE_BYTES })) {
    yield splitter.push(piece as string);
  }
  yield splitter.end();
}
