import type { Reply } from '@scrutin/api-client';
import type { Problem, ProblemType } from '@scrutin/contracts/problems';
import type { Route } from '@scrutin/contracts/routes';

/** Why a request did not succeed. */
export type Trouble =
  | { readonly kind: 'refused'; readonly type: ProblemType | undefined; readonly problem: Problem }
  /** No answer came: it is not known whether the office received the request. */
  | { readonly kind: 'unreachable' }
  /** Something answered that this version of the application cannot read. */
  | { readonly kind: 'unreadable'; readonly status: number };

/** The trouble of a reply that is neither the expected JSON nor a file. */
export function troubleOf(reply: Exclude<Reply<Route>, { kind: 'answered' }>): Trouble {
  switch (reply.kind) {
    case 'problem':
      return { kind: 'refused', type: reply.type, problem: reply.problem };
    case 'unreachable':
      return { kind: 'unreachable' };
    case 'unreadable':
    case 'text':
      return { kind: 'unreadable', status: reply.status };
  }
}

/** The exact reason why the office refused an act, as a sentence; undefined if the answer has none. */
export function refusalOf(problem: Problem): string | undefined {
  const { refusal } = problem as Problem & { readonly refusal?: unknown };
  return typeof refusal === 'string' ? refusal : undefined;
}

/** A trouble as an error, which TanStack Query hands to the page. */
export class TroubleError extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.kind);
    this.trouble = trouble;
  }
}
