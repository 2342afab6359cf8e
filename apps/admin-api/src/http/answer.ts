import type { ProblemType } from '@scrutin/contracts/problems';
import type { ActOutcome, Refusal } from '@scrutin/election-office';

/** What a handler answers. */
export type Answer =
  | {
      readonly kind: 'json';
      readonly status: 200 | 201;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'nothing'; readonly headers?: Readonly<Record<string, string>> }
  | {
      readonly kind: 'file';
      readonly mediaType: string;
      readonly name: string;
      /** Sent piece by piece. When the pieces break off, so does the answer: its reader sees that it is not whole. */
      readonly chunks: AsyncGenerator<string, void>;
    }
  | {
      readonly kind: 'problem';
      readonly type: ProblemType;
      /** Members besides the usual ones. */
      readonly members?: Readonly<Record<string, unknown>>;
      readonly retryAfterS?: number;
    };

export function ok(body: unknown): Answer {
  return { kind: 'json', status: 200, body };
}

export function created(body: unknown): Answer {
  return { kind: 'json', status: 201, body };
}

export const NOTHING: Answer = { kind: 'nothing' };
export const NOT_FOUND: Answer = { kind: 'problem', type: 'record-not-found' };

const PROBLEM_OF: Readonly<Record<Refusal['kind'], ProblemType>> = {
  'not-found': 'record-not-found',
  'already-exists': 'already-exists',
  'state-forbids': 'state-forbids',
  invalid: 'invalid',
  'in-use': 'in-use',
  incomplete: 'incomplete',
};

/** A refusal of the election office, with its own words. */
export function refused({ kind, detail }: Pick<Refusal, 'kind' | 'detail'>): Answer {
  return { kind: 'problem', type: PROBLEM_OF[kind], members: { refusal: detail } };
}

/** What became of an act, as it is shown. */
export function outcome<T>(
  result: ActOutcome<T>,
  view: (value: T) => unknown,
  answer: (body: unknown) => Answer = ok,
): Answer {
  return result.ok ? answer(view(result.value)) : refused(result);
}

/** For acts after which there is nothing to show. */
export function doneOr(result: ActOutcome<unknown>): Answer {
  return result.ok ? NOTHING : refused(result);
}
