/**
 * How fast one address may send requests, and how fast codes may be tried for one NAS, over all addresses and replicas.
 */
export interface AdmissionLimits {
  readonly address: {
    /** Requests per address and window; 0 means no limit. */
    readonly requests: number;
    readonly windowMs: number;
  };
  readonly guesses: {
    /** Failed guesses per NAS and window that cause no wait. */
    readonly free: number;
    readonly windowMs: number;
    /** The longest wait. It limits the harm that somebody who guesses codes for a NAS can do to its owner. */
    readonly longestWaitMs: number;
  };
}

/** The limits that apply unless others are configured. */
export const DEFAULT_ADMISSION_LIMITS: AdmissionLimits = {
  address: { requests: 300, windowMs: 60_000 },
  guesses: { free: 500, windowMs: 15 * 60_000, longestWaitMs: 5 * 60_000 },
};

/** A request that asks for admission. */
export interface AdmissionRequest {
  /**
   * Identifies the sender, such as an IPv4 address or an IPv6 /64. It is counted under another name and forgotten after
   * the window.
   */
  readonly address: string;
  /** True if the request came through a gateway, which has an allowance of its own instead of the limit of addresses. */
  readonly throughGateway?: boolean;
  /** Identifies the NAS on its roll, see `CredentialHasher.guessKey`. */
  readonly guessKey: string;
  /** Present when the voter sent an Idempotency-Key. A key must always come with the same choice. */
  readonly idempotency?: {
    readonly submissionId: string;
    /**
     * The name under which the key with its credential is remembered. It is a keyed hash, unrelated to the submission's
     * id (P6).
     */
    readonly record: string;
    /**
     * A keyed hash of credential, key and choice. It differs for two choices and reveals neither of them (P6). If it is
     * empty, choices are not compared.
     */
    readonly fingerprint: string;
  };
}

/** The decision of the two limits about a request. */
export type LimitVerdict =
  | { readonly admitted: true }
  | { readonly admitted: false; readonly limit: 'address' | 'guesses'; readonly retryAfterMs: number };

/** Whether a request is admitted, and if not, why. */
export type AdmissionVerdict =
  | LimitVerdict
  /** The Idempotency-Key was used before, with another choice. */
  | { readonly admitted: false; readonly limit: 'idempotency' };

export const KEY_REUSED: AdmissionVerdict = { admitted: false, limit: 'idempotency' };
const ADMITTED: LimitVerdict = { admitted: true };

/** The number of the window that contains a time. Windows begin at multiples of their length. */
export function windowOf(nowMs: number, windowMs: number): number {
  return Math.floor(nowMs / windowMs);
}

/**
 * Applies the address limit to a request that is the `count`-th of its address in the window. A refused request may be
 * repeated in the next window.
 */
export function judgeAddress(count: number, limits: AdmissionLimits['address'], nowMs: number): LimitVerdict {
  if (limits.requests === 0 || count <= limits.requests) return ADMITTED;
  const retryAfterMs = limits.windowMs - (nowMs % limits.windowMs);
  return { admitted: false, limit: 'address', retryAfterMs };
}

/** What Redis stores about the failed guesses for one NAS in a window. */
export interface FailedGuesses {
  readonly count: number;
  readonly lastAtMs: number;
}

/** Parses `count:lastAtMs`, which count-guesses.lua writes. Undefined for a NAS without failures. */
export function parseFailedGuesses(text: unknown): FailedGuesses | undefined {
  if (typeof text !== 'string') return undefined;
  const colon = text.indexOf(':');
  return { count: Number(text.slice(0, colon)), lastAtMs: Number(text.slice(colon + 1)) };
}

/**
 * From the `free`-th failure on, the n-th failure delays the next attempt by 2^(n-free) seconds, up to the longest
 * wait.
 */
export function judgeGuesses(
  failed: FailedGuesses | undefined,
  limits: AdmissionLimits['guesses'],
  nowMs: number,
): LimitVerdict {
  if (failed === undefined || failed.count < limits.free) return ADMITTED;
  const waitMs = Math.min(1000 * 2 ** (failed.count - limits.free), limits.longestWaitMs);
  const retryAfterMs = failed.lastAtMs + waitMs - nowMs;
  return retryAfterMs <= 0 ? ADMITTED : { admitted: false, limit: 'guesses', retryAfterMs };
}

/**
 * The counter for the failures of a NAS. There are 262,144 counters, chosen by the first three base64url characters of
 * the guess key. Somebody can invent any number of NAS, but cannot fill Redis with them. Several NAS may share a
 * counter; the number of free failures is far above what a voter needs.
 */
export function guessSlot(guessKey: string): string {
  return guessKey.slice(0, 3);
}
