import type { Registry } from 'prom-client';
import { Counter } from 'prom-client';

const MINUTE_MS = 60_000;

/** The minute that this moment is in, counted from the epoch. */
function minuteOf(nowMs: number): number {
  return Math.floor(nowMs / MINUTE_MS);
}

/**
 * Counts by key that are shown as they stood when the last whole minute ended. P6: a page that is read before and
 * after one vote must not tell in which contest it was cast; the public turnout is told by whole minutes as well.
 */
export class MinuteCounts {
  readonly #shown = new Map<string, number>();
  #underWay = new Map<string, number>();
  #minute = Number.NEGATIVE_INFINITY;

  add(key: string, amount: number, nowMs: number): void {
    this.#turn(nowMs);
    this.#underWay.set(key, (this.#underWay.get(key) ?? 0) + amount);
  }

  /** A key that nothing was added to before this minute is not there yet. */
  shown(nowMs: number): ReadonlyMap<string, number> {
    this.#turn(nowMs);
    return this.#shown;
  }

  /** A clock that was set back stays in the minute that was shown last. */
  #turn(nowMs: number): void {
    const minute = minuteOf(nowMs);
    if (minute <= this.#minute) return;
    this.#minute = minute;
    if (this.#underWay.size === 0) return;
    for (const [key, amount] of this.#underWay) this.#shown.set(key, (this.#shown.get(key) ?? 0) + amount);
    this.#underWay = new Map();
  }
}

export interface MinuteCounterOptions<Label extends string> {
  readonly registry: Registry;
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly Label[];
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

export interface MinuteCounter {
  /** @param labels the values, in the order of the names; without a NUL */
  add(labels: readonly string[], amount: number): void;
}

/** A counter of Prometheus that moves when a minute ends, and never in between: see {@link MinuteCounts}. */
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
