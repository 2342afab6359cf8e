import type { Backoff } from '@scrutin/service-runtime';

/** The waits between attempts to connect. They are short at first, because brokers usually return after a restart. */
export const RECONNECT_BACKOFF: Backoff = { baseMs: 100, capMs: 5_000 };

/** The waits between attempts to handle a batch while a dependency is unavailable. */
export const RETRY_BACKOFF: Backoff = { baseMs: 100, capMs: 10_000 };
