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

/** The first of the problems, as a refusal; undefined if there is none. */
export function refusalOfFirst([first]: readonly FieldProblem[]): Refusal | undefined {
  return first === undefined ? undefined : refused('invalid', first.text);
}

/** The first of these sentences, as a refusal; undefined if there is none. */
export function firstProblem(...problems: readonly (LocalizedText | undefined)[]): Refusal | undefined {
  const problem = problems.find((text) => text !== undefined);
  return problem === undefined ? undefined : refused('invalid', problem);
}
