/** Builds the image and runs the whole system in containers, with servers of its own. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { withLock } from '../bootstrap/lock.mjs';
import { lockFile, scrutinFolder } from '../bootstrap/project.mjs';
import { describeFailure, Refusal } from '../bootstrap/refusal.mjs';
import { step } from '../bootstrap/steps.mjs';
import { canInstall, installPackages } from '../servers/apt.ts';
import { findOnPath } from '../servers/binaries.ts';
import { serversDown, serversUp } from '../servers/service-control.ts';
import { logFile } from '../stack/profile.ts';
import type { Count } from '../testing/count.ts';
import { oneFailure } from '../testing/count.ts';
import { runNodeTests, testFiles } from '../testing/node-tests.ts';
import { baseImage } from './base-image.ts';
import { buildImage } from './build-image.ts';
import { tryPodman } from './podman.ts';

const PROFILE = 'image';
const WAIT_MS = 3_600_000;
const PROGRAMS = ['podman', 'runc', 'debootstrap'];

/** Installs the programs that are missing. Returns a sentence. @throws Refusal that says why no container can run here */
async function requireContainers(): Promise<string> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new Refusal('The image is checked with Podman as root on Linux.');
  const missing = PROGRAMS.filter((program) => findOnPath(program) === null);
  if (missing.length > 0 && !canInstall())
    throw new Refusal(`The image is checked with ${PROGRAMS.join(', ')}. Install ${missing.join(', ')}.`);
  if (missing.length > 0) await installPackages(missing, logFile('image', 'apt'));
  return missing.length > 0 ? `${missing.join(', ')} installed` : `${PROGRAMS.join(', ')} are there`;
}

/** Removes the containers of an earlier check, and its images except the base. */
function removeContainers(): void {
  tryPodman('rm', '--all', '--force', '--time', '0', '--volumes');
  tryPodman('volume', 'prune', '--force');
}

async function checks(signal: AbortSignal): Promise<Count> {
  await step('containers', requireContainers);
  removeContainers();
  await serversDown(PROFILE, { purge: true });
  rmSync(path.join(scrutinFolder, 'containers', 'set'), { recursive: true, force: true });
  await step('services', async (say) => {
    await serversUp(PROFILE, { say });
    return 'empty servers for the containers';
  });
  const base = await bases();
  await step('image', async () => {
    await buildImage(base);
    return `built on ${base}`;
  });
  const { count, output } = await runNodeTests(testFiles('.image.ts', []), signal);
  console.log(output);
  return count;
}

/** Stops the containers and their servers. */
export async function stopContainers(): Promise<void> {
  removeContainers();
  await serversDown(PROFILE);
}

/** Checks the image with empty servers. If no container can run here, it says why, and that counts as a failure. */
export function checkImage(signal: AbortSignal): Promise<Count> {
  return withLock(lockFile(PROFILE), { what: 'the check of the image', waitMs: WAIT_MS }, async () => {
    try {
      return await checks(signal);
    } catch (error) {
      console.error(describeFailure(error));
      return oneFailure(error instanceof Error ? error.message : String(error));
    } finally {
      await stopContainers();
    }
  });
}

/** The base of the image, as one step. */
async function bases(): Promise<string> {
  const names: string[] = [];
  await step('base', async (say) => {
    names.push(await baseImage(say));
    return names.join();
  });
  return names.join();
}
