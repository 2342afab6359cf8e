/** Length of the buckets in which turnout is kept, in milliseconds. */
export const TURNOUT_BUCKET_MS = 10_000;

/**
 * The counted ballots of one contest by their time of acceptance, in buckets of `TURNOUT_BUCKET_MS`, oldest first.
 * Buckets without a ballot are left out. The two arrays have equal length and take little memory.
 */
export interface TurnoutSeries {
  /**
   * The numbers of the buckets. A bucket begins at its number times `TURNOUT_BUCKET_MS`, in milliseconds since the
   * epoch.
   */
  readonly buckets: Int32Array;
  readonly voters: Int32Array;
}
