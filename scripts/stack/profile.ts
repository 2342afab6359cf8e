/**
 * A profile is a separate stack of servers and applications: `dev` for `npm start`, `test` for `npm test`, `bench` for
 * `npm run bench`, and `image` for `npm run image:check`. They share only the build, so that `npm test` never disturbs a
 * running `npm start`.
 */
import path from 'node:path';
import { scrutinFolder } from '../bootstrap/project.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';

export const PROFILES = ['dev', 'test', 'bench', 'image'] as const;

export type Profile = (typeof PROFILES)[number];

/** The profile of that name. @throws Refusal if there is none */
export function checkedProfile(word: string): Profile {
  const profile = PROFILES.find((known) => known === word);
  if (profile !== undefined) return profile;
  throw new Refusal(`There is no profile "${word}": the profiles are ${PROFILES.join(', ')}.`);
}

/** The folder of the profile, with its state, its logs and the data of its servers. */
export function profileFolder(profile: Profile): string {
  return path.join(scrutinFolder, profile);
}

/** The log of a program of that name. */
export function logFile(profile: Profile, name: string): string {
  return path.join(profileFolder(profile), 'logs', `${name}.log`);
}
