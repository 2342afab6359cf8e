/**
 * Builds again after every change in apps/ and libs/. The watch mode of TypeScript 7.0 does not see changes of a
 * build with project references, so this watches the files itself; a build in which little changed takes a second.
 */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { globSync, watch } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { projectRoot } from '../bootstrap/project.mjs';
import { oneAtATime } from './one-at-a-time.ts';

const COMPILER = path.join('node_modules', '@typescript', 'compiler', 'bin', 'tsc');
/** Builds the files that browsers load, if their sources have changed. */
const PAGES = path.join('scripts', 'web', 'build-pages.ts');
const WATCHED = ['apps', 'libs'];
/** How long to wait after a change: an editor writes a file in several steps, and a change of branch many files. */
const QUIET_MS = 300;

export type BuildEvent =
  | { readonly kind: 'changed' }
  | { readonly kind: 'done'; readonly errors: number }
  | { readonly kind: 'complaint'; readonly text: string };

export interface BuildWatch {
  /** Resolves when the files can no longer be watched. A complaint before that says why. */
  readonly ended: Promise<void>;
  readonly stop: () => void;
}

/** True if a build reads this file and does not write it. */
export function isSource(file: string): boolean {
  return (
    /(\.tsx?|\.css|tsconfig[^/]*\.json|package\.json)$/.test(file) &&
    !/(^|\/)(dist|out-tsc|node_modules)\//.test(file)
  );
}

/** The events of one build: each line of the compiler, and then the number of errors. */
export function eventsOfBuild(output: string, exitCode: number | null): BuildEvent[] {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const errors = lines.filter((line) => /: error TS\d+: |^error TS\d+: /.test(line)).length;
  return [
    ...lines.map((line) => ({ kind: 'complaint' as const, text: line })),
    { kind: 'done', errors: exitCode === 0 ? 0 : Math.max(errors, 1) },
  ];
}

/** Builds once, and then after every change until it is stopped. Calls `onEvent` for each event. */
export function watchBuild(onEvent: (event: BuildEvent) => void): BuildWatch {
  const projects = globSync('apps/*/tsconfig.lib.json', { cwd: projectRoot });
  let builder: ChildProcess | undefined;
  let first = true;
  let stopped = false;
  const run = async (
    program: readonly string[],
  ): Promise<{ readonly output: string; readonly exitCode: number | null }> => {
    const child = spawn(process.execPath, program, {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    builder = child;
    const exited = new Promise<number | null>((resolve) => {
      child.once('error', () => {
        resolve(null);
      });
      child.once('close', resolve);
    });
    const output = await text(child.stdout);
    return { output, exitCode: await exited };
  };
  const builds = oneAtATime(async () => {
    if (!first) {
      await delay(QUIET_MS);
      onEvent({ kind: 'changed' });
    }
    first = false;
    const compiled = await run([COMPILER, '--build', '--pretty', 'false', ...projects]);
    const pages = compiled.exitCode === 0 && !stopped ? await run([PAGES]) : undefined;
    const { output, exitCode } = pages ?? compiled;
    if (!stopped) eventsOfBuild(output, exitCode).forEach(onEvent);
  });
  const watchers = WATCHED.map((folder) =>
    watch(path.join(projectRoot, folder), { recursive: true }, (_event, file) => {
      if (file !== null && isSource(file)) builds.ask();
    }),
  );
  builds.ask();
  return {
    ended: new Promise((resolve) => {
      for (const watcher of watchers) {
        watcher.once('error', (error) => {
          onEvent({ kind: 'complaint', text: String(error) });
          resolve();
        });
      }
    }),
    stop: () => {
      stopped = true;
      for (const watcher of watchers) watcher.close();
      void builds.close();
      builder?.kill('SIGTERM');
    },
  };
}
