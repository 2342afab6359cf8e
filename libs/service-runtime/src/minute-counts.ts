import type { MetricLabels, NameOf } from './metrics/catalogue.ts';
import { METRICS } from './metrics/catalogue.ts';
import { counter } from './metrics/meters.ts';
import type { Registry } from './metrics/registry.ts';

const MINUTE_MS = 60_000;

/** The number of the minute that contains this time, counted from the epoch. */
function minuteOf(nowMs: number): number {
  return Math.floor(nowMs / MINUTE_MS);
}

/**
 * Counts by key. The shown numbers are those at the end of the last whole minute. P6: somebody who reads the metrics
 * before and after a vote must not learn in which contest it was cast. The public turnout also has whole minutes only.
 */
export class MinuteCounts {
  readonly #shown = new Map<string, number>();
  #pending = new Map<string, number>();
  #minute = Number.NEGATIVE_INFINITY;

  /** Adds to the count of a key. It is shown after the present minute. */
  add(key: string, amount: number, nowMs: number): void {
    this.#showEndedMinute(nowMs);
    this.#pending.set(key, (this.#pending.get(key) ?? 0) + amount);
  }

  /** The shown counts. A key is absent if nothing was added to it before this minute. */
  shown(nowMs: number): ReadonlyMap<string, number> {
    this.#showEndedMinute(nowMs);
    return this.#shown;
  }

  /**
   * Shows the pending counts if a new minute has begun. If the clock is set back, nothing is shown until it is ahead.
   */
  #showEndedMinute(nowMs: number): void {
    const minute = minuteOf(nowMs);
    if (minute <= this.#minute) return;
    this.#minute = minute;
    if (this.#pending.size === 0) return;
    for (const [key, amount] of this.#pending) this.#shown.set(key, (this.#shown.get(key) ?? 0) + amount);
    this.#pending = new Map();
  }
}

/** Which counter of the catalogue, and its clock. */
export interface MinuteCounterOptions<Name extends NameOf<'counter'>> {
  readonly registry: Registry;
  readonly name: Name;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** A counter that changes at whole minutes. */
export interface MinuteCounter {
  /**
   * Adds to the counter.
   *
   * @param labels the values in the order in which the catalogue declares the labels. They must not contain NUL.
   */
  add(labels: readonly string[], amount: number): void;
}

/** Registers a counter that changes only when a minute has ended, as {@link MinuteCounts} explains. */
export function minuteCounter<Name extends NameOf<'counter'>>({
  registry,
  name,
  clock,
}: MinuteCounterOptions<Name>): MinuteCounter {
  const labelNames = Object.keys(METRICS[name].labels);
  const counts = new MinuteCounts();
  counter(registry, name, (made) => {
    made.reset();
    for (const [key, amount] of counts.shown(clock())) {
      const values = key.split(SEPARATOR);
      const labels = Object.fromEntries(labelNames.map((label, i) => [label, values[i] ?? '']));
      made.labels(labels as MetricLabels<Name>).inc(amount);
    }
  });
  return {
    add: (labels, amount) => {
      counts.add(labels.join(SEPARATOR), amount, clock());
    },
  };
}

const SEPARATOR = '\0';
