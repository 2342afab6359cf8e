import type { Problem, ProblemType } from '@scrutin/contracts/problems';
import type { JsonOf, Route, StatusOf } from '@scrutin/contracts/routes';

interface AnswerHeaders {
  /** The header of that name, in upper or lower case; null if the answer does not have it. */
  readonly header: (name: string) => string | null;
}

/** An answer that the table of routes declares. Its body was checked and has its type. */
interface Answered<Status extends number, Body> extends AnswerHeaders {
  readonly kind: 'answered';
  readonly status: Status;
  readonly body: Body;
}

/** The same answer as a text in another media type, for example CSV. */
interface AnsweredText extends AnswerHeaders {
  readonly kind: 'text';
  readonly status: number;
  readonly mediaType: string;
  readonly text: string;
}

/** An error answer (RFC 9457). */
interface AnsweredProblem extends AnswerHeaders {
  readonly kind: 'problem';
  readonly status: number;
  /** Undefined for a problem that this version of the catalogue does not have. */
  readonly type: ProblemType | undefined;
  readonly problem: Problem & Readonly<Record<string, unknown>>;
}

/** An answer that this version of the API does not give: a proxy or another version answered. */
interface Unreadable extends AnswerHeaders {
  readonly kind: 'unreadable';
  readonly status: number;
  readonly text: string;
}

/** No answer came. It is not known whether the API received the request. */
interface Unreachable {
  readonly kind: 'unreachable';
  readonly error: unknown;
}

/** Every possible outcome of a call. */
export type Reply<R extends Route> =
  | { [Status in StatusOf<R>]: Answered<Status, JsonOf<R, Status>> }[StatusOf<R>]
  | AnsweredText
  | AnsweredProblem
  | Unreadable
  | Unreachable;
