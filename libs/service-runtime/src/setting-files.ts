import { readFileSync } from 'node:fs';
import type { Environment } from './settings-of.ts';

/** The end of the name of a variable that gives a setting by a file: `REDIS_URL_FILE` is a file with `REDIS_URL`. */
export const FILE_ENDING = '_FILE';

/** The content of a file without the line ends at its end, and without the mark with which Windows begins a file. */
export function withoutLineEnd(content: string): string {
  return content.replace(/^\uFEFF/, '').replace(/[\r\n]+$/, '');
}

/** Why a file of a setting cannot be used. It names the variable and the file, and never the content. */
export interface FileProblem {
  readonly variable: string;
  readonly message: string;
}

/** The settings with the content of their files, and what is wrong with files. */
export interface ReadSettings {
  readonly settings: Environment;
  readonly problems: readonly FileProblem[];
}

/**
 * Replaces `NAME_FILE` by `NAME` with the content of the file, for the given names. A secret in a file is not visible
 * in the description of a container, and a process that it starts does not inherit it. Line ends at the end of a file
 * are not part of the value. A variable without a value counts as absent, because Compose and shells set such a variable
 * for each setting that nobody gave. An empty file is a problem, because somebody meant to give a value.
 */
export function withFiles(names: readonly string[], environment: Environment): ReadSettings {
  const contents = new Map<string, string>();
  const problems: FileProblem[] = [];
  for (const name of names) {
    const variable = name + FILE_ENDING;
    const file = environment[variable];
    if (file === undefined || file === '') continue;
    if ((environment[name] ?? '') !== '') {
      problems.push({ variable, message: `must not be set together with ${name}` });
      continue;
    }
    try {
      const content = withoutLineEnd(readFileSync(file, 'utf8'));
      if (content === '') problems.push({ variable, message: `the file ${file} is empty` });
      else contents.set(name, content);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
      problems.push({ variable, message: `the file ${file} cannot be read (${code})` });
    }
  }
  const others = Object.entries(environment).filter(
    ([name, value]) =>
      !contents.has(name) &&
      !(value === '' && names.includes(name)) &&
      !(name.endsWith(FILE_ENDING) && contents.has(name.slice(0, -FILE_ENDING.length))),
  );
  return { settings: Object.fromEntries([...others, ...contents]), problems };
}
