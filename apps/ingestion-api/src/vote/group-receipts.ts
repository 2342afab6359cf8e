import { randomUUID } from 'node:crypto';
import type { Receipt, ReceiptContest } from '@scrutin/contracts/messages';
import type { ContestKey, SubmissionId } from '@scrutin/election';
import type { Submission } from './intake.ts';

/** How many receipts may wait for a report. The oldest are dropped first: each is also in the queue, with its votes. */
const WAITING_MAX = 100_000;

/**
 * What became of a group. `accepted`: the broker confirmed it. `unknown`: the broker did not confirm in time, so it may
 * be in the queue or not. `unsent`: it was never given to the broker.
 */
export type GroupFate = 'accepted' | 'unknown' | 'unsent';

/** Receipts by what became of their groups, the oldest first. */
export type FatesReport = Readonly<Record<GroupFate, readonly Receipt[]>>;

/**
 * The receipts of the groups that this process publishes (P5). The groups of a process are numbered, so that a receipt
 * that never arrived shows as a gap in the ledger.
 */
export class GroupReceipts {
  readonly intakeId: string = randomUUID();
  #groups = 0;
  #votes = 0;
  readonly #waiting: Record<GroupFate, Receipt[]> = { accepted: [], unknown: [], unsent: [] };

  /** Issues the receipt of the next group. The caller must report what became of the group to {@link recordFate}. */
  issue(group: readonly Pick<Submission, 'vote' | 'idempotency'>[]): Receipt {
    this.#groups += 1;
    const receipt: Receipt = [this.intakeId, this.#groups, this.#votes, contestsOf(group)];
    this.#votes += group.length;
    return receipt;
  }

  /** Records what became of a group. A group may first be unknown and later be accepted. */
  recordFate(receipt: Receipt, fate: GroupFate): void {
    const waiting = this.#waiting[fate];
    waiting.push(receipt);
    if (waiting.length > WAITING_MAX) waiting.shift();
  }

  /** Whether there are receipts that were not reported yet. */
  get isWaiting(): boolean {
    return Object.values(this.#waiting).some((receipts) => receipts.length > 0);
  }

  /** Up to `limit` receipts of each fate, oldest first, that were not reported to the database yet. */
  next(limit: number): FatesReport {
    const { accepted, unknown, unsent } = this.#waiting;
    return {
      accepted: accepted.slice(0, limit),
      unknown: unknown.slice(0, limit),
      unsent: unsent.slice(0, limit),
    };
  }

  /** Forgets the receipts of a report that the database has stored. */
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
