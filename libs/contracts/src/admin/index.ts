export { actsQuery, MOST_ACTS } from './acts.ts';
export type { ActBody } from './acts.ts';
export type {
  AdminCandidateBody,
  AdminElectionBody,
  AdminElectionDetailBody,
  CandidatePatch,
  ElectionPatch,
  NewCandidate,
  NewElection,
} from './elections.ts';
export type { GatewayBody } from './gateways.ts';
export type { AdminLawBody, LawPatch, NewLaw } from './laws.ts';
export type { LiveBody } from './live.ts';
export type { OfficialBody } from './officials.ts';
export type { OverviewBody } from './overview.ts';
export type { RollBody, RollReportBody, RollUploadBody } from './rolls.ts';
export type { ListedSessionBody, SessionBody } from './session.ts';
export type { AuditedSubmissionBody } from './submission-audit.ts';
export type { TabulationDetailBody, TabulationRequest } from './tabulations.ts';
export type { StepBody } from './values.ts';
export { setupProblem, takesCsrfToken } from './admin-route.ts';
export type { AdminRoute } from './admin-route.ts';
export { LOGIN_ROUTES } from './account-routes.ts';
export { may, RIGHTS, RIGHTS_OF } from './rights.ts';
export { ADMIN_ROUTES, SESSION_ROUTES } from './routes.ts';
export type { SessionRoutes } from './routes.ts';
export { adminElectionView, adminLawView } from './views/contest-views.ts';
export {
  lotView,
  publicationView,
  tabulationDetailView,
  tabulationSummaryView,
} from './views/tabulation-views.ts';
export { adminCandidateView, adminElectionDetailView, adminRaceView } from './views/election-views.ts';
export type { PolicyBody, ProposalBody } from './proposals.ts';
export { policyView, proposalView } from './views/proposal-view.ts';
