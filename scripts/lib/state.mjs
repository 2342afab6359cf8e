/**
 * What a profile remembers between two commands, in `.scrutin/<profile>/state.json` (mode 0600: it holds
 * the passwords). Passwords and secrets are made once; ports are kept as long as nobody else takes them.
 * The command line reads the ports and secrets too. A write replaces the file by rename, so that Ctrl-C at any moment leaves the old or the new one, never half.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { profileFolder, projectRoot, scrutinFolder } from './project.mjs';
import { Refusal } from './refusal.mjs';

function stateFile(profile) {
  return path.join(profileFolder(profile), 'state.json');
}

function secret() {
  // Letters and digits only: it goes into URLs, shell lines and three servers' configuration files.
  return randomBytes(24).toString('hex');
}

/** One key under one name: what seals the messages. */
function newMessageKeys() {
  return `k1:${randomBytes(32).toString('hex')}`;
}

function newState() {
  return {
    version: 1,
    root: projectRoot,
    mode: null,
    external: [],
    kept: false,
    ports: {},
    processes: {},
    apps: {},
    postgresFolder: null,
    secrets: {
      postgres: secret(),
      redis: secret(),
      rabbitmq: secret(),
      erlangCookie: secret(),
      pepper: randomBytes(32).toString('hex'),
      messageKeys: newMessageKeys(),
      roles: {},
    },
  };
}

/** A folder that was copied or moved keeps its secrets, but the processes and ports belong to the other place. */
function adopted(state) {
  if (state.root === projectRoot) return state;
  return { ...newState(), secrets: state.secrets, mode: state.mode };
}

function makeFolders(profile) {
  try {
    mkdirSync(path.join(profileFolder(profile), 'logs'), { recursive: true });
    // PostgreSQL may run as another user than the rest and has to pass through; it may not list.
    chmodSync(scrutinFolder, 0o711);
    chmodSync(profileFolder(profile), 0o711);
    chmodSync(path.join(profileFolder(profile), 'logs'), 0o700);
  } catch (error) {
    throw notOurs(error);
  }
}

function notOurs(error) {
  if (error.code !== 'EACCES' && error.code !== 'EPERM') return error;
  return new Refusal(
    `${scrutinFolder} belongs to another user: run this command as that user, or remove the folder.`,
    { cause: error },
  );
}

/** The state as it is, or null when the profile was never used. */
export function readState(profile) {
  try {
    return adopted(JSON.parse(readFileSync(stateFile(profile), 'utf8')));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    if (error instanceof SyntaxError) {
      throw new Refusal(
        `${stateFile(profile)} is damaged: remove ${profileFolder(profile)} and start again.`,
      );
    }
    throw notOurs(error);
  }
}

/** Reads, changes and writes in one synchronous go; returns the new state. */
export function updateState(profile, change = () => {}) {
  makeFolders(profile);
  const state = readState(profile) ?? newState();
  change(state);
  const temporary = `${stateFile(profile)}.${process.pid}`;
  try {
    writeFileSync(temporary, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
    renameSync(temporary, stateFile(profile));
  } catch (error) {
    throw notOurs(error);
  }
  return state;
}

/** The password of one of the database's login roles, made at its first use. */
export function rolePassword(profile, role) {
  const known = readState(profile)?.secrets.roles[role];
  if (known) return known;
  const made = secret();
  updateState(profile, (state) => {
    state.secrets.roles[role] ??= made;
  });
  return readState(profile).secrets.roles[role];
}

/** What seals the messages; made at its first use where the state is older than it. */
export function messageKeys(profile) {
  const made = newMessageKeys();
  return updateState(profile, (state) => {
    state.secrets.messageKeys ??= made;
  }).secrets.messageKeys;
}
