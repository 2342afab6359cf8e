import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Returns every shell block (```sh) of a document of this repository, in order, as one script. */
export function shellScriptOf(document: string): string {
  const markdown = readFileSync(path.join(ROOT, document), 'utf8');
  return [...markdown.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block).join('\n');
}

/** A guide may wait in a loop without an end. This is shorter than what Jest allows, so that its output is shown. */
const GIVE_UP_AFTER_MS = 840_000;

/** Where a guide is run. */
interface GuidePlace {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface GuideRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a script in the given folder and environment. It ends at the first command that fails. `npx scrutin …` is the
 * build of this checkout, whatever the folder is.
 */
export async function runGuide(script: string, { folder, env }: GuidePlace): Promise<GuideRun> {
  const bin = path.join(folder, '.bin');
  await mkdir(bin, { recursive: true });
  const command = path.join(ROOT, 'apps', 'cli', 'dist', 'main.js');
  const npx = path.join(bin, 'npx');
  await writeFile(npx, `#!/bin/sh\nshift\nexec '${process.execPath}' '${command}' "$@"\n`);
  await chmod(npx, 0o755);
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: GIVE_UP_AFTER_MS,
  });
  const code = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), code]);
  return { exitCode, stdout, stderr };
}

/** Fails, with the last output of the guide, unless every command succeeded. */
export function expectGuideSucceeded({ exitCode, stdout, stderr }: GuideRun): void {
  const output = exitCode === 0 ? '' : `${stdout.slice(-2_000)}\n${stderr}`;
  expect({ exitCode, output }).toEqual({ exitCode: 0, output: '' });
}
