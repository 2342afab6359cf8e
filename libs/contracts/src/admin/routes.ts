import { ACCOUNT_ROUTES, LOGIN_ROUTES } from './account-routes.ts';
import { adminRoutes } from './admin-route.ts';
import { AUDIT_ROUTES } from './audit-routes.ts';
import { CANDIDATE_ROUTES } from './candidate-routes.ts';
import { NOTICE_OFFICE_ROUTES } from './contest-notices.ts';
import { DECLARATION_ROUTES } from './declaration.ts';
import { ELECTION_OFFICE_ROUTES } from './election-routes.ts';
import { GATEWAY_ROUTES } from './gateway-routes.ts';
import { LAW_OFFICE_ROUTES } from './law-routes.ts';
import { LIST_ROUTES } from './list-routes.ts';
import { LIVE_ROUTES } from './live.ts';
import { OFFICE_ROUTES } from './office-routes.ts';
import { OVERVIEW_ROUTES } from './overview.ts';
import { PROPOSAL_ROUTES } from './proposal-routes.ts';
import { SECOND_FACTOR_ROUTES } from './second-factor-routes.ts';

/** The operations that need a session. */
export const SESSION_ROUTES = adminRoutes({
  ...ACCOUNT_ROUTES,
  ...SECOND_FACTOR_ROUTES,
  ...LIST_ROUTES,
  ...LAW_OFFICE_ROUTES,
  ...ELECTION_OFFICE_ROUTES,
  ...CANDIDATE_ROUTES,
  ...OFFICE_ROUTES,
  ...PROPOSAL_ROUTES,
  ...NOTICE_OFFICE_ROUTES,
  ...DECLARATION_ROUTES,
  ...AUDIT_ROUTES,
  ...LIVE_ROUTES,
  ...OVERVIEW_ROUTES,
  ...GATEWAY_ROUTES,
});
export type SessionRoutes = typeof SESSION_ROUTES;

/** Every operation below `/admin/v1`. The health of the admin API is in HEALTH_ROUTES of the public API. */
export const ADMIN_ROUTES = adminRoutes({ ...LOGIN_ROUTES, ...SESSION_ROUTES });
