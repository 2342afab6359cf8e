/** Programs that a command needs besides the three servers. They come from Debian's packages. */
import { Refusal } from '../bootstrap/refusal.mjs';
import type { Profile } from '../stack/profile.ts';
import { logFile } from '../stack/profile.ts';
import { canInstall, installPackages } from './apt.ts';
import { findOnPath } from './binaries.ts';

/** A program, the package of Debian that has it, and what it is for. */
export interface RequiredProgram {
  readonly program: string;
  readonly package: string;
  readonly purpose: string;
}

/** Installs the program if it is missing. Returns a sentence for the list of steps. @throws Refusal if it cannot */
export async function requireProgram(
  profile: Profile,
  { program, package: from, purpose }: RequiredProgram,
): Promise<string> {
  if (findOnPath(program) !== null) return `${program} is there`;
  if (!canInstall())
    throw new Refusal(
      `The ${purpose} ${program} is needed: install it (on Debian: apt-get install ${from}).`,
    );
  await installPackages([from], logFile(profile, 'apt'));
  return `${program} installed`;
}
