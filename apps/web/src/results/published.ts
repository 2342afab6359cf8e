import type { Reply } from '@scrutin/api-client';
import type { Route } from '@scrutin/contracts/routes';

/** What a page shows of an answer that the public API may not give yet. */
export type Published<B> =
  | { readonly kind: 'published'; readonly body: B }
  /** The results come when voting closes. */
  | { readonly kind: 'withheld' }
  /** There is no such contest, or nothing of it was counted for the record. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'unavailable' };

/** Reads a reply of one of the routes of results. */
export function published<R extends Route, B>(reply: Reply<R>, shown: (body: BodyOf<R>) => B): Published<B> {
  if (reply.kind === 'answered') return { kind: 'published', body: shown(reply.body) };
  if (reply.kind !== 'problem') return { kind: 'unavailable' };
  if (reply.type === 'results-not-published') return { kind: 'withheld' };
  if (reply.type === 'unknown-contest' || reply.type === 'not-tabulated') return { kind: 'absent' };
  return { kind: 'unavailable' };
}

type BodyOf<R extends Route> = Extract<Reply<R>, { readonly kind: 'answered' }>['body'];
