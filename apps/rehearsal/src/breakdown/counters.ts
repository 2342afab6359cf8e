/** Numbers that only grow while a server runs, by their names. */
export type Counters = Readonly<Record<string, number>>;

/**
 * How much each counter grew, without those that did not change. A counter that is new began at zero. One that is gone,
 * such as that of a closed connection, is left out.
 */
export function growth(after: Counters, before: Counters): Counters {
  const grown = Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)] as const);
  return Object.fromEntries(grown.filter(([, value]) => value !== 0));
}
