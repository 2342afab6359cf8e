import { routeTable } from '../routes/route.ts';
import { BALLOT_RECORD_ROUTES } from './ballot-record-routes.ts';
import { ELECTION_ROUTES } from './election-routes.ts';
import { LAW_ROUTES } from './law-routes.ts';
import { NOTICE_ROUTES } from './notices.ts';
import { PHOTO_ROUTES } from './photo-routes.ts';
import { RESULT_EXPORT_ROUTES } from './result-export-routes.ts';
import { HEALTH_ROUTES, INDEX_ROUTES, PUBLIC_HEALTH_ROUTES } from './service-routes.ts';
import { SUBMISSION_ROUTES } from './submission-routes.ts';
import { VOTE_ROUTES } from './voting-routes.ts';

/** The routes of the public API that read: all except voting and the health of the service. */
export const READ_ROUTES = routeTable({
  ...SUBMISSION_ROUTES,
  ...LAW_ROUTES,
  ...ELECTION_ROUTES,
  ...RESULT_EXPORT_ROUTES,
  ...BALLOT_RECORD_ROUTES,
  ...NOTICE_ROUTES,
  ...PHOTO_ROUTES,
  ...INDEX_ROUTES,
});
export type ReadRoutes = typeof READ_ROUTES;

/** Every operation of the public API. Voting comes first, as readers of the document look for it first. */
export const PUBLIC_ROUTES = routeTable({
  ...VOTE_ROUTES,
  ...READ_ROUTES,
  ...PUBLIC_HEALTH_ROUTES,
  ...HEALTH_ROUTES,
});
export type PublicRoutes = typeof PUBLIC_ROUTES;
