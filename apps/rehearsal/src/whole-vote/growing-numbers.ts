interface Sample {
  readonly ms: number;
  readonly numbers: Readonly<Record<string, number>>;
}

/** Numbers that only grow, as they were seen from time to time. Between two looks they are on straight lines. */
export class GrowingNumbers {
  readonly #samples: Sample[] = [];

  get latest(): Readonly<Record<string, number>> {
    return this.#samples.at(-1)?.numbers ?? {};
  }

  /** @param ms the time by `performance.now()`, later than that of the look before */
  note(ms: number, numbers: Readonly<Record<string, number>>): void {
    this.#samples.push({ ms, numbers });
  }

  /** The numbers at a time by `performance.now()`. Before the first look they are as in it, and after the last one too. */
  at(ms: number): Readonly<Record<string, number>> {
    const next = this.#samples.findIndex((sample) => sample.ms >= ms);
    const after = this.#samples[next];
    const before = this.#samples[next - 1];
    if (after === undefined) return this.latest;
    if (before === undefined) return after.numbers;
    const part = (ms - before.ms) / (after.ms - before.ms);
    return Object.fromEntries(
      Object.entries(after.numbers).map(([name, to]) => {
        const from = before.numbers[name] ?? 0;
        return [name, from + part * (to - from)];
      }),
    );
  }
}
