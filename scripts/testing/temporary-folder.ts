/** Creates a folder for one test, and removes it at the end of the test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';

export function temporaryFolder(test: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'scrutin-scripts-'));
  test.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
