/** Ids that are kept for the next report at most; beyond, a database has been away for very long. */
const MOST_KEYED_KEPT = 1_000_000;

export interface ReceivedReport {
  /** Submissions without an Idempotency-Key since the start. */
  readonly unkeyed: number;
  /** Submissions with one, since the last report that arrived. */
  readonly keyedIds: readonly string[];
}

/**
 * What this process received (P5), until the database knows. A submission with an Idempotency-Key is kept
 * by its id: it may have been received before, here or by another replica, and counts once.
 */
export class ReceivedCount {
  #unkeyed = 0;
  readonly #keyed = new Set<string>();

  add(keyedId: string | undefined): void {
    if (keyedId === undefined || this.#keyed.size >= MOST_KEYED_KEPT) this.#unkeyed += 1;
    else this.#keyed.add(keyedId);
  }

  get report(): ReceivedReport {
    return { unkeyed: this.#unkeyed, keyedIds: [...this.#keyed] };
  }

  /** The report has arrived. */
  reported({ keyedIds }: ReceivedReport): void {
    for (const id of keyedIds) this.#keyed.delete(id);
  }
}
