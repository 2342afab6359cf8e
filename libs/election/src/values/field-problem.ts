import type { Refusal } from '../acts/refusal.ts';
import { refused } from '../acts/refusal.ts';
import type { LocalizedText } from '../contests/localized-text.ts';

/** A problem with one member of a record. `path` leads to the member, e.g. `['name', 'fr']`. */
export interface FieldProblem {
  readonly path: readonly (string | number)[];
  readonly text: LocalizedText;
  /** The English text, which the command line writes. */
  readonly detail: string;
}

export function fieldProblem(path: FieldProblem['path'], text: LocalizedText): FieldProblem {
  return { path, text, detail: text.en };
}

/** The problems that checks found, each with the path that was checked. */
export function fieldProblems(
  ...checks: readonly (readonly [path: FieldProblem['path'], problem: LocalizedText | undefined])[]
): FieldProblem[] {
  return checks.flatMap(([path, text]) => (text === undefined ? [] : [fieldProblem(path, text)]));
}

/** All problems of a record as one refusal, so that they can be corrected together; undefined if there is none. */
export function refusalOfFields(problems: readonly FieldProblem[]): Refusal | undefined {
  return refusalOfProblems(...problems.map(({ text }) => text));
}

/** All of these sentences as one refusal, each once; undefined if there is none. */
export function refusalOfProblems(...problems: readonly (LocalizedText | undefined)[]): Refusal | undefined {
  const found = problems.filter((text) => text !== undefined);
  if (found.length === 0) return undefined;
  const together = (texts: readonly string[]): string => [...new Set(texts)].join(' ');
  return refused('invalid', {
    fr: together(found.map(({ fr }) => fr)),
    en: together(found.map(({ en }) => en)),
  });
}
