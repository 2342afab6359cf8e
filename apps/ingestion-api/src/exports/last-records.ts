import type { RecordOutcome, ResultRecord } from '@scrutin/exports';
import { resultTag } from '@scrutin/exports';

/** A record with its tag, or why there is none. */
export type TaggedRecord =
  | { readonly kind: 'tagged'; readonly record: ResultRecord; readonly tag: string }
  | Exclude<RecordOutcome<ResultRecord>, { readonly kind: 'record' }>;

interface LastRecord {
  readonly parts: readonly unknown[];
  readonly tagged: Promise<TaggedRecord>;
}

/**
 * Keeps the last record of each contest with its tag. To put together that of an election with 100 races takes
 * milliseconds, which many downloads would otherwise take from the votes.
 */
export class LastRecords {
  readonly #last = new Map<string, LastRecord>();

  /**
   * Returns the record of a contest. `read` is called only if one of the parts is not the same value (`===`) as before.
   * A failed read is not kept.
   *
   * @param key names a contest that exists, because every key is kept forever
   * @param parts everything that the record depends on
   */
  get(
    key: string,
    parts: readonly unknown[],
    read: () => Promise<RecordOutcome<ResultRecord>>,
  ): Promise<TaggedRecord> {
    const last = this.#last.get(key);
    if (last !== undefined && last.parts.every((part, index) => part === parts[index])) return last.tagged;
    const next: LastRecord = { parts, tagged: read().then(tagged) };
    this.#last.set(key, next);
    next.tagged.catch(() => {
      if (this.#last.get(key) === next) this.#last.delete(key);
    });
    return next.tagged;
  }
}

function tagged(outcome: RecordOutcome<ResultRecord>): TaggedRecord {
  if (outcome.kind !== 'record') return outcome;
  return { kind: 'tagged', record: outcome.record, tag: resultTag(outcome.record) };
}
