// @ts-check
/**
 * Runs a command of `scripts/commands/` on the pinned Node.js. First it runs `npm ci` if the packages are not those of
 * package-lock.json. The programs of the packages, such as Node.js, come first in the PATH of the command.
 */
import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { endPrograms } from './foreground.mjs';
import { exitCodeOf, interruptible, INTERRUPTIONS, isInterruption } from './interrupts.mjs';
import { PINNED_MAJOR } from './node-version.mjs';
import { installPackages, pinnedNode, programsFolder } from './packages.mjs';
import { projectRoot } from './project.mjs';
import { Refusal, runMain } from './refusal.mjs';

/** @typedef {'packages' | 'node'} Need */
/** @typedef {{ run: (args: readonly string[]) => Promise<number | void> }} Command what each of their files exports */

/**
 * What a command needs before it can run: all packages, or only a Node.js that runs TypeScript. The commands that stop
 * the servers must work in a checkout without node_modules.
 *
 * @type {Readonly<Record<string, Need>>}
 */
const COMMANDS = {
  start: 'packages',
  dev: 'packages',
  test: 'packages',
  coverage: 'packages',
  'schema-dump': 'packages',
  bench: 'packages',
  'bench-8m': 'packages',
  'image-check': 'packages',
  version: 'packages',
  'upgrade-check': 'packages',
  stop: 'node',
  services: 'node',
  'complete-lockfile': 'node',
  'check-commit-message': 'node',
};

/** True if this Node.js can run TypeScript by removing the types. */
function stripsTypes() {
  return Boolean(/** @type {{ typescript?: unknown }} */ (process.features).typescript);
}

/**
 * Installs what the command needs, and returns the Node.js that runs it.
 *
 * @param {Need} needs
 */
async function nodeFor(needs) {
  const here = realpathSync(process.execPath);
  const present = pinnedNode(projectRoot) ?? (stripsTypes() ? here : null);
  if (needs === 'node' && present !== null) return present;
  await interruptible(
    (signal) => {
      endPrograms();
      process.exit(exitCodeOf(signal));
    },
    () => installPackages(projectRoot),
  );
  const pinned = pinnedNode(projectRoot);
  if (pinned !== null) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= PINNED_MAJOR) return here;
  throw new Refusal(
    `Scrutin runs on Node.js ${PINNED_MAJOR}, and npm has none for this platform ` +
      `(${process.platform} ${process.arch}): install Node.js ${PINNED_MAJOR} yourself and run the command with it.`,
  );
}

/**
 * Runs the same command line on another Node.js, with the same terminal, signals and exit code.
 *
 * @param {string} node
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function runOn(node, args) {
  const entry = path.join(projectRoot, 'scripts', 'run.mjs');
  const child = spawn(node, [entry, ...args], { stdio: 'inherit' });
  for (const signal of INTERRUPTIONS) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      resolve(signal !== null && isInterruption(signal) ? exitCodeOf(signal) : (code ?? 1));
    });
  });
}

/**
 * Runs a command and sets this process's exit code.
 *
 * @param {string | undefined} name of a file in `scripts/commands/`
 * @param {readonly string[]} args
 */
export function runCommand(name, args) {
  return runMain(async () => {
    const needs = COMMANDS[name ?? ''];
    if (name === undefined || needs === undefined) {
      throw new Refusal(`Usage: node scripts/run.mjs ${Object.keys(COMMANDS).join('|')} …`);
    }
    process.env.PATH = pathBeginningWith(programsFolder(projectRoot), process.env.PATH);
    const node = await nodeFor(needs);
    if (node !== realpathSync(process.execPath)) return runOn(node, [name, ...args]);
    const file = path.join(projectRoot, 'scripts', 'commands', `${name}.ts`);
    /** @type {unknown} */
    const command = await import(pathToFileURL(file).href);
    return /** @type {Command} */ (command).run(args);
  });
}

/**
 * @param {string} folder
 * @param {string} [paths] a value of PATH
 */
function pathBeginningWith(folder, paths = '') {
  const others = paths.split(path.delimiter).filter((other) => other !== folder);
  return [folder, ...others].join(path.delimiter);
}
