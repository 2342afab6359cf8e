import type { Refusal } from '../acts/refusal.ts';
import { refused } from '../acts/refusal.ts';

/** What is wrong with one member of a record, which `path` leads to, e.g. `['name', 'fr']`. */
export interface FieldProblem {
  readonly path: readonly (string | number)[];
  readonly detail: string;
}

/** The problems that the checks found, each at the path that was checked. */
export function fieldProblems(
  ...checks: readonly (readonly [path: FieldProblem['path'], problem: string | undefined])[]
): FieldProblem[] {
  return checks.flatMap(([path, detail]) => (detail === undefined ? [] : [{ path, detail }]));
}

/** The first of the problems, as a refusal; undefined when there is none. */
export function refusalOfFirst([first]: readonly FieldProblem[]): Refusal | undefined {
  return first === undefined ? undefined : refused('invalid', first.detail);
}

/** The first thing that is wrong, as a refusal; undefined when nothing is. */
export function firstProblem(...problems: readonly (string | undefined)[]): Refusal | undefined {
  const problem = problems.find((text) => text !== undefined);
  return problem === undefined ? undefined : refused('invalid', problem);
}
