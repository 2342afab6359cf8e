/**
 * The state that each profile keeps between two commands. Secrets are created once. Ports are kept while they are free.
 */
import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { StackState } from '../../libs/local-stack/src/stack-state.ts';
import { projectRoot, scrutinFolder } from '../bootstrap/project.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';
import type { Profile } from './profile.ts';
import { profileFolder } from './profile.ts';
import {
  newMessageKeys,
  newPassword,
  newState,
  readStateFile,
  refusalOfAnothersFile,
  writeStateFile,
} from './state-file.ts';

function stateFile(profile: Profile): string {
  return path.join(profileFolder(profile), 'state.json');
}

function makeFolders(profile: Profile): void {
  try {
    mkdirSync(path.join(profileFolder(profile), 'logs'), { recursive: true });
    // PostgreSQL may run as another user, who must be able to pass through the folder but not to list it.
    chmodSync(scrutinFolder, 0o711);
    chmodSync(profileFolder(profile), 0o711);
    chmodSync(path.join(profileFolder(profile), 'logs'), 0o700);
  } catch (error) {
    throw refusalOfAnothersFile(error, scrutinFolder);
  }
}

/** The present state, or null if the profile was never used. */
export function readState(profile: Profile): StackState | null {
  return readStateFile(stateFile(profile), projectRoot);
}

/** The present state. @throws Refusal if the profile was never used */
export function knownState(profile: Profile): StackState {
  const state = readState(profile);
  if (state === null) throw new Refusal(`The services of ${profile} were never started.`);
  return state;
}

/** Reads, changes and writes the state synchronously, and returns the new state. */
export function updateState(
  profile: Profile,
  change: (state: StackState) => void = () => undefined,
): StackState {
  makeFolders(profile);
  const state = readState(profile) ?? newState(projectRoot);
  change(state);
  writeStateFile(stateFile(profile), state);
  return state;
}

/** The password of a login role of the database. It is created at its first use. */
export function rolePassword(profile: Profile, role: string): string {
  const known = readState(profile)?.secrets.roles[role];
  if (known !== undefined) return known;
  const password = newPassword();
  updateState(profile, (state) => {
    state.secrets.roles[role] = password;
  });
  return password;
}

/**
 * The keys with which messages are sealed. If the state is older than these keys, they are created at their first use.
 */
export function messageKeys(profile: Profile): string {
  const known = readState(profile)?.secrets.messageKeys;
  if (known !== undefined) return known;
  const keys = newMessageKeys();
  updateState(profile, (state) => {
    state.secrets.messageKeys = keys;
  });
  return keys;
}
