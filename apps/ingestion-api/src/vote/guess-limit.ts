import type { AdmissionLimits, LimitVerdict } from '@scrutin/voter-roll';
import { judgeGuesses } from '@scrutin/voter-roll';

export interface GuessLimitOptions {
  /** What one address may do that tries codes for one NAS. */
  readonly limits: AdmissionLimits['guesses'];
  /** How many pairs of a sender and a NAS are remembered by their first code; in a crowd each vote needs one for seconds. */
  readonly firstCodes?: number;
  /** How many pairs are remembered that tried another code after the first. */
  readonly guessers?: number;
}

interface Guesser {
  /** Every code that was tried, by its keyed hash: the same one again is no guess. */
  readonly codes: Set<string>;
  lastAtMs: number;
  readonly untilMs: number;
}

const ADMITTED: LimitVerdict = { admitted: true };

/**
 * How many different codes one address may try for one NAS. Counted at the door and at once, so that guesses sent
 * in parallel do not pass before the first of them was judged; per address, so that a stranger who guesses at a NAS
 * does not keep out the voter it belongs to. What counts is a code that was not tried before: a client that
 * sends its vote again never waits.
 *
 * It lives in this process, needs no Redis, and its size is bounded whatever strangers send: the oldest is
 * forgotten first. The limit for a NAS over all addresses and replicas is kept in Redis (`admit`).
 */
export class GuessLimit {
  readonly #limits: AdmissionLimits['guesses'];
  readonly #generationSize: number;
  readonly #maxGuessers: number;
  #young = new Map<string, string>();
  #old = new Map<string, string>();
  #youngSinceMs = Number.NEGATIVE_INFINITY;
  readonly #guessers = new Map<string, Guesser>();

  constructor({ limits, firstCodes = 200_000, guessers = 20_000 }: GuessLimitOptions) {
    this.#limits = limits;
    this.#generationSize = Math.ceil(firstCodes / 2);
    this.#maxGuessers = guessers;
  }

  /** Pairs of a sender and a NAS that are remembered now. */
  get size(): number {
    return this.#young.size + this.#old.size + this.#guessers.size;
  }

  judge(address: string, guessKey: string, credentialHash: string, nowMs: number): LimitVerdict {
    const pair = `${guessKey} ${address}`;
    const guesser = this.#guesserOf(pair, credentialHash, nowMs);
    if (guesser === undefined || guesser.codes.has(credentialHash)) return ADMITTED;
    const tried = { count: guesser.codes.size, lastAtMs: guesser.lastAtMs };
    const judgement = judgeGuesses(tried, this.#limits, nowMs);
    if (!judgement.admitted) return judgement;
    guesser.codes.add(credentialHash);
    guesser.lastAtMs = nowMs;
    return ADMITTED;
  }

  /** Undefined for the first code of a pair, which is remembered, and for that one again. */
  #guesserOf(pair: string, credentialHash: string, nowMs: number): Guesser | undefined {
    const known = this.#guessers.get(pair);
    if (known !== undefined && nowMs < known.untilMs) return known;
    const first = this.#young.get(pair) ?? this.#old.get(pair);
    if (first === undefined || first === credentialHash) {
      if (first === undefined) this.#remember(pair, credentialHash, nowMs);
      return undefined;
    }
    const guesser = {
      codes: new Set([first]),
      lastAtMs: nowMs,
      untilMs: nowMs + this.#limits.windowMs,
    };
    this.#guessers.delete(pair); // to the end: the oldest is first
    this.#guessers.set(pair, guesser);
    if (this.#guessers.size > this.#maxGuessers) {
      const [oldest] = this.#guessers.keys();
      if (oldest !== undefined) this.#guessers.delete(oldest);
    }
    return guesser;
  }

  #remember(pair: string, credentialHash: string, nowMs: number): void {
    const isFull = this.#young.size >= this.#generationSize;
    if (isFull || nowMs - this.#youngSinceMs >= this.#limits.windowMs) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#youngSinceMs = nowMs;
    }
    this.#young.set(pair, credentialHash);
  }
}
