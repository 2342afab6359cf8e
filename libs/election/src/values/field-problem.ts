import type { Refusal } from '../acts/refusal.ts';
import { refused } from '../acts/refusal.ts';

/** A problem with one member of a record. `path` leads to the member, e.g. `['name', 'fr']`. */
export interface FieldProblem {
  readonly path: readonly (string | number)[];
  readonly detail: string;
}

/** The problems that checks found, each with the path that was checked. */
export function fieldProblems(
  ...checks: readonly (readonly [path: FieldProblem['path'], problem: string | undefined])[]
): FieldProblem[] {
  return checks.flatMap(([path, detail]) => (detail === undefined ? [] : [{ path, detail }]));
}

/** The first of the problems, as a refusal; undefined if there is none. */
export function refusalOfFirst([first]: readonly FieldProblem[]): Refusal | undefined {
  return first === undefined ? undefined : refused('invalid', first.detail);
}

/** The first of these sentences, as a refusal; undefined if there is none. */
export function firstProblem(...problems: readonly (string | undefined)[]): Refusal | undefined {
  const problem = problems.find((text) => text !== undefined);
  return problem === undefined ? undefined : refused('invalid', problem);
}
