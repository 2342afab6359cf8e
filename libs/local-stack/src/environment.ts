import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { DatabaseLogin } from './addresses.ts';
import { addressesOf } from './addresses.ts';
import type { StackState } from './stack-state.ts';
import { parseStackState } from './stack-state.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment of a command: the variables of the process, and for absent ones the addresses of the stack that
 * `npm start` runs in the project around `folder`. An empty variable counts as absent. SCRUTIN_PROFILE chooses the
 * stack; the default is `dev`.
 *
 * @throws ConfigurationError if the project's state is damaged or may not be read
 */
export function mergedEnvironment(given: Environment, login: DatabaseLogin, folder: string): Environment {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  return { ...localStack(set, login, folder), ...set };
}

/** The addresses of the local stack; none if there is no stack. */
function localStack(given: Environment, login: DatabaseLogin, folder: string): Environment {
  const project = projectFolder(folder);
  if (project === undefined) return {};
  const state = readState(path.join(project, '.scrutin', given['SCRUTIN_PROFILE'] ?? 'dev', 'state.json'));
  return state === undefined ? {} : addressesOf(state, login);
}

/** The folder that contains `.scrutin`: the nearest one upwards whose package is named `scrutin`. */
export function projectFolder(from: string): string | undefined {
  let folder = path.resolve(from);
  for (;;) {
    if (packageName(folder) === 'scrutin') return folder;
    const parent = path.dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}

function packageName(folder: string): unknown {
  const text = readIfThere(path.join(folder, 'package.json'));
  if (text === undefined) return undefined;
  try {
    return (JSON.parse(text) as { name?: unknown } | null)?.name;
  } catch {
    return undefined; // a package of somebody else, whose file is not our concern
  }
}

function readState(file: string): StackState | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const state = parseStackState(text);
  if (state !== undefined) return state;
  throw new ConfigurationError(
    `${file} is damaged: run \`npm run stop\`, remove it, and \`npm start\` again.`,
  );
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ConfigurationError(`${file} cannot be read: run the command as the user who owns it.`, {
      cause: error,
    });
  }
}
