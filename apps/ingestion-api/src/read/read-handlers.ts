import type { ReadRoutes } from '@scrutin/contracts/public';
import type { RouteHandlers } from '@scrutin/http-edge';
import type { PublicQueries } from './public-queries.ts';

export type ReadHandlers<Names extends keyof ReadRoutes = keyof ReadRoutes> = RouteHandlers<
  Pick<ReadRoutes, Names>,
  undefined
>;

export interface ContestHandlersOptions {
  readonly queries: PublicQueries;
  /** Milliseconds since the epoch: decides what is open and which results are public. */
  readonly clock: () => number;
}
