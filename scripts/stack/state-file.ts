/**
 * The file in which a profile keeps its state (mode 0600: it holds the passwords). A write replaces the file by a
 * rename, so that after an interruption the file has either the old state or the new one.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { StackState } from '../../libs/local-stack/src/stack-state.ts';
import { parseStackState } from '../../libs/local-stack/src/stack-state.ts';
import { Refusal } from '../bootstrap/refusal.mjs';

/** A password of letters and digits only, because it is put into URLs, shell lines and configuration files. */
export function newPassword(): string {
  return randomBytes(24).toString('hex');
}

/** One key with its name, with which the messages are sealed. */
export function newMessageKeys(): string {
  return `k1:${randomBytes(32).toString('hex')}`;
}

/** The state of a new profile, with new secrets. `root` is the folder of the checkout. */
export function newState(root: string): StackState {
  return {
    version: 1,
    root,
    mode: null,
    external: [],
    kept: false,
    ports: {},
    processes: {},
    apps: {},
    postgresFolder: null,
    secrets: {
      postgres: newPassword(),
      redis: newPassword(),
      rabbitmq: newPassword(),
      erlangCookie: newPassword(),
      pepper: randomBytes(32).toString('hex'),
      messageKeys: newMessageKeys(),
      roles: {},
    },
  };
}

/** A checkout that was copied or moved keeps its secrets. The processes and ports belong to the original checkout. */
function adopted(state: StackState, root: string): StackState {
  if (state.root === root) return state;
  return { ...newState(root), secrets: state.secrets, mode: state.mode };
}

/**
 * The state in the file, for the checkout in `root`; null if there is no file.
 *
 * @throws Refusal if the file is damaged or belongs to another user
 */
export function readStateFile(file: string, root: string): StackState | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw refusalOfAnothersFile(error, path.dirname(file));
  }
  const state = parseStackState(text);
  if (state !== undefined) return adopted(state, root);
  throw new Refusal(
    `${file} is damaged, so what was started from here is not known: end the processes whose folder is ` +
      `${path.dirname(file)}, remove that folder, and start again.`,
  );
}

/** @throws Refusal if the file belongs to another user */
export function writeStateFile(file: string, state: StackState): void {
  const temporary = `${file}.${process.pid}`;
  try {
    writeFileSync(temporary, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
    renameSync(temporary, file);
  } catch (error) {
    throw refusalOfAnothersFile(error, path.dirname(file));
  }
}

/** A Refusal if another user owns the folder, otherwise the error itself. */
export function refusalOfAnothersFile(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'EACCES' && code !== 'EPERM') return error;
  return new Refusal(
    `${folder} belongs to another user: run this command as that user, or remove the folder.`,
    {
      cause: error,
    },
  );
}
