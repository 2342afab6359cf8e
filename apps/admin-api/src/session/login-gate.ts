/** What a login may do before a password is looked at. */
export type Admission =
  | { readonly kind: 'in'; readonly leave: (failed: boolean) => void }
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  | { readonly kind: 'busy' };

export interface LoginGateOptions {
  readonly clock: () => number;
  /** Logins that may fail from one address in a window. */
  readonly failures: number;
  readonly windowMs: number;
  /** Passwords looked at at a time: each takes 19 MiB and a core for some 25 ms. */
  readonly atOnce: number;
  /** Logins that wait for their turn; further ones are told to come back. */
  readonly waiting: number;
}

/** Addresses remembered; beyond, the one seen longest ago is forgotten. The account's own lock stands all the same. */
const MOST_ADDRESSES = 10_000;

interface Address {
  failures: number;
  readonly sinceMs: number;
}

/** Bounds what guessing costs us: failures of an address, and passwords looked at. In memory, for one process. */
export class LoginGate {
  readonly #options: LoginGateOptions;
  readonly #addresses = new Map<string, Address>();
  readonly #queue: (() => void)[] = [];
  #inside = 0;

  constructor(options: LoginGateOptions) {
    this.#options = options;
  }

  /** Resolves when it is this login's turn. `leave` must be called once, with how it came out. */
  async enter(address: string): Promise<Admission> {
    const { clock, failures, windowMs, atOnce, waiting } = this.#options;
    const nowMs = clock();
    const seen = this.#seen(address, nowMs);
    if (seen.failures >= failures) {
      return { kind: 'limited', retryAfterMs: seen.sinceMs + windowMs - nowMs };
    }
    if (this.#inside >= atOnce && this.#queue.length >= waiting) return { kind: 'busy' };
    // Counted before it is looked at, or a hundred at once would all be the first; taken back when it was right.
    seen.failures += 1;
    if (this.#inside >= atOnce) {
      await new Promise<void>((resolve) => {
        this.#queue.push(resolve);
      });
    } else this.#inside += 1;
    return {
      kind: 'in',
      leave: (failed) => {
        if (!failed) seen.failures -= 1;
        const next = this.#queue.shift();
        if (next === undefined) this.#inside -= 1;
        else next(); // takes this one's place
      },
    };
  }

  #seen(address: string, nowMs: number): Address {
    const known = this.#addresses.get(address);
    if (known !== undefined && nowMs < known.sinceMs + this.#options.windowMs) return known;
    this.#addresses.delete(address);
    const [oldest] = this.#addresses.keys();
    if (oldest !== undefined && this.#addresses.size >= MOST_ADDRESSES) this.#addresses.delete(oldest);
    const fresh: Address = { failures: 0, sinceMs: nowMs };
    this.#addresses.set(address, fresh);
    return fresh;
  }
}
