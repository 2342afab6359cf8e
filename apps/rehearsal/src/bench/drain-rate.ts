/** How much was left at a time in milliseconds. */
export interface Remainder {
  readonly ms: number;
  readonly left: number;
}

/** A part of a drain, from a moment until a certain rest was left. */
export interface Stretch {
  readonly done: number;
  readonly seconds: number;
}

/**
 * What was done from a moment until no more than `rest` was left, on straight lines between the remainders.
 *
 * @param remainders in the order of time
 * @returns undefined if the rest was reached before that moment, or never
 */
export function stretchOf(
  remainders: readonly Remainder[],
  fromMs: number,
  rest: number,
): Stretch | undefined {
  const begin = crossing(remainders, (one) => one.ms - fromMs);
  const end = crossing(remainders, (one) => rest - one.left);
  if (begin === undefined || end === undefined || end.ms <= begin.ms) return undefined;
  return { done: begin.left - end.left, seconds: (end.ms - begin.ms) / 1000 };
}

/** The point at which the value becomes 0, after it was negative. */
function crossing(
  remainders: readonly Remainder[],
  value: (one: Remainder) => number,
): Remainder | undefined {
  const i = remainders.findIndex((one) => value(one) >= 0);
  const [before, after] = [remainders[i - 1], remainders[i]];
  if (before === undefined || after === undefined) return undefined;
  const part = value(before) / (value(before) - value(after));
  return {
    ms: before.ms + part * (after.ms - before.ms),
    left: before.left + part * (after.left - before.left),
  };
}
