/** CPU profiles of the services under load, by V8's sampling profiler. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const ENDING = '.cpuprofile';
const SAMPLE_US = 500;
const MOST_ROWS = 40;

/** The options with which Node.js writes a profile of the whole life of a process into the folder, when it ends. */
export function profiling(folder: string, name: string): string[] {
  return [
    '--cpu-prof',
    `--cpu-prof-dir=${path.resolve(folder)}`,
    `--cpu-prof-name=${name}${ENDING}`,
    `--cpu-prof-interval=${SAMPLE_US}`,
  ];
}

/** The parts of the format that V8 documents as `Profiler.Profile` and that are used here. Times are in microseconds. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export interface ProfileRow {
  readonly place: string;
  /** The part of the time in which the process worked. All parts together are 1. */
  readonly share: number;
}

/**
 * Adds up the time that was spent in each function itself, not in what it calls. Time in which the process waited does
 * not count. `(program)` is native code without a name, mostly system calls.
 */
export function timeByPlace(profile: CpuProfile, place: (url: string, name: string) => string): ProfileRow[] {
  const names = new Map(
    profile.nodes.map(({ id, callFrame }) => [id, place(callFrame.url, callFrame.functionName)]),
  );
  const times = new Map<string, number>();
  let total = 0;
  profile.samples.forEach((id, at) => {
    const name = names.get(id) ?? '(unknown)';
    if (name === '(idle)') return;
    const time = Math.max(0, profile.timeDeltas[at] ?? 0);
    total += time;
    times.set(name, (times.get(name) ?? 0) + time);
  });
  return [...times]
    .map(([name, time]) => ({ place: name, share: total === 0 ? 0 : time / total }))
    .sort((a, b) => b.share - a.share);
}

/** The package, library or module of Node.js that a function belongs to. Functions of V8 itself keep their names. */
export function packageOf(url: string, name: string): string {
  if (url === '') return name;
  const installed = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(url);
  if (installed?.[1] !== undefined) return installed[1];
  const own = /\/((?:libs|apps)\/[^/]+)\/dist\//.exec(url);
  return own?.[1] ?? url;
}

function functionOf(url: string, name: string): string {
  if (url === '') return name;
  const file = /node_modules\/(.+)$/.exec(url)?.[1] ?? /\/((?:libs|apps)\/.+)$/.exec(url)?.[1] ?? url;
  return `${name === '' ? '(anonymous)' : name} ${file.replace('/dist/', '/')}`;
}

/** Prints for each profile in the folder which packages and which functions the time went to. */
export async function printCpuProfiles(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(ENDING)).sort();
  for (const file of files) {
    const profile = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as CpuProfile;
    for (const place of [packageOf, functionOf]) {
      console.log(`\n${file.slice(0, -ENDING.length)}, % of its time`);
      for (const row of timeByPlace(profile, place).slice(0, MOST_ROWS))
        console.log(`${(100 * row.share).toFixed(1).padStart(6)}  ${row.place}`);
    }
  }
}
