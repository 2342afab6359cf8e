/** A folder for one test, which is removed at its end. */
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
