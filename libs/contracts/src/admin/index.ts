export { actsQuery, MOST_ACTS } from './acts.ts';
export type { ActBody } from './acts.ts';
export {
  candidatePatch,
  electionPatch,
  newCandidate,
  newElection,
  raceRequest,
  withdrawalRequest,
} from './elections.ts';
export type {
  AdminCandidateBody,
  AdminElectionBody,
  AdminElectionDetailBody,
  AdminRaceBody,
  CandidatePatch,
  ElectionPatch,
  NewCandidate,
  NewElection,
  RaceRequest,
  WithdrawalRequest,
} from './elections.ts';
export { lawPatch, newLaw } from './laws.ts';
export type { AdminLawBody, LawPatch, NewLaw } from './laws.ts';
export { newOfficial, passwordRequest } from './officials.ts';
export type { NewOfficial, OfficialBody, PasswordRequest } from './officials.ts';
export { newParty, newRegion, partyRequest, regionRequest } from './regions.ts';
export type { NewParty, NewRegion, PartyRequest, RegionRequest } from './regions.ts';
export { ROLL_SCHEMES, rollUploadQuery } from './rolls.ts';
export type { RollBody, RollReportBody, RollUploadBody } from './rolls.ts';
export { loginRequest, ownPasswordRequest } from './session.ts';
export type { LoginRequest, SessionBody } from './session.ts';
export { tabulationRequest } from './tabulations.ts';
export type { TabulationDetailBody, TabulationRequest, TabulationSummaryBody } from './tabulations.ts';
export { stepRequest } from './values.ts';
export type { StepBody } from './values.ts';
export type { AdminProblem } from './admin-problem.ts';
export { adminProblemsOf, takesCsrfToken } from './admin-route.ts';
export type { AdminRoute, AdminRouteTable } from './admin-route.ts';
export { LOGIN_ROUTES } from './account-routes.ts';
export { may, RIGHTS, RIGHTS_OF } from './rights.ts';
export type { Right } from './rights.ts';
export { ADMIN_ROUTES, SESSION_ROUTES } from './routes.ts';
export type { AdminRoutes, SessionRoutes } from './routes.ts';
export { adminElectionView, adminLawView } from './views/contest-views.ts';
export { adminCandidateView, adminElectionDetailView, adminRaceView } from './views/election-views.ts';
