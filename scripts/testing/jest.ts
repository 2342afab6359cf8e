/** Runs Jest and counts its tests. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runVisibly } from '../bootstrap/foreground.mjs';
import { projectRoot } from '../bootstrap/project.mjs';
import { profileFolder } from '../stack/profile.ts';
import type { Count } from './count.ts';
import { countOf } from './jest-report.ts';

/** The option that `npm run jest` gives to Node.js too: ES modules in a separate context are still experimental. */
const FLAGS = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules'];
const JEST = path.join(projectRoot, 'node_modules', 'jest', 'bin', 'jest.js');

/** `only` are arguments of Jest that choose what runs, and `patterns` are those that the user gave. */
export async function runJest(
  name: string,
  only: readonly string[],
  patterns: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Count> {
  const folder = path.join(profileFolder('test'), 'reports');
  mkdirSync(folder, { recursive: true });
  const report = path.join(folder, `${name}.json`);
  rmSync(report, { force: true });
  const args = [...only, '--passWithNoTests', '--json', `--outputFile=${report}`, ...patterns];
  const exitCode = await runVisibly(process.execPath, [...FLAGS, JEST, ...args], { env });
  return countOf(name, existsSync(report) ? readFileSync(report, 'utf8') : null, exitCode);
}
