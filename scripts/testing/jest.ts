/** Runs Jest, and counts what it did. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runVisibly } from '../bootstrap/foreground.mjs';
import { projectRoot } from '../bootstrap/project.mjs';
import { profileFolder } from '../stack/profile.ts';
import type { Count } from './count.ts';
import { countOf } from './jest-report.ts';

/** What `npm run jest` gives Node.js as well: its ES modules in a context of their own are an experiment by name. */
const FLAGS = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules'];
const JEST = path.join(projectRoot, 'node_modules', 'jest', 'bin', 'jest.js');

/** `only`: Jest's own arguments that choose what runs; `patterns`: what the person asked for. */
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
  return countOf(existsSync(report) ? readFileSync(report, 'utf8') : null, exitCode);
}
