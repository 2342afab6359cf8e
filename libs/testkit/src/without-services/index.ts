export { englishIn } from '../english-words.ts';
export { until } from '../eventually.ts';
export { freePort } from '../free-port.ts';
export { openWorkbook } from '../open-workbook.ts';
export type { OpenedSheet } from '../open-workbook.ts';
export { silentLogger } from '../silent-logger.ts';
export { totpCode } from '../totp-code.ts';
export { openRedisProxy } from '../redis-proxy.ts';
export type { RedisProxy } from '../redis-proxy.ts';
