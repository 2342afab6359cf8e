// @ts-check
/** Programs in the foreground of a command. They end with the command, and none is started after an interruption. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { wasInterrupted } from './interrupts.mjs';
import { projectRoot } from './project.mjs';
import { Refusal } from './refusal.mjs';

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Ending */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
/** @type {Set<number>} */
const groups = new Set();

/**
 * Runs a program to its end. After an interruption it never returns, so that the caller does not begin its next step
 * before the handler of the interruption ends this process.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @param {(text: string) => void} [hear] is called with the text that the program writes into pipes
 * @returns {Promise<Ending>}
 */
function run(file, args, options, hear = () => {}) {
  if (wasInterrupted()) return new Promise(() => {});
  const child = spawn(file, args, { cwd: projectRoot, ...options });
  running.add(child);
  const group = options.detached === true ? child.pid : undefined;
  if (group !== undefined) groups.add(group);
  for (const output of [child.stdout, child.stderr]) output?.setEncoding('utf8').on('data', hear);
  return /** @type {Promise<Ending>} */ (
    new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => {
        if (!wasInterrupted()) resolve({ code, signal });
      });
    })
  ).finally(() => {
    running.delete(child);
    if (group !== undefined) groups.delete(group);
  });
}

/**
 * Ctrl-C in the terminal reaches the programs too, but a signal that was sent to this process alone must be passed on.
 * Programs whose output is collected have a process group each, because npm does not pass a signal on to the program
 * that its shell runs.
 */
export function endPrograms() {
  for (const child of running) child.kill('SIGTERM');
  for (const group of groups) {
    try {
      process.kill(-group, 'SIGTERM');
    } catch {
      // the group has ended meanwhile
    }
  }
}

/**
 * The beginning and the end of a log, without npm's warnings: some tools report what is wrong at the beginning, and
 * some at the end.
 *
 * @param {string} log
 */
function excerpt(log) {
  const lines = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('npm warn'));
  return (lines.length <= 30 ? lines : [...lines.slice(0, 12), '…', ...lines.slice(-16)]).join('\n');
}

/**
 * Runs a program with its output in the file `log`. If it fails, this throws a Refusal with the important lines.
 *
 * @param {string} what
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ log: string, env?: NodeJS.ProcessEnv }} options
 */
export async function runQuietly(what, file, args, { log, env = process.env }) {
  mkdirSync(path.dirname(log), { recursive: true });
  const output = openSync(log, 'w', 0o600);
  let result;
  try {
    result = await run(file, args, { env, stdio: ['ignore', output, output] });
  } catch (error) {
    throw new Refusal(`${what} failed: ${String(error)}`, { cause: error });
  } finally {
    closeSync(output);
  }
  if (result.code !== 0) {
    const how = result.signal ?? `exit code ${result.code}`;
    throw new Refusal(`${what} failed (${how}); its output is in ${log}.`, { detail: excerpt(log) });
  }
}

/**
 * Runs a program with the terminal of this process, and returns the exit code.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv }} [options]
 */
export async function runVisibly(file, args, { env = process.env } = {}) {
  const { code } = await run(file, args, { env, stdio: ['ignore', 'inherit', 'inherit'] });
  return code ?? 1;
}

/**
 * Runs a program and collects its output, so that several programs can run side by side and their output can be shown
 * one after the other.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ code: number, output: string }>} the exit code, and the text of both outputs
 */
export async function runCollecting(file, args, { env = process.env } = {}) {
  /** @type {string[]} */
  const pieces = [];
  const { code } = await run(
    file,
    args,
    { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
    (text) => {
      pieces.push(text);
    },
  );
  return { code: code ?? 1, output: pieces.join('') };
}
