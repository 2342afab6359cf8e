/** Prepares Jest: the tests load built files, so the sources that have changed are compiled first. */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { projectRoot } from '../bootstrap/project.mjs';

const TSC = path.join(projectRoot, 'node_modules', '@typescript', 'compiler', 'bin', 'tsc');

// eslint-disable-next-line no-restricted-syntax -- Jest takes its preparation from the default export.
export default function buildFirst(): void {
  if (!('SourceTextModule' in vm)) {
    throw new Error(
      'The tests are ES modules: start Jest with `npm run jest -- …`, which gives Node.js the flag.',
    );
  }
  const projects = globSync('{libs,apps}/*/tsconfig.lib.json', { cwd: projectRoot });
  const { status, error } = spawnSync(process.execPath, [TSC, '--build', ...projects], {
    cwd: projectRoot,
    stdio: 'inherit',
  });
  if (error || status !== 0)
    throw new Error('The build failed, so there is nothing to test.', { cause: error });
}
