import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { readBlt, readCsv, readRcvVector } from '@scrutin/tabulation';
import type { Contest, RcvVector, ReadOutcome, RuleSet } from '@scrutin/tabulation';

/** A contest from a file, with the rules it may bring and its own order for ties. */
export interface ContestFile {
  readonly title: string;
  readonly contest: Contest;
  readonly rules: RuleSet | undefined;
  readonly order: readonly string[];
}

/** Reads a `.blt`, `.csv` or rcv-vector/1 `.json` file; any of them may be gzipped (`.gz`). */
export async function readContestFile(
  file: string,
  seats: number | undefined,
): Promise<ReadOutcome<ContestFile>> {
  const text = await readText(file);
  if (!text.ok) return text;
  const title = path.basename(file);
  switch (path.extname(file.replace(/\.gz$/, '')).toLowerCase()) {
    case '.blt': {
      const blt = readBlt(text.value);
      if (!blt.ok) return blt;
      const { title: named, tieOrder, ...contest } = blt.value;
      return found({ title: named ?? title, contest, rules: undefined, order: tieOrder }, seats);
    }
    case '.csv': {
      const csv = readCsv(text.value, seats ?? 1);
      return csv.ok ? found({ title, contest: csv.value, rules: undefined, order: [] }, seats) : csv;
    }
    case '.json': {
      const vectors = vectorsIn(text.value);
      if (!vectors.ok) return vectors;
      const [vector, ...others] = vectors.value;
      if (vector === undefined || others.length > 0) {
        return { ok: false, problem: `${vectors.value.length} contests: \`tabulate count\` takes one` };
      }
      return found({ title: vector.name, contest: vector.contest, rules: vector.rules, order: [] }, seats);
    }
    default:
      return { ok: false, problem: 'its name must end in .blt, .csv or .json' };
  }
}

function found(file: ContestFile, seats: number | undefined): ReadOutcome<ContestFile> {
  const value = seats === undefined ? file : { ...file, contest: { ...file.contest, seats } };
  return { ok: true, value };
}

/** The vectors of one JSON text: a document, or a list of them. */
export function vectorsIn(text: string): ReadOutcome<readonly RcvVector[]> {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const documents = Array.isArray(parsed.value) ? (parsed.value as unknown[]) : [parsed.value];
  const vectors: RcvVector[] = [];
  for (const document of documents) {
    const vector = readRcvVector(document);
    if (!vector.ok) return vector;
    vectors.push(vector.value);
  }
  return { ok: true, value: vectors };
}

function parseJson(text: string): ReadOutcome<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, problem: `not JSON: ${messageOf(error)}` };
  }
}

/** The text of a file, unzipped if its name ends in `.gz`. */
export async function readText(file: string): Promise<ReadOutcome<string>> {
  try {
    const bytes = await readFile(file);
    const plain = file.endsWith('.gz') ? await promisify(gunzip)(bytes) : bytes;
    return { ok: true, value: plain.toString('utf8') };
  } catch (error) {
    return { ok: false, problem: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
