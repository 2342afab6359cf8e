import type { ProblemType } from '@scrutin/contracts/problems';
import type { ElectionBody, LawBody } from '@scrutin/contracts/public';

/** What a page shows of an answer that the public API may not give yet. */
export type Published<B> =
  | { readonly kind: 'published'; readonly body: B }
  /** The results come when voting closes. */
  | { readonly kind: 'withheld' }
  /** There is no such contest, or nothing of it was counted for the record. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'unavailable' };

/** What the pages read of a reply of the public API. */
type ReplyWith<B> =
  | { readonly kind: 'answered'; readonly body: B }
  | { readonly kind: 'problem'; readonly type: ProblemType | undefined }
  | { readonly kind: 'text' | 'unreadable' | 'unreachable' };

/**
 * Reads a reply of one of the routes of results.
 *
 * @param reply absent if the route was not asked, because the results are withheld
 */
export function published<B, S>(reply: ReplyWith<B> | undefined, shown: (body: B) => S): Published<S> {
  if (reply === undefined) return { kind: 'withheld' };
  if (reply.kind === 'answered') return { kind: 'published', body: shown(reply.body) };
  if (reply.kind !== 'problem') return { kind: 'unavailable' };
  if (reply.type === 'results-not-published') return { kind: 'withheld' };
  if (reply.type === 'unknown-contest' || reply.type === 'not-tabulated') return { kind: 'absent' };
  return { kind: 'unavailable' };
}

/**
 * Whether the results of a contest come only when voting closes. A page does not ask for them before, because browsers
 * report every refusal in their console.
 */
export function isWithheld(contest: Pick<LawBody | ElectionBody, 'state' | 'results_visibility'>): boolean {
  return contest.results_visibility === 'after-closing' && contest.state !== 'closed';
}

/** Whether officials have published a count of the contest. */
export function hasCount(counts: ReplyWith<readonly unknown[]> | undefined): boolean {
  return counts?.kind === 'answered' && counts.body.length > 0;
}
