import type { Localized, ProblemType } from '@scrutin/contracts/problems';
import type { AsAnswered, JsonOf, Route, StatusOf } from '@scrutin/contracts/routes';

type Headers = Readonly<Record<string, string>>;

/** An answer with a JSON body. */
export interface JsonAnswer<Status extends number, Body> {
  readonly kind: 'json';
  readonly status: Status;
  readonly body: Body;
  readonly headers?: Headers;
}

/** An answer whose JSON is already a text, because it is expensive to write and can be used again. */
interface WrittenAnswer<Status extends number> {
  readonly kind: 'written';
  readonly status: Status;
  readonly json: string;
}

/** An answer without a body (204). */
export interface NothingAnswer {
  readonly kind: 'nothing';
  readonly headers?: Headers;
}

/** An answer that is a file to be saved. */
export interface FileAnswer {
  readonly kind: 'file';
  readonly mediaType: string;
  readonly name: string;
  /** With an `ETag` or `Last-Modified`, a client that has the file already is answered 304, and no chunk is read. */
  readonly headers?: Headers;
  /** The pieces of the file. If they end in an error, the answer is cut off, so that the client notices it. */
  readonly chunks: AsyncGenerator<string | Uint8Array, void>;
}

/** An answer with a problem of the catalogue. */
export interface ProblemAnswer {
  readonly kind: 'problem';
  readonly type: ProblemType;
  /** Additional members of the body. */
  readonly members?: Readonly<Record<string, unknown>>;
  /** Additional members that are texts. The answer has them in its own language. */
  readonly texts?: Readonly<Record<string, Localized>>;
  readonly retryAfterS?: number;
}

/** Any answer of a handler. */
export type AnyAnswer =
  JsonAnswer<number, unknown> | WrittenAnswer<number> | NothingAnswer | FileAnswer | ProblemAnswer;

type AnswerWith<R extends Route, Status extends StatusOf<R>> =
  | (JsonOf<R, Status> extends undefined
      ? NothingAnswer
      : JsonAnswer<Status, AsAnswered<JsonOf<R, Status>>> | WrittenAnswer<Status>)
  | (R['answers'][Status] extends { readonly otherMedia: readonly string[] } ? FileAnswer : never);

/** The answers that the handler of a route may return: those of its table, or a problem. */
export type AnswerOf<R extends Route> =
  ProblemAnswer | { [Status in StatusOf<R>]: AnswerWith<R, Status> }[StatusOf<R>];

/** An answer 200 with a JSON body. */
export function ok<Body>(body: Body): JsonAnswer<200, Body> {
  return { kind: 'json', status: 200, body };
}

/** An answer 201 with a JSON body. */
export function created<Body>(body: Body): JsonAnswer<201, Body> {
  return { kind: 'json', status: 201, body };
}

/** The answer 204 without headers. */
export const NOTHING: NothingAnswer = { kind: 'nothing' };

/** An answer with a problem, and its additional members if there are any. */
export function problemAnswer(type: ProblemType, members?: ProblemAnswer['members']): ProblemAnswer {
  return members === undefined ? { kind: 'problem', type } : { kind: 'problem', type, members };
}
