/** A checkout of this tree in the folder of a normal user, and programs that run in it as that user. */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { projectRoot } from '../bootstrap/project.mjs';
import type { NormalUser } from './normal-user.ts';
import { handOver } from './normal-user.ts';

/** Compilers, the other programs of a build with node-gyp, and programs that give other rights or run containers. */
const FORBIDDEN =
  /^(.*-)?(gcc|g\+\+|cc|c\+\+|cpp|clang|clang\+\+|tcc|make|gmake|cmake|ninja|ld|as|python|sudo|su|doas|apt|apt-get|dpkg|docker)([-.\d].*)?$/;
/** The settings by which this machine reaches the registry. The other user gets them too. */
const NETWORK = /^(https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_(DIR|FILE))$/i;
const NPM_SETTINGS = ['registry', 'cafile', 'proxy', 'https-proxy'];
const POLL_MS = 100;

export interface Checkout {
  readonly folder: string;
  readonly user: NormalUser;
  readonly env: NodeJS.ProcessEnv;
}

/** A program that runs: its output so far, and its exit code once it has ended. */
export interface Program {
  readonly pid: number;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
}

/** Creates a folder with links to all programs of this machine except the forbidden ones. */
function programsWithoutCompilers(folder: string): string {
  mkdirSync(folder);
  const places = (process.env['PATH'] ?? '').split(path.delimiter).filter((place) => existsSync(place));
  for (const place of places.filter((outside) => !outside.startsWith(projectRoot))) {
    for (const name of readdirSync(place)) {
      const link = path.join(folder, name);
      if (!FORBIDDEN.test(name) && !existsSync(link)) linkUnlessThere(path.join(place, name), link);
    }
  }
  return folder;
}

function linkUnlessThere(target: string, link: string): void {
  try {
    symlinkSync(target, link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // a link that leads nowhere was there
  }
}

function npmSettings(): Record<string, string> {
  const settings = NPM_SETTINGS.map((name): [string, string] => [
    `npm_config_${name.replaceAll('-', '_')}`,
    execFileSync('npm', ['config', 'get', name], { cwd: homedir(), encoding: 'utf8' }).trim(),
  ]);
  return Object.fromEntries(settings.filter(([, value]) => value !== '' && value !== 'null'));
}

/** Copies the files of this tree, with changes and new files, but without the files that git ignores. */
function copyTree(folder: string): void {
  mkdirSync(folder);
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  for (const file of files.split('\0').filter((name) => name !== '')) {
    const source = path.join(projectRoot, file);
    if (existsSync(source)) cpSync(source, path.join(folder, file));
  }
}

/** Creates the checkout. npm's cache is copied too, so that hardly anything must be downloaded. */
export function makeCheckout(user: NormalUser): Checkout {
  const folder = path.join(user.home, 'scrutin');
  copyTree(folder);
  const downloads = path.join(homedir(), '.npm', '_cacache');
  const cache = path.join(user.home, '.npm');
  if (existsSync(downloads)) cpSync(downloads, path.join(cache, '_cacache'), { recursive: true });
  else mkdirSync(cache);
  const programs = programsWithoutCompilers(path.join(user.home, 'programs'));
  handOver(user, folder, cache, programs);
  const network = Object.entries(process.env).filter(([name]) => NETWORK.test(name));
  return {
    folder,
    user,
    env: {
      HOME: user.home,
      PATH: programs,
      LANG: 'C.UTF-8',
      ...Object.fromEntries(network),
      ...npmSettings(),
      npm_config_cache: cache,
      npm_config_update_notifier: 'false',
    },
  };
}

/** Starts a program in the checkout, in a new process group. */
export function startIn({ folder, user, env }: Checkout, file: string, args: readonly string[]): Program {
  const child = spawn(file, args, {
    ...user.identity,
    cwd: folder,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return {
    pid: child.pid ?? 0,
    output: () => output,
    ended: new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    }),
  };
}

/** Runs a program to its end. @throws Error with its output if it fails */
export async function runIn(checkout: Checkout, file: string, args: readonly string[]): Promise<string> {
  const program = startIn(checkout, file, args);
  const code = await program.ended;
  if (code === 0) return program.output();
  throw new Error(`${file} ${args.join(' ')} ended with ${String(code)}:\n${program.output()}`);
}

/** Waits until the output matches. @throws Error with the output if the program ends before, or at the deadline */
export async function untilWritten(program: Program, pattern: RegExp, deadlineMs: number): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  const ending = { over: false };
  void program.ended.then(() => {
    ending.over = true;
  });
  while (!pattern.test(program.output())) {
    if (ending.over || performance.now() > deadline) {
      throw new Error(`${String(pattern)} was not written:\n${program.output()}`);
    }
    await delay(POLL_MS);
  }
}

/** The numbers of all processes that work in the checkout. */
export function processesOf({ folder }: Checkout): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((entry) => {
      try {
        const place = readlinkSync(`/proc/${entry}/cwd`);
        return place === folder || place.startsWith(`${folder}/`);
      } catch {
        return false; // it has ended
      }
    })
    .map(Number);
}
