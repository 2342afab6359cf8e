import type { BallotStore, SubmissionStatus } from '@scrutin/ballot-store';
import type { SubmissionId } from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';

/** The store of submissions, and the limits of the cache. */
export interface SubmissionLookupOptions {
  readonly store: Pick<BallotStore, 'submissionStatus'>;
  /** How old the status of a submission may be that was not settled, in milliseconds. */
  readonly cacheMs: number;
  /** How many queries may run at the same time, including those that wait for a connection. Above it, requests fail. */
  readonly atOnceMax?: number;
  /** How many statuses are kept. The oldest is forgotten first. */
  readonly keptMax?: number;
  /** A monotonic clock in milliseconds. */
  readonly now?: () => number;
}

/**
 * A settled status does not change. It is still read again after this time, because a restored database may know less.
 */
const SETTLED_MAX_AGE_MS = 10_000;
/** Short enough that somebody who waits for a vote to be counted does not notice the cache. */
const QUEUED_MAX_AGE_MS = 500;

/**
 * Looks up what became of submissions. Clients ask for the same submission repeatedly, so requests for the same one
 * share a query or get the last answer. When too many queries run, further requests fail instead of waiting.
 */
export class SubmissionLookup {
  readonly #options: Required<SubmissionLookupOptions>;
  readonly #kept = new Map<
    SubmissionId,
    { readonly status: SubmissionStatus | undefined; readonly untilMs: number }
  >();
  readonly #underway = new Map<SubmissionId, Promise<SubmissionStatus | undefined>>();

  constructor(options: SubmissionLookupOptions) {
    this.#options = { atOnceMax: 200, keptMax: 10_000, now: () => performance.now(), ...options };
  }

  /**
   * The status of a submission, or undefined if it is not settled yet.
   *
   * @throws TransientError if the database is unavailable, or too many queries run
   */
  status(id: SubmissionId): Promise<SubmissionStatus | undefined> {
    const kept = this.#kept.get(id);
    if (kept !== undefined && this.#options.now() < kept.untilMs) return Promise.resolve(kept.status);
    const underway = this.#underway.get(id);
    if (underway !== undefined) return underway;
    if (this.#underway.size >= this.#options.atOnceMax) {
      return Promise.reject(new TransientError('Too many requests ask for submissions at the same time.'));
    }
    const query = this.#query(id).finally(() => this.#underway.delete(id));
    this.#underway.set(id, query);
    return query;
  }

  async #query(id: SubmissionId): Promise<SubmissionStatus | undefined> {
    const status = await this.#options.store.submissionStatus(id);
    const { cacheMs, keptMax, now } = this.#options;
    this.#kept.delete(id); // A map keeps the order of insertion, so the oldest stays first.
    const maxAgeMs =
      status === undefined || cacheMs === 0 ? Math.min(cacheMs, QUEUED_MAX_AGE_MS) : SETTLED_MAX_AGE_MS;
    this.#kept.set(id, { status, untilMs: now() + maxAgeMs });
    if (this.#kept.size > keptMax) {
      const [oldest] = this.#kept.keys();
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
    return status;
  }
}
