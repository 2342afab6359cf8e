/** What a login may do before a password is looked at. */
export type Admission =
  | { readonly kind: 'in'; readonly leave: (failed: boolean) => void }
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  | { readonly kind: 'busy' };

/** Logins counted over all replicas. Windows begin at multiples of their length. */
export interface SharedLogins {
  /** Counts a login; gives how many its window has from this address. Rejects while nobody can count. */
  count(address: string, nowMs: number, windowMs: number): Promise<number>;
  takeBack(address: string, nowMs: number, windowMs: number): Promise<void>;
}

export interface LoginLimiterOptions {
  readonly clock: () => number;
  /** Logins that may fail from one address in a window, over all replicas. */
  readonly failures: number;
  readonly windowMs: number;
  /** Passwords that this process looks at at a time: each takes 19 MiB and a core for some 25 ms. */
  readonly atOnce: number;
  /** Logins that wait for their turn in this process; further ones are told to come back. */
  readonly waiting: number;
  readonly shared: SharedLogins;
}

/** Addresses that this process counts; beyond, only the shared count holds, and the lock of the account. */
const MOST_ADDRESSES = 10_000;
/** A shared count that takes longer is done without: officials must get in while Redis is frozen. */
const SHARED_WITHIN_MS = 500;

/**
 * Bounds what guessing costs us: failures of an address, and passwords looked at at a time.
 *
 * Failures are counted over all replicas in Redis, and beside it in this process. While Redis is away or does not
 * answer in time, this process's own count holds alone: each replica then allows the failures of a window.
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

  /** Resolves when it is this login's turn. `leave` must be called once, with how it came out. */
  async enter(address: string): Promise<Admission> {
    const { clock, failures, windowMs, atOnce, waiting } = this.#options;
    const nowMs = clock();
    const limited = { kind: 'limited', retryAfterMs: windowMs - (nowMs % windowMs) } as const;
    if (this.#ownCount(address, nowMs) >= failures) return limited;
    if (this.#inside >= atOnce && this.#queue.length >= waiting) return { kind: 'busy' };
    // Counted before it is looked at, or a hundred at once would all be the first; taken back when it was right.
    this.#addOwn(address, nowMs, 1);
    await this.#turn();
    // In its turn, so that no flood of addresses fills Redis faster than passwords are looked at.
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
    else next(); // takes this one's place
    if (failed) return;
    this.#addOwn(address, nowMs, -1);
    // Lost, it is one failure less that the address may have in this window.
    this.#options.shared.takeBack(address, nowMs, this.#options.windowMs).catch(() => undefined);
  }

  /** Undefined while nobody can count. */
  async #sharedCount(address: string, nowMs: number): Promise<number | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, SHARED_WITHIN_MS, undefined);
    });
    const count = this.#options.shared.count(address, nowMs, this.#options.windowMs).catch(() => undefined);
    const answer = await Promise.race([count, late]);
    clearTimeout(timer);
    return answer;
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

  /** Undefined for a window that is over. */
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
