/**
 * `npm run upgrade:check [-- COMMIT]`: upgrades the whole system under load from the release before to this checkout, and
 * goes back. The release before is a commit; without an argument it is that of `libs/testkit/version-before/record.json`.
 * It is built in `.scrutin/version-before`, once.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runVisibly } from '../bootstrap/foreground.mjs';
import { projectRoot } from '../bootstrap/project.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';
import { step } from '../bootstrap/steps.mjs';
import { runJest } from '../testing/jest.ts';
import { runWithServices } from '../testing/run-with-services.ts';

const COMMAND = 'npm run upgrade:check';
const RECORD = 'libs/testkit/version-before/record.json';
const BUILD = [
  ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'],
  ['run', 'generate'],
  ['run', 'build'],
];

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8' }).trim();
}

/** The full name of the commit. */
function commitOf(args: readonly string[]): string {
  const [given, ...others] = args;
  if (others.length > 0 || given?.startsWith('-') === true)
    throw new Refusal(`Usage: ${COMMAND} [-- COMMIT]`);
  const { commit } = JSON.parse(readFileSync(path.join(projectRoot, RECORD), 'utf8')) as { commit: string };
  const wanted = given ?? commit;
  try {
    return git('rev-parse', '--verify', '--quiet', `${wanted}^{commit}`);
  } catch (error) {
    throw new Refusal(
      `This checkout has no commit ${wanted}. A shallow clone lacks older ones: git fetch --unshallow`,
      {
        cause: error,
      },
    );
  }
}

/** Builds the commit in a folder of its own, unless it is there already. Returns the folder. */
async function built(commit: string): Promise<string> {
  const folder = path.join(projectRoot, '.scrutin', 'version-before', commit);
  const mark = path.join(folder, 'dist-is-complete');
  if (existsSync(mark)) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const archive = path.join(folder, 'checkout.tar');
  git('archive', '--output', archive, commit);
  execFileSync('tar', ['-xf', archive, '-C', folder]);
  rmSync(archive);
  for (const args of BUILD) {
    const code = await runVisibly('npm', ['--prefix', folder, ...args]);
    if (code !== 0) throw new Refusal(`npm ${args.join(' ')} ended with ${code} in ${folder}.`);
  }
  writeFileSync(mark, '');
  return folder;
}

export function run(args: readonly string[]): Promise<number> {
  const commit = commitOf(args);
  return runWithServices({ what: COMMAND }, async ({ env, add }) => {
    const before = await built(commit);
    await step('release before', () => Promise.resolve(`${commit.slice(0, 10)} is built`));
    const only = ['--selectProjects', 'system-tests', '--runInBand'];
    add(await runJest('upgrade', only, ['rolling-upgrade'], { ...env, SCRUTIN_CHECKOUT_BEFORE: before }));
  });
}
