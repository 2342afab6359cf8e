import type { Backoff } from '@scrutin/service-runtime';

/** Between two attempts to connect. Short at first: most losses are a broker that restarts or a node that moves. */
export const RECONNECT_BACKOFF: Backoff = { baseMs: 100, capMs: 5_000 };

/** Between two attempts at a batch whose dependency is away. */
export const RETRY_BACKOFF: Backoff = { baseMs: 100, capMs: 10_000 };
