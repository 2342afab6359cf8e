import type { CountDistribution } from './upper-tail.ts';
import { log10OfAtLeast } from './upper-tail.ts';

/** How many events there were, and of how many cases: wrong regions among submissions, for example. */
export interface Observed {
  readonly events: number;
  readonly cases: number;
}

/** What is expected before there is any history, and how quickly the history replaces it. */
interface Assumption {
  /** Events per case. */
  readonly rate: number;
  /** The assumption counts as much as a history of this many cases. */
  readonly cases: number;
}

/** What must be the case before a number is called an anomaly. */
export interface Criterion {
  readonly assumption: Assumption;
  /** The variance of a count at its mean. Above 1, because a person who errs errs more than once. */
  readonly dispersion: number;
  /** The standard deviation of the rate itself, relative to it: habits differ between hours. */
  readonly spread: number;
  /** Fewer events are never an anomaly. */
  readonly leastEvents: number;
  /** Fewer events than this many times the expected number are never an anomaly, however rare they are. */
  readonly leastRatio: number;
}

/** A number that is an anomaly, with what was expected of it. */
export interface Judged {
  readonly seen: number;
  readonly cases: number;
  readonly expected: number;
  /** The decimal logarithm of the probability to see as many or more. */
  readonly log10Rarity: number;
}

/** Earlier observations of the same subject, without those that were anomalies themselves. */
export interface History extends Observed {
  readonly windows: readonly Observed[];
}

export const NO_HISTORY: History = { events: 0, cases: 0, windows: [] };

/**
 * The greatest probability of an anomaly. A day of 125 races has about 100,000 judgements (144 windows, six signals), so
 * chance alone produces a finding on one day in a hundred if the assumptions hold.
 */
const RAREST = 1e-7;

/** Fewer windows of history say nothing about how much the numbers vary. */
const LEAST_WINDOWS = 8;
/** Makes the median absolute deviation of normal numbers their standard deviation. */
const MAD_TO_DEVIATION = 1.4826;

/**
 * Judges a count against the earlier counts of the same subject.
 *
 * The history is pooled with the assumption, as in a gamma-Poisson model, whose prediction is negative binomial. The
 * variance contains the dispersion, the uncertainty of the estimated rate, and the spread of the rate. If the history
 * varies more than that, measured robustly by the median absolute deviation, the variance grows accordingly. This is the
 * method of outbreak detection in public health (Farrington et al. 1996, J. R. Stat. Soc. A 159:547; Noufaily et al.
 * 2013, Statistics in Medicine 32:1206), with the robust scale of Iglewicz and Hoaglin (1993, How to Detect and Handle
 * Outliers).
 *
 * @returns undefined if the number is no anomaly
 */
export function judgeCount(now: Observed, history: History, criterion: Criterion): Judged | undefined {
  const { assumption, leastEvents, leastRatio } = criterion;
  const known = {
    events: assumption.rate * assumption.cases + history.events,
    cases: assumption.cases + history.cases,
  };
  const { mean, variance } = predict(now.cases, known, criterion);
  if (now.events < leastEvents || now.events < leastRatio * mean) return undefined;
  const scale = scaleOf(history.windows, known, criterion);
  const log10Rarity = log10OfAtLeast(now.events, { mean, variance: variance * scale ** 2 });
  if (log10Rarity > Math.log10(RAREST)) return undefined;
  return { seen: now.events, cases: now.cases, expected: mean, log10Rarity };
}

function predict(
  cases: number,
  known: Observed,
  { dispersion, spread }: Pick<Criterion, 'dispersion' | 'spread'>,
): CountDistribution {
  const mean = (known.events / known.cases) * cases;
  return { mean, variance: dispersion * mean * (1 + cases / known.cases) + (spread * mean) ** 2 };
}

/** How much more the history varies than assumed; 1 if it varies less, or if it is too short to say. */
function scaleOf(windows: readonly Observed[], known: Observed, criterion: Criterion): number {
  const residuals = windows.flatMap(({ events, cases }) => {
    const { mean, variance } = predict(cases, known, criterion);
    return mean < 1 ? [] : [Math.abs(events - mean) / Math.sqrt(variance)];
  });
  if (residuals.length < LEAST_WINDOWS) return 1;
  return Math.max(1, MAD_TO_DEVIATION * median(residuals));
}

/** The middle of the numbers, or the mean of the two in the middle. */
function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)] ?? 0;
  return Number.isInteger(half) ? (upper + (sorted[half - 1] ?? 0)) / 2 : upper;
}

/** The sum of a number of each item. */
export function sumOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}
