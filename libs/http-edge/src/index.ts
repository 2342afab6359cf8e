export { answerBrokenRequests } from './broken-requests.ts';
export { docsRoutes } from './docs-routes.ts';
export { errorHandler, notFoundHandler } from './error-handler.ts';
export { languageOf } from './language-of.ts';
export { limitedAddress } from './limited-address.ts';
export { mountRoutes, refuseOtherMethods } from './mount-routes.ts';
export type {
  Entered,
  Entrance,
  RawHandler,
  RouteCall,
  RouteHandler,
  RouteHandlers,
  SendJson,
} from './mount-routes.ts';
export { RETRY_AFTER_S } from './not-ready.ts';
export { PAGE_HEADERS } from './page-policy.ts';
export { preparedProblem, sendProblem } from './problem-answer.ts';
export { refusedWhile } from './refused-while.ts';
export { requestMetrics } from './request-metrics.ts';
export { created, NOTHING, ok, problemAnswer } from './route-answers.ts';
export type { AnswerOf, FileAnswer, JsonAnswer, NothingAnswer, ProblemAnswer } from './route-answers.ts';
export { SECURITY_HEADERS } from './security-headers.ts';
export { openSiteFiles } from './site-files.ts';
export type { SiteFiles } from './site-files.ts';
export { smallJsonBody } from './small-json-body.ts';
export type { BodyProblems } from './small-json-body.ts';
export { trustProxies } from './trust-proxies.ts';
export { leaveBodyUnread } from './unread-body.ts';
export { untrustedForwarding } from './untrusted-forwarding.ts';
