import type { ProblemType } from '@scrutin/contracts/problems';
import type { ActOutcome, Refusal } from '@scrutin/election';
import type { JsonAnswer, NothingAnswer, ProblemAnswer } from '@scrutin/http-edge';
import { NOTHING, ok, problemAnswer } from '@scrutin/http-edge';

export const NOT_FOUND: ProblemAnswer = problemAnswer('record-not-found');

const PROBLEM_OF: Readonly<Record<Refusal['kind'], ProblemType>> = {
  'not-found': 'record-not-found',
  'already-exists': 'already-exists',
  'state-forbids': 'state-forbids',
  invalid: 'invalid',
  'in-use': 'in-use',
  incomplete: 'incomplete',
};

/** A refusal of the election office, with its own words. */
export function refused({ kind, detail }: Pick<Refusal, 'kind' | 'detail'>): ProblemAnswer {
  return problemAnswer(PROBLEM_OF[kind], { refusal: detail });
}

/** What became of an act, as it is shown. */
export function outcome<T, Body>(
  result: ActOutcome<T>,
  view: (value: T) => Body,
): JsonAnswer<200, Body> | ProblemAnswer {
  return result.ok ? ok(view(result.value)) : refused(result);
}

/** What became of an act that makes a record (201). */
export function made<T, Body>(
  result: ActOutcome<T>,
  view: (value: T) => Body,
): JsonAnswer<201, Body> | ProblemAnswer {
  return result.ok ? { kind: 'json', status: 201, body: view(result.value) } : refused(result);
}

/** For acts after which there is nothing to show. */
export function doneOr(result: ActOutcome<unknown>): NothingAnswer | ProblemAnswer {
  return result.ok ? NOTHING : refused(result);
}
