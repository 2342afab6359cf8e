/** Programs in the foreground of a command: they end with it, and none is started after an interruption. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { wasInterrupted } from './interrupts.mjs';
import { projectRoot } from './project.mjs';
import { Refusal } from './refusal.mjs';

const running = new Set();

function run(file, args, options) {
  // The handler of the interruption ends this process; until then, what came next stays where it is.
  if (wasInterrupted()) return new Promise(() => {});
  const child = spawn(file, args, { cwd: projectRoot, ...options });
  running.add(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (!wasInterrupted()) resolve({ code, signal });
    });
  }).finally(() => running.delete(child));
}

/** The terminal's Ctrl-C reaches the programs too; a signal that was sent to this process alone has to be passed on. */
export function endCommands() {
  for (const child of running) child.kill('SIGTERM');
}

/** Some tools say at the beginning what is wrong and some at the end: both, without npm's warnings. */
function excerpt(log) {
  const lines = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('npm warn'));
  return (lines.length <= 30 ? lines : [...lines.slice(0, 12), '…', ...lines.slice(-16)]).join('\n');
}

/** Runs with the output in `log`; a failure is a Refusal that shows what matters of it. */
export async function runQuietly(what, file, args, { log, env = process.env, flags = 'w', ...options }) {
  mkdirSync(path.dirname(log), { recursive: true });
  const output = openSync(log, flags, 0o600);
  let result;
  try {
    result = await run(file, args, { env, ...options, stdio: ['ignore', output, output] });
  } catch (error) {
    throw new Refusal(`${what} failed: ${error.message}`, { cause: error });
  } finally {
    closeSync(output);
  }
  if (result.code !== 0) {
    const how = result.signal ?? `exit code ${result.code}`;
    throw new Refusal(`${what} failed (${how}); its output is in ${log}.`, { detail: excerpt(log) });
  }
}

/** Runs with this terminal; returns the exit code. */
export async function runVisibly(file, args, { env = process.env } = {}) {
  const { code } = await run(file, args, { env, stdio: ['ignore', 'inherit', 'inherit'] });
  return code ?? 1;
}
