/**
 * Generates code and builds. Each of them is skipped if nothing has changed. To decide that, these functions look at
 * the files and not at a note of an earlier command, because a person may have changed files in the meantime.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runQuietly } from '../bootstrap/foreground.mjs';
import { withLock } from '../bootstrap/lock.mjs';
import { lockFile, projectRoot, scrutinFolder } from '../bootstrap/project.mjs';
import { step } from '../bootstrap/steps.mjs';
import type { Profile } from './profile.ts';
import { logFile } from './profile.ts';

const SCHEMA_FOLDER = path.join(projectRoot, 'prisma', 'schema');

const WAIT_MS = 900_000;

/** The files from which the database client is generated. */
function schemaFingerprint(): string {
  const hash = createHash('sha256');
  const models = existsSync(SCHEMA_FOLDER)
    ? readdirSync(SCHEMA_FOLDER).map((name) => `prisma/schema/${name}`)
    : [];
  for (const file of [...models, 'prisma.config.ts', 'node_modules/prisma/package.json']) {
    const full = path.join(projectRoot, file);
    hash.update(existsSync(full) ? readFileSync(full) : 'absent');
  }
  return hash.digest('hex');
}

function generatedFolder(): string | null {
  const schema = path.join(SCHEMA_FOLDER, 'schema.prisma');
  if (!existsSync(schema)) return null;
  const output = /^\s*output\s*=\s*"([^"]+)"/m.exec(readFileSync(schema, 'utf8'))?.[1];
  return output === undefined ? null : path.resolve(path.dirname(schema), output);
}

/** Generates the database client if prisma/ has changed. Returns the text for the step. */
export async function generate(profile: Profile): Promise<string> {
  const record = path.join(scrutinFolder, 'generated.json');
  const fingerprint = schemaFingerprint();
  const folder = generatedFolder();
  const known = existsSync(record) ? readFileSync(record, 'utf8') : '';
  if (folder !== null && existsSync(folder) && known === fingerprint) return 'database client is up to date';
  await runQuietly('npm run generate', 'npm', ['run', 'generate'], { log: logFile(profile, 'generate') });
  mkdirSync(scrutinFolder, { recursive: true });
  writeFileSync(record, fingerprint);
  return 'database client generated';
}

/** Builds what has changed, in the order of the project references. */
async function build(profile: Profile): Promise<string> {
  await runQuietly('npm run build', 'npm', ['run', 'build'], { log: logFile(profile, 'build') });
  return 'applications and libraries are built';
}

/** Generates the client and builds. All profiles share both, so only one command at a time does it. */
export async function prepare(profile: Profile): Promise<void> {
  const what = `preparation for ${profile}`;
  await withLock(lockFile('prepare'), { what, waitMs: WAIT_MS }, async () => {
    await step('generate', () => generate(profile));
    await step('build', () => build(profile));
  });
}
