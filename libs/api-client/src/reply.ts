import type { Problem, ProblemType } from '@scrutin/contracts/problems';
import type { JsonOf, Route, StatusOf } from '@scrutin/contracts/routes';

interface AnswerHeaders {
  /** A header by its name, in any case; null where the answer has none. */
  readonly header: (name: string) => string | null;
}

/** What the table says that the route answers, its body checked and typed. */
interface Answered<Status extends number, Body> extends AnswerHeaders {
  readonly kind: 'answered';
  readonly status: Status;
  readonly body: Body;
}

/** The same in another media type, as a text, e.g. CSV. */
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
  /** Undefined for one that this version of the catalogue does not have. */
  readonly type: ProblemType | undefined;
  readonly problem: Problem & Readonly<Record<string, unknown>>;
}

/** An answer that is not what this version of the API says: a proxy answered, or another version. */
interface Unreadable extends AnswerHeaders {
  readonly kind: 'unreadable';
  readonly status: number;
  readonly text: string;
}

/** No answer came. What became of the request is not known. */
interface Unreachable {
  readonly kind: 'unreachable';
  readonly error: unknown;
}

/** Whatever can become of a call: nothing is thrown. */
export type Reply<R extends Route> =
  | { [Status in StatusOf<R>]: Answered<Status, JsonOf<R, Status>> }[StatusOf<R>]
  | AnsweredText
  | AnsweredProblem
  | Unreadable
  | Unreachable;
