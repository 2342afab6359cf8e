/**
 * A profile is a separate stack of servers and applications: `dev` for `npm start`, `test` and `test-2` for `npm test`,
 * `bench` for `npm run bench`, and `image` for `npm run image:check`. They share only the build, so that `npm test` never disturbs a
 * running `npm start`.
 */
import path from 'node:path';
import { scrutinFolder } from '../bootstrap/project.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';

export const PROFILES = ['dev', 'test', 'test-2', 'bench', 'image'] as const;

export type Profile = (typeof PROFILES)[number];

/** The profiles of `npm test`. The tests of the whole system run in both, side by side. */
export const TEST_PROFILES = ['test', 'test-2'] as const satisfies readonly Profile[];

export function isForTests(profile: Profile): boolean {
  return TEST_PROFILES.some((one) => one === profile);
}

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
