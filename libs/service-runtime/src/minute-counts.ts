import type { Registry } from 'prom-client';
import { Counter } from 'prom-client';

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

/** The name and labels of a counter, and its clock. */
export interface MinuteCounterOptions<Label extends string> {
  readonly registry: Registry;
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly Label[];
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** A counter that changes at whole minutes. */
export interface MinuteCounter {
  /**
   * Adds to the counter.
   *
   * @param labels the values in the order of the label names. They must not contain NUL.
   */
  add(labels: readonly string[], amount: number): void;
}

/** Registers a Prometheus counter that changes only when a minute has ended, as {@link MinuteCounts} explains. */
export function minuteCounter<Label extends string>(options: MinuteCounterOptions<Label>): MinuteCounter {
  const { clock, labelNames } = options;
  const counts = new MinuteCounts();
  new Counter({
    name: options.name,
    help: options.help,
    labelNames: [...labelNames],
    registers: [options.registry],
    collect() {
      this.reset();
      for (const [key, amount] of counts.shown(clock())) {
        const values = key.split(SEPARATOR);
        this.inc(
          Object.fromEntries(labelNames.map((label, i) => [label, values[i] ?? ''])) as Record<Label, string>,
          amount,
        );
      }
    },
  });
  return {
    add: (labels, amount) => {
      counts.add(labels.join(SEPARATOR), amount, clock());
    },
  };
}

const SEPARATOR = '\0';
