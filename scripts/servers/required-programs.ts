/** Programs that a command needs besides the three servers. They come from Debian's packages. */
import { Refusal } from '../bootstrap/refusal.mjs';
import type { Profile } from '../stack/profile.ts';
import { logFile } from '../stack/profile.ts';
import { canInstall, installPackages } from './apt.ts';
import { findOnPath } from './binaries.ts';

/** A program, and the package of Debian that has it. */
export interface RequiredProgram {
  readonly program: string;
  readonly package: string;
}

/**
 * Installs the programs that are missing, all at once. Returns a sentence for the list of steps.
 *
 * @throws Refusal if they cannot be installed
 */
export async function requirePrograms(
  profile: Profile,
  programs: readonly RequiredProgram[],
): Promise<string> {
  const missing = programs.filter(({ program }) => findOnPath(program) === null);
  const packages = missing.map(({ package: from }) => from);
  if (packages.length === 0) return `${namesOf(programs)}: there`;
  if (!canInstall())
    throw new Refusal(
      `Needed, and not there: ${namesOf(missing)}. Install them (on Debian: apt-get install ${packages.join(' ')}).`,
    );
  await installPackages(packages, logFile(profile, 'apt'));
  return `${namesOf(missing)}: installed`;
}

function namesOf(programs: readonly RequiredProgram[]): string {
  return programs.map(({ program }) => program).join(', ');
}
