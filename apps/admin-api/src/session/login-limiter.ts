import { withDeadline } from '@scrutin/service-runtime';

/** Whether the password of a login may be checked. `leave` must be called after the check. */
export type LoginVerdict =
  | { readonly kind: 'in'; readonly leave: (failed: boolean) => void }
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  | { readonly kind: 'busy' };

/** Counts logins over all replicas. Windows begin at multiples of their length. */
export interface SharedLogins {
  /** Counts a login and returns the number of logins from this address in the window. Rejects while Redis is away. */
  count(address: string, nowMs: number, windowMs: number): Promise<number>;
  /** Takes back a login that succeeded. */
  takeBack(address: string, nowMs: number, windowMs: number): Promise<void>;
}

export interface LoginLimiterOptions {
  readonly clock: () => number;
  /** How many logins from one address may fail in a window, over all replicas. */
  readonly failures: number;
  readonly windowMs: number;
  /** How many passwords this process checks at the same time. Each takes 19 MiB, and a core for some 25 ms. */
  readonly atOnce: number;
  /** How many logins may wait in this process. Further ones are answered that they should come back later. */
  readonly waiting: number;
  readonly shared: SharedLogins;
}

/**
 * The most addresses that this process counts. Others are limited by the shared count and the lock of the account only.
 */
const MOST_ADDRESSES = 10_000;
/** If the shared count takes longer, it is ignored: officials must be able to log in while Redis does not answer. */
const SHARED_WITHIN_MS = 500;

/**
 * Limits what somebody who guesses passwords can cost: the failures of one address, and the passwords that are checked
 * at the same time.
 *
 * Failures are counted over all replicas in Redis, and in addition in this process. While Redis is away or does not
 * answer in time, only the count of this process is used: then each replica allows the failures of a whole window.
 */
export class LoginLimiter {
  readonly #options: LoginLimiterOptions;
  readonly #queue: (() => void)[] = [];
  #inside = 0;
  #window = 0;
  #own = new Map<string, number>();

  constructor(options: LoginLimiterOptions) {
    this.#options = options;
  }

  /** Resolves when the password of this login may be checked. Then `leave` must be called once, with the outcome. */
  async enter(address: string): Promise<LoginVerdict> {
    const { clock, failures, windowMs, atOnce, waiting } = this.#options;
    const nowMs = clock();
    const limited = { kind: 'limited', retryAfterMs: windowMs - (nowMs % windowMs) } as const;
    if (this.#ownCount(address, nowMs) >= failures) return limited;
    if (this.#inside >= atOnce && this.#queue.length >= waiting) return { kind: 'busy' };
    // A login counts as failed before its password is checked: otherwise a hundred at the same time would all be the
    // first. It is taken back if the password was right.
    this.#addOwn(address, nowMs, 1);
    await this.#turn();
    // Counted in Redis only now, so that a flood of addresses does not fill Redis faster than passwords are checked.
    const count = await this.#sharedCount(address, nowMs);
    if (count !== undefined && count > failures) {
      this.#leave(address, nowMs, false);
      return limited;
    }
    return {
      kind: 'in',
      leave: (failed) => {
        this.#leave(address, nowMs, failed);
      },
    };
  }

  async #turn(): Promise<void> {
    if (this.#inside < this.#options.atOnce) {
      this.#inside += 1;
      return;
    }
    await new Promise<void>((resolve) => {
      this.#queue.push(resolve);
    });
  }

  #leave(address: string, nowMs: number, failed: boolean): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#inside -= 1;
    else next(); // the next login takes the place of this one
    if (failed) return;
    this.#addOwn(address, nowMs, -1);
    // If this fails, the address has one failure less left in this window.
    this.#options.shared.takeBack(address, nowMs, this.#options.windowMs).catch(() => undefined);
  }

  /** The number of logins over all replicas; undefined while Redis does not answer. */
  #sharedCount(address: string, nowMs: number): Promise<number | undefined> {
    const count = this.#options.shared.count(address, nowMs, this.#options.windowMs).catch(() => undefined);
    return withDeadline(count, SHARED_WITHIN_MS, () => undefined);
  }

  #ownCount(address: string, nowMs: number): number {
    return this.#ownWindow(nowMs)?.get(address) ?? 0;
  }

  #addOwn(address: string, nowMs: number, change: number): void {
    const own = this.#ownWindow(nowMs);
    if (own === undefined || (own.size >= MOST_ADDRESSES && !own.has(address))) return;
    const count = (own.get(address) ?? 0) + change;
    if (count > 0) own.set(address, count);
    else own.delete(address);
  }

  /** The counts of this process in the window of `nowMs`; undefined if that window has ended. */
  #ownWindow(nowMs: number): Map<string, number> | undefined {
    const window = Math.floor(nowMs / this.#options.windowMs);
    if (window < this.#window) return undefined;
    if (window > this.#window) {
      this.#window = window;
      this.#own = new Map();
    }
    return this.#own;
  }
}
