export { until } from '../eventually.ts';
export { freePort } from '../free-port.ts';
export { silentLogger } from '../silent-logger.ts';
