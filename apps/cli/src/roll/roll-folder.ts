import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseRollLine, parseRollManifest } from '@scrutin/credentials';
import type { RollManifest, RollShard } from '@scrutin/credentials';
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
    entries: () => entriesOf(folder, manifest),
    remarks: () => [],
  };
}

async function verify(file: string, shard: RollShard): Promise<void> {
  const sum = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file)) sum.update(chunk as Buffer);
  } catch (error) {
    throw new ConfigurationError(`${file} cannot be read, and the manifest names it.`, { cause: error });
  }
  if (sum.digest('hex') === shard.sha256) return;
  throw new ConfigurationError(
    `${file} is not the file that the manifest describes: its SHA-256 differs. Copy the roll again. Nothing was loaded.`,
  );
}

async function* entriesOf(
  folder: string,
  manifest: RollManifest,
): AsyncGenerator<RollEntry, void, undefined> {
  const isOfElection = manifest.roll.startsWith('election:');
  for (const shard of manifest.shards) {
    const file = path.join(folder, shard.file);
    let lines = 0;
    for await (const some of linesOf(file)) {
      for (const line of some) {
        lines += 1;
        const entry = parseRollLine(line);
        if (entry === undefined) throw new ConfigurationError(`${file}, line ${lines}: no line of a roll.`);
        if ((entry.region !== undefined) !== isOfElection) {
          throw new ConfigurationError(
            `${file}, line ${lines}: ${isOfElection ? NO_REGION : NEEDLESS_REGION}`,
          );
        }
        yield entry;
      }
    }
    if (lines !== shard.credentials) {
      throw new ConfigurationError(`${file} has ${lines} lines, and the manifest says ${shard.credentials}.`);
    }
  }
}

const NO_REGION =
  'no region, and in an election everybody votes in one: `credentials generate --election-id` with `--region` makes such a roll.';
const NEEDLESS_REGION =
  'a region, and a law is voted on by all in one contest: load the roll that was made for the law.';

/** Lines end with LF and are ASCII. Thousands at a time: an asynchronous step for each would cost more than reading it. */
async function* linesOf(file: string): AsyncGenerator<readonly string[], void, undefined> {
  let held = '';
  for await (const piece of createReadStream(file, { encoding: 'latin1', highWaterMark: 1 << 18 })) {
    const lines = (held + (piece as string)).split('\n');
    held = lines.pop() ?? '';
    yield lines;
  }
  if (held !== '') yield [held];
}
