import type { LoadOrder } from './load-order.ts';

/** When the votes of a load are due. Times are milliseconds since the load began. */
export interface Pacing {
  /** How many votes are sent; Infinity for as many as there are. */
  readonly planned: number;
  /** How many votes are due at a time. */
  readonly dueAt: (ms: number) => number;
  /** When the n-th vote is due, counted from 0; undefined if it is due as soon as a connection is free. */
  readonly timeOf: (n: number) => number | undefined;
  /** No new vote is sent after this time. */
  readonly lastMs: number;
  /** From when on the load is measured. */
  readonly measuredFromMs: number;
  /** How long after its time a vote may wait for a connection. */
  readonly patienceMs: number;
}

/** The rate while a load generator warms up, as a part of the rate that is measured. */
const WARM_UP_RATE = 0.5;

export function pacingOf(pace: LoadOrder['pace']): Pacing {
  if (pace.kind === 'closed-loop') {
    const forever = Number.POSITIVE_INFINITY;
    return {
      planned: forever,
      dueAt: () => forever,
      timeOf: () => undefined,
      lastMs: 1_000 * (pace.seconds ?? forever),
      measuredFromMs: 0,
      patienceMs: forever,
    };
  }
  const perMs = pace.perSecond / 1_000;
  const warmUpMs = pace.warmUpSeconds * 1_000;
  const inWarmUp = warmUpMs * perMs * WARM_UP_RATE;
  return {
    planned: Math.round(inWarmUp + perMs * pace.seconds * 1_000),
    dueAt: (ms) => Math.floor(ms < warmUpMs ? ms * perMs * WARM_UP_RATE : inWarmUp + (ms - warmUpMs) * perMs),
    timeOf: (n) => (n < inWarmUp ? n / (perMs * WARM_UP_RATE) : warmUpMs + (n - inWarmUp) / perMs),
    lastMs: Number.POSITIVE_INFINITY,
    measuredFromMs: warmUpMs,
    patienceMs: pace.patienceMs,
  };
}
