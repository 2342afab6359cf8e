/** The signals that are found in counts over time. They are also the values of the label of their metric. */
export type WatchedSignal =
  | 'unknown-credentials'
  | 'duplicates'
  | 'wrong-regions'
  | 'void-credentials'
  | 'refused-guesses'
  | 'turnout'
  | 'block-guesses'
  | 'block-volume'
  | 'after-closing';

/** All signals. docs/AUDITING.md explains each. Printing batches need a folder that only the office has. */
type Signal = WatchedSignal | 'printing-batch';

/** How long a window of counts is. */
export const SIGNAL_WINDOW_MS = 600_000;

/** The number of the window that contains a time in milliseconds since the epoch. */
export function signalWindowOf(atMs: number): number {
  return Math.floor(atMs / SIGNAL_WINDOW_MS);
}

/**
 * A number that deserves a look, with everything that is needed to judge it. It proves nothing: docs/AUDITING.md says
 * what else each signal can mean.
 */
export interface Anomaly<Kind extends Signal = Signal> {
  readonly signal: Kind;
  /** A contest, a block of addresses, or a printing batch. */
  readonly subject: string;
  /** The number of the window; undefined if the number is of the whole vote until now. */
  readonly window: number | undefined;
  readonly seen: number;
  /** Of how many cases: submissions of the contest, for example. */
  readonly cases: number;
  readonly expected: number;
  /** Where the expectation comes from, as the end of a sentence that begins with "expected from". */
  readonly baseline: string;
  /** The decimal logarithm of the probability to see as many or more by chance; -infinity if it cannot happen. */
  readonly log10Rarity: number;
}
