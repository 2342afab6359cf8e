/** How fast one address may send, and how fast a NAS may be guessed at, over all addresses and replicas. */
export interface AdmissionLimits {
  readonly address: {
    /** Requests per address and window; 0 sets no limit. */
    readonly requests: number;
    readonly windowMs: number;
  };
  readonly guesses: {
    /** Failed guesses per NAS and window that cost nothing. */
    readonly free: number;
    readonly windowMs: number;
    /** Longest wait. It bounds what strangers who guess at a NAS can do to the voter it belongs to. */
    readonly longestWaitMs: number;
  };
}

export const DEFAULT_ADMISSION_LIMITS: AdmissionLimits = {
  address: { requests: 300, windowMs: 60_000 },
  guesses: { free: 500, windowMs: 15 * 60_000, longestWaitMs: 5 * 60_000 },
};

export interface AdmissionRequest {
  /** Whatever names the sender, e.g. an IPv4 address or an IPv6 /64. Counted under another name, and forgotten after the window. */
  readonly address: string;
  readonly guessKey: string;
  /** There when the voter sent an Idempotency-Key: what the key stood for must stay the same. */
  readonly idempotency?: {
    readonly submissionId: string;
    /** What the key with its credential is remembered under: keyed, and no part of the submission's id (P6). */
    readonly record: string;
    /**
     * Of credential, key and choice, keyed: it tells two choices apart and neither of them to anybody (P6). Empty: not
     * compared.
     */
    readonly fingerprint: string;
  };
}

/** What the two limits say. */
export type Judgement =
  | { readonly admitted: true }
  | { readonly admitted: false; readonly limit: 'address' | 'guesses'; readonly retryAfterMs: number };

export type Admission =
  | Judgement
  /** The key was used before, for another choice. */
  | { readonly admitted: false; readonly limit: 'idempotency' };

export const KEY_REUSED: Admission = { admitted: false, limit: 'idempotency' };
export const ADMITTED: Judgement = { admitted: true };

export function windowOf(nowMs: number, windowMs: number): number {
  return Math.floor(nowMs / windowMs);
}

/** Fixed windows: the next one begins at a multiple of the window's length. */
export function judgeAddress(count: number, limits: AdmissionLimits['address'], nowMs: number): Judgement {
  if (limits.requests === 0 || count <= limits.requests) return ADMITTED;
  const retryAfterMs = limits.windowMs - (nowMs % limits.windowMs);
  return { admitted: false, limit: 'address', retryAfterMs };
}

/** What Redis keeps about the failed guesses of one NAS in a window. */
export interface FailedGuesses {
  readonly count: number;
  readonly lastAtMs: number;
}

/** `count:lastAtMs` as count-guesses.lua writes it; nothing for a NAS without failures. */
export function parseFailedGuesses(text: unknown): FailedGuesses | undefined {
  if (typeof text !== 'string') return undefined;
  const colon = text.indexOf(':');
  return { count: Number(text.slice(0, colon)), lastAtMs: Number(text.slice(colon + 1)) };
}

/** From the `free`-th failure on, the n-th makes the next attempt wait 2^(n-free) seconds, up to the longest wait. */
export function judgeGuesses(
  failed: FailedGuesses | undefined,
  limits: AdmissionLimits['guesses'],
  nowMs: number,
): Judgement {
  if (failed === undefined || failed.count < limits.free) return ADMITTED;
  const waitMs = Math.min(1000 * 2 ** (failed.count - limits.free), limits.longestWaitMs);
  const retryAfterMs = failed.lastAtMs + waitMs - nowMs;
  return retryAfterMs <= 0 ? ADMITTED : { admitted: false, limit: 'guesses', retryAfterMs };
}

/**
 * The place in which failures for a NAS are counted: one of 262,144, by the first three of its key's 64 letters.
 * Strangers can invent any number of NAS, and cannot fill Redis with them; those that share a place share its count,
 * which is far above what a voter needs.
 */
export function guessSlot(guessKey: string): string {
  return guessKey.slice(0, 3);
}
