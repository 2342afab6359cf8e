/** The programs that `npm start -- --watch` starts: their names, where they write, and how they are ended. */
import path from 'node:path';
import type { WatcherName } from '../../libs/local-stack/src/stack-state.ts';
import { isRunning } from '../bootstrap/running-process.mjs';
import { terminate } from '../servers/processes.ts';
import type { Profile } from '../stack/profile.ts';
import { profileFolder } from '../stack/profile.ts';
import { readState, updateState } from '../stack/state.ts';

/** The watchers in the order in which they are ended: whoever asks others first. */
const WATCHERS: readonly WatcherName[] = [
  'watch-grafana',
  'watch-prometheus',
  'watch-postgres',
  'watch-redis',
];

const STOP_DEADLINE_MS = 15_000;

/** The working directory of the watchers, with their configuration and their data. */
export function watchFolder(profile: Profile): string {
  return path.join(profileFolder(profile), 'watch');
}

/** Ends a watcher and forgets it. Returns whether it ran. */
export async function endWatcher(profile: Profile, name: WatcherName): Promise<boolean> {
  const known = readState(profile)?.processes[name];
  if (known === undefined) return false;
  const ran = isRunning(known);
  await terminate(known, { deadlineMs: STOP_DEADLINE_MS });
  updateState(profile, (state) => {
    Reflect.deleteProperty(state.processes, name);
  });
  return ran;
}

/** Ends all watchers. Returns the names of those that ran. */
export async function endWatchers(profile: Profile): Promise<string[]> {
  const ended: string[] = [];
  for (const name of WATCHERS) {
    if (await endWatcher(profile, name)) ended.push(name.replace('watch-', ''));
  }
  return ended;
}
