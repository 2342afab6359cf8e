export { docsRoutes } from './docs-routes.ts';
export { errorHandler, methodNotAllowed, notFoundHandler } from './error-handler.ts';
export { limitedAddress } from './limited-address.ts';
export { PAGE_POLICY } from './page-policy.ts';
export { sendProblem } from './problem-answer.ts';
export { requestMetrics } from './request-metrics.ts';
export { SECURITY_HEADERS } from './security-headers.ts';
export { smallJsonBody } from './small-json-body.ts';
export type { BodyProblems } from './small-json-body.ts';
