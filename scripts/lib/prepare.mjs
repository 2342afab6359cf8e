/**
 * Packages, generated code and build. Each is skipped when nothing changed, by looking at what is there and not at
 * what an earlier command claims to have done, so that work by hand in between is respected.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { runQuietly } from './commands.mjs';
import { withLock } from './lock.mjs';
import { logFile, projectRoot, scrutinFolder } from './project.mjs';
import { Refusal } from './refusal.mjs';
import { step } from './steps.mjs';

const OLDEST_NODE = [20, 19];
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new Refusal(
      `Scrutin needs Node.js ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`,
    );
  }
}

function readJson(...parts) {
  try {
    return JSON.parse(readFileSync(path.join(projectRoot, ...parts), 'utf8'));
  } catch {
    return null;
  }
}

/**
 * True when node_modules holds what package-lock.json says. npm writes its own record of what is installed as the last
 * act of an installation, so one that was cut short has none.
 */
function packagesAreInstalled() {
  const locked = readJson('package-lock.json')?.packages;
  const installed = readJson('node_modules', '.package-lock.json')?.packages;
  if (!locked || !installed) return false;
  const same = (a, b) => a?.version === b?.version && a?.integrity === b?.integrity && a?.link === b?.link;
  return Object.entries(locked)
    .filter(([place]) => place.startsWith('node_modules/') || place.includes('/node_modules/'))
    .every(([place, entry]) =>
      place in installed ? same(entry, installed[place]) : entry.optional === true,
    );
}

async function installPackages(profile) {
  if (packagesAreInstalled()) return 'packages are up to date';
  await runQuietly('npm ci', npm, ['ci', '--no-audit', '--no-fund'], { log: logFile(profile, 'npm-ci') });
  return 'packages installed';
}

/** What the generated database client is made from. */
function schemaFingerprint() {
  const hash = createHash('sha256');
  for (const file of ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json']) {
    const full = path.join(projectRoot, file);
    hash.update(existsSync(full) ? readFileSync(full) : 'absent');
  }
  return hash.digest('hex');
}

function generatedFolder() {
  const schema = path.join(projectRoot, 'prisma', 'schema.prisma');
  const output = existsSync(schema) && /^\s*output\s*=\s*"([^"]+)"/m.exec(readFileSync(schema, 'utf8'));
  return output ? path.resolve(path.dirname(schema), output[1]) : null;
}

async function generate(profile) {
  const record = path.join(scrutinFolder, 'generated.json');
  const fingerprint = schemaFingerprint();
  const folder = generatedFolder();
  const known = existsSync(record) ? readFileSync(record, 'utf8') : '';
  if (folder && existsSync(folder) && known === fingerprint) return 'database client is up to date';
  await runQuietly('npm run generate', npm, ['run', 'generate'], { log: logFile(profile, 'generate') });
  mkdirSync(scrutinFolder, { recursive: true });
  writeFileSync(record, fingerprint);
  return 'database client generated';
}

/** Nx decides what has to be built. Its daemon would stay behind as a process of nobody: it is not started. */
async function build(profile) {
  await runQuietly('npm run build', npm, ['run', 'build', '--', '--skip-sync'], {
    log: logFile(profile, 'build'),
    env: { ...process.env, NX_DAEMON: process.env.NX_DAEMON ?? 'false', NX_TUI: 'false' },
  });
  return 'applications and libraries are built';
}

/** Packages, generated client and build; both profiles share them, so one command at a time. */
export async function prepare(profile) {
  const lock = path.join(scrutinFolder, 'locks', 'prepare.lock');
  const waiting = (holder) => {
    process.stderr.write(`Waiting for another command (${holder.what}, process ${holder.pid})\n`);
  };
  await withLock(lock, { what: `preparation for ${profile}`, waitMs: 900_000, waiting }, async () => {
    await step('packages', () => installPackages(profile));
    await step('generate', () => generate(profile));
    await step('build', () => build(profile));
  });
}
