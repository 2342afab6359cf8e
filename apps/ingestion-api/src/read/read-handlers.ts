import type { ReadRoutes } from '@scrutin/contracts/public';
import type { RouteHandlers } from '@scrutin/http-edge';
import type { Readings } from './readings.ts';

export type ReadHandlers<Names extends keyof ReadRoutes = keyof ReadRoutes> = RouteHandlers<
  Pick<ReadRoutes, Names>,
  undefined
>;

export interface ContestHandlersOptions {
  readonly readings: Readings;
  /** Milliseconds since the epoch: decides what is open and which results are public. */
  readonly clock: () => number;
}
