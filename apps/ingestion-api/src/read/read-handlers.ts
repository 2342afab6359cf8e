import type { ReadRoutes } from '@scrutin/contracts/public';
import type { RouteHandlers } from '@scrutin/http-edge';
import type { PublicQueries } from './public-queries.ts';

/** The handlers of the read routes with these names. */
export type ReadHandlers<Names extends keyof ReadRoutes = keyof ReadRoutes> = RouteHandlers<
  Pick<ReadRoutes, Names>,
  undefined
>;

/** What the handlers of contests need. */
export interface ContestHandlersOptions {
  readonly queries: PublicQueries;
  /** Milliseconds since the epoch. It decides which contests are open and which results are public. */
  readonly clock: () => number;
}
