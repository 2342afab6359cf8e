/**
 * Generated code and build. Each is skipped when nothing changed, by looking at what is there and not at what an
 * earlier command claims to have done, so that work by hand in between is respected.
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

/** What the generated database client is made from. */
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

/** Generates the database client where prisma/ changed. Returns what to say about it. */
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

/** The compiler builds what changed, in the order of the project references. */
async function build(profile: Profile): Promise<string> {
  await runQuietly('npm run build', 'npm', ['run', 'build'], { log: logFile(profile, 'build') });
  return 'applications and libraries are built';
}

/** Generated client and build; the profiles share them, so one command at a time. */
export async function prepare(profile: Profile): Promise<void> {
  const what = `preparation for ${profile}`;
  await withLock(lockFile('prepare'), { what, waitMs: WAIT_MS }, async () => {
    await step('generate', () => generate(profile));
    await step('build', () => build(profile));
  });
}
