import type { AdmissionLimits, LimitVerdict } from '@scrutin/voter-roll';
import { judgeGuesses } from '@scrutin/voter-roll';

/** The limit, and how much memory it may take. */
export interface GuessLimitOptions {
  /** How many codes one address may try for one NAS. */
  readonly limits: AdmissionLimits['guesses'];
  /** How many pairs of an address and a NAS are remembered with their first code. Every vote takes one of them. */
  readonly firstCodes?: number;
  /** How many pairs are remembered that tried a second code. */
  readonly guessers?: number;
}

interface Guesser {
  /** The keyed hash of every code that was tried. Trying the same code again is not a guess. */
  readonly codes: Set<string>;
  lastAtMs: number;
  readonly untilMs: number;
}

const ADMITTED: LimitVerdict = { admitted: true };

/**
 * Limits how many different codes one address may try for one NAS. A code is counted as soon as it arrives, so that
 * guesses that are sent in parallel cannot all pass before the first of them is judged. Each address has its own
 * count, so that a stranger who guesses codes for a NAS does not lock out the voter whose NAS it is. Only a code that
 * was not tried before counts, so a client that sends its vote again never has to wait.
 *
 * The counts are in the memory of this process and need no Redis. Their number is bounded: the oldest is forgotten
 * first. The limit for a NAS over all addresses and replicas is in Redis (`VoterRoll.admit`).
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

  /** How many pairs of an address and a NAS are remembered now. */
  get size(): number {
    return this.#young.size + this.#old.size + this.#guessers.size;
  }

  /**
   * Judges a request and counts its code.
   *
   * @param guessKey stands for the NAS in its contest
   * @param credentialHash stands for the NAS with the code
   * @param nowMs milliseconds since the epoch
   */
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

  /** The guesser of a pair, or undefined if the pair has tried only this code. A first code is remembered. */
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
    this.#guessers.delete(pair); // A map keeps the order of insertion, so the oldest stays first.
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
