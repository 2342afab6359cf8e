/** The figures of earlier runs, one JSON object a line, so that a run can be compared with them. */
import { execFile } from 'node:child_process';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { round } from './figures.ts';
import type { BenchFigures } from './run-bench.ts';

/** A line of the file. */
export interface PastRun extends BenchFigures {
  /** When the run ended, in UTC (RFC 3339). */
  readonly at: string;
  /** The commit that was measured; `-dirty` follows if files had changed since, and it is empty outside of a repository. */
  readonly commit: string;
}

/**
 * Adds a run to the file, which is made if it does not exist.
 *
 * @returns the runs that were in it before, the oldest first
 */
export async function recordRun(file: string, figures: BenchFigures, endedAt: Date): Promise<PastRun[]> {
  const before = await pastRuns(file);
  const run: PastRun = { at: endedAt.toISOString(), commit: await presentCommit(), ...figures };
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  await appendFile(file, `${JSON.stringify(run)}\n`);
  return before;
}

async function pastRuns(file: string): Promise<PastRun[]> {
  try {
    const text = await readFile(file, 'utf8');
    return text.split('\n').flatMap(runOfLine);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** A line of which only a part was written is left out: the run that wrote it was killed. */
function runOfLine(line: string): PastRun[] {
  try {
    return [JSON.parse(line) as PastRun];
  } catch {
    return [];
  }
}

/** The commit of the working folder, followed by `-dirty` if files have changed since; empty outside of a repository. */
export async function presentCommit(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('git', ['describe', '--always', '--dirty', '--exclude=*']);
    return stdout.trim();
  } catch {
    return ''; // no git, or no repository
  }
}

/**
 * Compares a run with earlier ones on the same kind of machine with the same connections. Other runs say nothing about
 * it.
 *
 * @returns a sentence for people
 */
export function comparison(figures: BenchFigures, before: readonly PastRun[]): string {
  const same = before.filter(
    ({ machine, connections, ...run }) =>
      connections === figures.connections &&
      kindOfVotes(run) === kindOfVotes(figures) &&
      machine.cores === figures.machine.cores &&
      machine.model === figures.machine.model &&
      machine.node === figures.machine.node,
  );
  if (same.length === 0) return 'No earlier run on this kind of machine is known.';
  const counted = median(same.map((run) => run.counted_per_s));
  const change = round((100 * (figures.counted_per_s - counted)) / counted);
  const ratio = median(same.map((run) => run.ratio));
  return (
    `${change >= 0 ? '+' : ''}${change} % beside the median of ${same.length} earlier ` +
    `${same.length === 1 ? 'run' : 'runs'} on this kind of machine: ${counted.toLocaleString('en')} counted per second, ` +
    `ratio ${ratio.toFixed(3)}`
  );
}

/** How many votes came in a request, and whether they had keys. Runs before these were measured lack both. */
function kindOfVotes({
  votes_per_request: votes = 1,
  idempotency_keys: keyed = false,
}: Partial<Pick<BenchFigures, 'votes_per_request' | 'idempotency_keys'>>): string {
  return `${votes} ${keyed}`;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return (lower + upper) / 2;
}
