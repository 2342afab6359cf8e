/**
 * A profile is a stack of its own: `dev` is that of `npm start`, `test` that of `npm test`, `bench` that of
 * `npm run bench`. They share nothing but the build, so that `npm test` never disturbs a running `npm start`.
 */
import path from 'node:path';
import { scrutinFolder } from '../bootstrap/project.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';

export const PROFILES = ['dev', 'test', 'bench'] as const;

export type Profile = (typeof PROFILES)[number];

/** @throws Refusal for a word that is not a profile */
export function checkedProfile(word: string): Profile {
  const profile = PROFILES.find((known) => known === word);
  if (profile !== undefined) return profile;
  throw new Refusal(`There is no profile "${word}": the profiles are ${PROFILES.join(', ')}.`);
}

/** Where everything of the profile lies: state, logs, and the servers' data. */
export function profileFolder(profile: Profile): string {
  return path.join(scrutinFolder, profile);
}

/** The log of a program of that name. */
export function logFile(profile: Profile, name: string): string {
  return path.join(profileFolder(profile), 'logs', `${name}.log`);
}
