/** Builds again whatever changed, as long as it is let: `tsc --build --watch` over all applications. */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../bootstrap/project.mjs';

const COMPILER = path.join('node_modules', '@typescript', 'compiler', 'bin', 'tsc');

/** How the compiler says that it is done for now. */
const DONE = /Found (\d+) errors?\. Watching for file changes\./;
const BEGINS = /File change detected\. Starting incremental compilation/;
const CLOCK = /^(\[[^\]]*\]|\d{1,2}:\d{2}:\d{2}( [AP]M)?) (- )?/;

/** What a line of the compiler means. Lines that only say that it begins or waits are `nothing`. */
export type BuildEvent =
  | { readonly kind: 'changed' }
  | { readonly kind: 'done'; readonly errors: number }
  | { readonly kind: 'complaint'; readonly text: string }
  | { readonly kind: 'nothing' };

export function eventOfLine(line: string): BuildEvent {
  const done = DONE.exec(line);
  if (done !== null) return { kind: 'done', errors: Number(done[1]) };
  if (BEGINS.test(line)) return { kind: 'changed' };
  if (line.trim() === '' || CLOCK.test(line)) return { kind: 'nothing' };
  return { kind: 'complaint', text: line };
}

export interface BuildWatch {
  /** Resolves when the compiler has ended by itself, which it does only when it breaks. */
  readonly ended: Promise<void>;
  readonly stop: () => void;
}

/** Starts the compiler; `hear` is called with what it does, until it is stopped. */
export function watchBuild(hear: (event: BuildEvent) => void): BuildWatch {
  const projects = globSync('apps/*/tsconfig.lib.json', { cwd: projectRoot });
  const child = spawn(
    process.execPath,
    [COMPILER, '--build', '--watch', '--preserveWatchOutput', ...projects],
    {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  createInterface({ input: child.stdout }).on('line', (line) => {
    hear(eventOfLine(line));
  });
  return {
    ended: new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', () => {
        resolve();
      });
    }),
    stop: () => child.kill('SIGTERM'),
  };
}
