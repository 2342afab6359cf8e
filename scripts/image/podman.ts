/**
 * Runs Podman with a storage of its own in `.scrutin/containers`, so that it never touches the images and containers of the
 * user. It works as root on a machine without systemd, in which limits of processes cannot be raised.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { runQuietly } from '../bootstrap/foreground.mjs';
import { scrutinFolder } from '../bootstrap/project.mjs';
import { findOnPath } from '../servers/binaries.ts';

/** Where images and containers are stored. */
const STORAGE = path.join(scrutinFolder, 'containers', 'storage');

/** Without a systemd, Podman itself makes the groups of processes, and only runc accepts both versions of them together. */
const ALWAYS = [
  ['--root', STORAGE],
  ['--runroot', path.join(scrutinFolder, 'containers', 'run')],
  ['--cgroup-manager', 'cgroupfs'],
  ['--runtime', findOnPath('runc') ?? 'runc'],
  ['--events-backend', 'file'],
  // It would complain each time that there is no systemd, which could repeat health checks.
  ['--log-level', 'fatal'],
].flat();

/** Podman's own limits are higher than a root without CAP_SYS_RESOURCE may set. */
export const ULIMITS = ['--ulimit', 'nofile=20000:20000', '--ulimit', 'nproc=10000:10000'];

/** Runs a command of Podman and returns its output. @throws Error with what Podman writes if it fails */
export function podman(...args: readonly string[]): string {
  return execFileSync('podman', [...ALWAYS, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: 'pipe',
  });
}

/** Runs a command of Podman, and returns its exit code with everything that it writes. */
export function tryPodman(...args: readonly string[]): {
  readonly code: number | null;
  readonly output: string;
} {
  const { status, stdout, stderr } = spawnSync('podman', [...ALWAYS, ...args], { encoding: 'utf8' });
  return { code: status, output: `${stdout}${stderr}` };
}

/** Runs a long command of Podman with its output in a file. @throws Refusal with the important lines if it fails */
export function podmanQuietly(what: string, log: string, args: readonly string[]): Promise<void> {
  return runQuietly(what, 'podman', [...ALWAYS, ...args], { log });
}
