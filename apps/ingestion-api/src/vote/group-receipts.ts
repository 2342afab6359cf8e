import { randomUUID } from 'node:crypto';
import type { Receipt, ReceiptContest } from '@scrutin/contracts/messages';
import type { ContestKey, SubmissionId } from '@scrutin/election';
import type { Submission } from './intake.ts';

/** Receipts that wait for a report at most. The older ones are dropped first: each is in the queue as well, with its votes. */
const MOST_KEPT = 100_000;

/** What became of a group: confirmed; not confirmed in time, but perhaps in the queue; or never handed to the broker. */
export type GroupFate = 'accepted' | 'unknown' | 'unsent';

export type FatesReport = Readonly<Record<GroupFate, readonly Receipt[]>>;

/**
 * The receipts of the groups that this process publishes (P5), in one life of it. Each group gets the next number,
 * so that a receipt that nobody ever saw leaves a gap in the books.
 */
export class GroupReceipts {
  readonly intakeId: string = randomUUID();
  #groups = 0;
  #votes = 0;
  readonly #waiting: Record<GroupFate, Receipt[]> = { accepted: [], unknown: [], unsent: [] };

  /** The receipt of the next group. To be given its fate by {@link settle}. */
  issue(group: readonly Pick<Submission, 'vote' | 'idempotency'>[]): Receipt {
    this.#groups += 1;
    const receipt: Receipt = [this.intakeId, this.#groups, this.#votes, contestsOf(group)];
    this.#votes += group.length;
    return receipt;
  }

  settle(receipt: Receipt, fate: GroupFate): void {
    const waiting = this.#waiting[fate];
    waiting.push(receipt);
    if (waiting.length > MOST_KEPT) waiting.shift();
  }

  /** Whether a report would have something to tell. */
  get isWaiting(): boolean {
    return Object.values(this.#waiting).some((receipts) => receipts.length > 0);
  }

  /** Up to `most` receipts of each fate, oldest first, that no report has brought to the database yet. */
  next(most: number): FatesReport {
    const { accepted, unknown, unsent } = this.#waiting;
    return {
      accepted: accepted.slice(0, most),
      unknown: unknown.slice(0, most),
      unsent: unsent.slice(0, most),
    };
  }

  /** The report has arrived. */
  reported(report: FatesReport): void {
    for (const fate of ['accepted', 'unknown', 'unsent'] as const) {
      const arrived = new Set(report[fate]);
      if (arrived.size > 0) this.#waiting[fate] = this.#waiting[fate].filter((one) => !arrived.has(one));
    }
  }
}

function contestsOf(group: readonly Pick<Submission, 'vote' | 'idempotency'>[]): ReceiptContest[] {
  const contests = new Map<ContestKey, { unkeyed: number; keyed: SubmissionId[] }>();
  for (const { vote, idempotency } of group) {
    let contest = contests.get(vote.contest);
    if (contest === undefined) contests.set(vote.contest, (contest = { unkeyed: 0, keyed: [] }));
    if (idempotency === undefined) contest.unkeyed += 1;
    else contest.keyed.push(vote.submissionId);
  }
  return [...contests].map(([key, { unkeyed, keyed }]) => [key, unkeyed, keyed]);
}
