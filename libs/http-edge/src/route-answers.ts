import type { ProblemType } from '@scrutin/contracts/problems';
import type { JsonOf, Route, StatusOf } from '@scrutin/contracts/routes';

type Headers = Readonly<Record<string, string>>;

export interface JsonAnswer<Status extends number, Body> {
  readonly kind: 'json';
  readonly status: Status;
  readonly body: Body;
  readonly headers?: Headers;
}

/** JSON that is already written, for answers that are dear to write. */
interface WrittenAnswer<Status extends number> {
  readonly kind: 'written';
  readonly status: Status;
  readonly json: string;
}

/** 204. */
export interface NothingAnswer {
  readonly kind: 'nothing';
  readonly headers?: Headers;
}

export interface FileAnswer {
  readonly kind: 'file';
  readonly mediaType: string;
  readonly name: string;
  /** Sent piece by piece. When the pieces break off, so does the answer: its reader sees that it is not whole. */
  readonly chunks: AsyncGenerator<string, void>;
}

export interface ProblemAnswer {
  readonly kind: 'problem';
  readonly type: ProblemType;
  /** Members besides the usual ones. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly retryAfterS?: number;
}

export type AnyAnswer =
  JsonAnswer<number, unknown> | WrittenAnswer<number> | NothingAnswer | FileAnswer | ProblemAnswer;

/** A list that is only read may be answered where the schema has a list. */
export type AsAnswered<T> = T extends readonly (infer Item)[]
  ? readonly AsAnswered<Item>[]
  : T extends object
    ? { readonly [Member in keyof T]: AsAnswered<T[Member]> }
    : T;

type AnswerWith<R extends Route, Status extends StatusOf<R>> =
  | (JsonOf<R, Status> extends undefined
      ? NothingAnswer
      : JsonAnswer<Status, AsAnswered<JsonOf<R, Status>>> | WrittenAnswer<Status>)
  | (R['answers'][Status] extends { readonly otherMedia: readonly string[] } ? FileAnswer : never);

/** What the handler of a route may answer: what its table says, or a problem. */
export type AnswerOf<R extends Route> =
  ProblemAnswer | { [Status in StatusOf<R>]: AnswerWith<R, Status> }[StatusOf<R>];

export function ok<Body>(body: Body): JsonAnswer<200, Body> {
  return { kind: 'json', status: 200, body };
}

export function created<Body>(body: Body): JsonAnswer<201, Body> {
  return { kind: 'json', status: 201, body };
}

export const NOTHING: NothingAnswer = { kind: 'nothing' };

export function problemAnswer(type: ProblemType, members?: ProblemAnswer['members']): ProblemAnswer {
  return members === undefined ? { kind: 'problem', type } : { kind: 'problem', type, members };
}
