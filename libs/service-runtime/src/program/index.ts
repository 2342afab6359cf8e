export { createLogger } from '../logger.ts';
export { createExpressServer, httpService } from './express-server.ts';
export { healthRoutes } from './ops-routes.ts';
export { runService, runtimeConfig } from './run.ts';
export type { RuntimeContext } from './run.ts';
