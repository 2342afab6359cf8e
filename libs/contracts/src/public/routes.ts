import { routeTable } from '../routes/route.ts';
import { ELECTION_ROUTES } from './election-routes.ts';
import { LAW_ROUTES } from './law-routes.ts';
import { HEALTH_ROUTES, INDEX_ROUTES } from './service-routes.ts';
import { VOTING_ROUTES } from './voting-routes.ts';

/** Every operation of the public API. Votes stand first: they are looked for first. */
export const PUBLIC_ROUTES = routeTable({
  ...VOTING_ROUTES,
  ...LAW_ROUTES,
  ...ELECTION_ROUTES,
  ...INDEX_ROUTES,
  ...HEALTH_ROUTES,
});
export type PublicRoutes = typeof PUBLIC_ROUTES;
