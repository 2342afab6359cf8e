import type { Reply } from '@scrutin/api-client';
import type { ProblemType } from '@scrutin/contracts/problems';
import type { Route } from '@scrutin/contracts/routes';

/** The reply of any route. */
export type AnyReply =
  | Exclude<Reply<Route>, { readonly kind: 'answered' }>
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown };
type BodyIn<R> =
  Extract<R, { readonly kind: 'answered' }> extends { readonly body: infer Body } ? Body : never;
type Unreachable = Extract<AnyReply, { readonly kind: 'unreachable' }>;
type Refusal = Extract<AnyReply, { readonly kind: 'problem' }>;

/** The reply of an API that answered. @throws the error of the network if it did not */
export function answered<R extends AnyReply>(reply: R): Exclude<R, Unreachable> {
  if (reply.kind === 'unreachable') throw reply.error;
  return reply as Exclude<R, Unreachable>;
}

/** The body of a success. @throws Error for every other reply */
export function bodyOf<R extends AnyReply>(reply: R): BodyIn<R> {
  if (reply.kind === 'answered') return reply.body as BodyIn<R>;
  throw new Error(`The request did not succeed: ${describeReply(reply)}`);
}

/** The problem with which the API refused a request. @throws Error for every other reply */
export function problemOf(reply: AnyReply): Refusal['problem'] {
  if (reply.kind === 'problem') return reply.problem;
  throw new Error(`The API did not answer with a problem: ${describeReply(reply)}`);
}

/** The status and the type of the problem with which the API refused a request. @throws Error for every other reply */
export function refusalOf(reply: AnyReply): [status: number, type: ProblemType | undefined] {
  if (reply.kind === 'problem') return [reply.status, reply.type];
  throw new Error(`The API did not answer with a problem: ${describeReply(reply)}`);
}

function describeReply(reply: AnyReply): string {
  if (reply.kind === 'unreachable') return `there was no answer (${String(reply.error)})`;
  const content =
    reply.kind === 'problem' ? reply.problem : reply.kind === 'answered' ? reply.body : reply.text;
  return `it was answered ${reply.status}: ${JSON.stringify(content)}`;
}
