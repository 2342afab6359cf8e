import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '@scrutin/database';

const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

/** Applies these migrations, as far as the database lacks them, and no others. */
export async function migrateTo(ownerUrl: string, names: readonly string[]): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'scrutin-migrations-'));
  try {
    for (const name of names) {
      cpSync(path.join(MIGRATIONS, name), path.join(folder, name), { recursive: true });
    }
    await migrate({ ownerUrl, folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
