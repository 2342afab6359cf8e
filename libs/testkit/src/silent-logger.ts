import type { Logger } from '@scrutin/service-runtime';

/** A logger that writes nothing. */
export const silentLogger: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
