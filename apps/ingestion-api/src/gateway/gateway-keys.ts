import { hash, timingSafeEqual } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { StoredGateway } from '@scrutin/ballot-store';
import type { GatewayKey } from '@scrutin/contracts/public';
import type { Logger, Service } from '@scrutin/service-runtime';
import { backgroundFailure, periodic, TransientError } from '@scrutin/service-runtime';

/**
 * Whether a key is accepted.
 *
 * - `refused` does not say whether the gateway is unknown, the secret wrong or the key revoked.
 * - `undecided`: the database is away, and this process has not accepted the key before.
 * - `busy`: too many other keys are being checked.
 */
export type KeyVerdict =
  | { readonly kind: 'accepted'; readonly gateway: StoredGateway }
  | { readonly kind: 'refused' | 'undecided' | 'busy' };

export interface GatewayKeysOptions {
  /** All gateways whose key is not revoked. */
  readonly load: () => Promise<readonly StoredGateway[]>;
  /** Compares a secret with its hash. It is slow on purpose. */
  readonly verify: (secretHash: string, secret: string) => Promise<boolean>;
  readonly logger: Logger;
  /** How often the gateways are read. A revoked key is refused after this time. */
  readonly refreshMs?: number;
  /** How long accepted keys stay valid while the gateways cannot be read. */
  readonly rememberMs?: number;
  /** Milliseconds of a clock that is never set. */
  readonly steadyClock: () => number;
  /** Waits this many milliseconds. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/** How far apart readings begin, and how old the list may be when a known gateway's key is checked the first time. */
const READINGS_APART_MS = 250;
/** How many keys are checked at the same time. Each check takes 19 MiB and 25 to 50 ms of a core. */
const CHECKS_AT_ONCE = 2;
const CHECKS_WAITING = 30;

/**
 * The keys of gateways. The gateways are read from the database every two seconds, so that a revoked key is refused
 * within that time. The right secret of a gateway is checked against its argon2id hash once; after that its SHA-256 is
 * remembered, and every other secret is refused without a check. So guessing costs no more than the check of gateways
 * that this process has not served yet, and few of these run at a time.
 *
 * While the database is away, accepted keys stay valid for ten minutes.
 */
export class GatewayKeys implements Service {
  readonly name = 'gateway-keys';
  readonly #options: GatewayKeysOptions;
  readonly #refreshing: Service;
  #gateways: ReadonlyMap<string, StoredGateway> = new Map();
  #asOfMs = Number.NEGATIVE_INFINITY;
  #readingBeganMs = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;
  /** The SHA-256 of the secret of each gateway that this process has accepted. */
  readonly #accepted = new Map<string, { readonly secretHash: string; readonly digest: Buffer }>();
  readonly #checks = new Map<string, Promise<boolean>>();
  readonly #waiting: (() => void)[] = [];
  #checking = 0;

  constructor(options: GatewayKeysOptions) {
    this.#options = options;
    this.#refreshing = periodic({
      name: this.name,
      everyMs: options.refreshMs ?? 2_000,
      task: () => this.#read(),
      onError: backgroundFailure(options.logger, this.name, 'gateways.refresh-failed'),
      atStart: true,
    });
  }

  /**
   * The gateway, if this process has accepted the key before and it is still valid. No other secret of the gateway can
   * be right, so that anything else can be refused without a check.
   */
  remembered({ id, secret }: GatewayKey): StoredGateway | undefined {
    const { rememberMs = 600_000, steadyClock } = this.#options;
    if (steadyClock() - this.#asOfMs > rememberMs) return undefined;
    const accepted = this.#accepted.get(id);
    return accepted !== undefined && timingSafeEqual(accepted.digest, digestOf(secret))
      ? this.#gateways.get(id)
      : undefined;
  }

  /**
   * Judges a key that is not remembered. A gateway is unknown only if a list lacks it that was read after this call, so
   * that its key is accepted from the moment when it was created.
   */
  async judge(key: GatewayKey): Promise<KeyVerdict> {
    const askedAtMs = this.#options.steadyClock();
    try {
      await this.#readSince(askedAtMs - READINGS_APART_MS);
      if (!this.#gateways.has(key.id)) await this.#readSince(askedAtMs);
    } catch (error) {
      if (error instanceof TransientError) return { kind: 'undecided' };
      throw error;
    }
    const gateway = this.#gateways.get(key.id);
    // Identifiers are random and no secret, so an unknown one needs no check that would take equally long.
    if (gateway === undefined) return { kind: 'refused' };
    const known = this.remembered(key);
    if (known !== undefined) return { kind: 'accepted', gateway: known };
    if (this.#accepted.has(key.id)) return { kind: 'refused' };
    const check = this.#check(gateway, key.secret);
    if (check === undefined) return { kind: 'busy' };
    return (await check) ? { kind: 'accepted', gateway } : { kind: 'refused' };
  }

  start(): Promise<void> {
    return this.#refreshing.start();
  }

  drain(): Promise<void> {
    return this.#refreshing.stop(); // reading writes nothing, so nobody needs to wait for it
  }

  stop(): Promise<void> {
    return this.#refreshing.stop();
  }

  /** Waits for a list that was read at this time or later. */
  async #readSince(atMs: number): Promise<void> {
    // A reading that is already running may have begun too early. Then a second one is needed.
    while (this.#asOfMs < atMs) await this.#read();
  }

  #read(): Promise<void> {
    this.#reading ??= this.#readInTime().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readInTime(): Promise<void> {
    const { steadyClock, load } = this.#options;
    const waitMs = this.#readingBeganMs + READINGS_APART_MS - steadyClock();
    if (waitMs > 0) await (this.#options.pause ?? pause)(waitMs);
    const asOfMs = steadyClock();
    this.#readingBeganMs = asOfMs;
    this.#gateways = new Map((await load()).map((gateway) => [gateway.id, gateway]));
    this.#asOfMs = asOfMs;
    for (const [id, { secretHash }] of this.#accepted) {
      if (this.#gateways.get(id)?.secretHash !== secretHash) this.#accepted.delete(id);
    }
  }

  /** Checks a secret. Requests with the same key share one check. Undefined if too many checks wait. */
  #check({ id, secretHash }: StoredGateway, secret: string): Promise<boolean> | undefined {
    const digest = digestOf(secret);
    const name = `${id} ${digest.toString('base64')}`;
    const underway = this.#checks.get(name);
    if (underway !== undefined) return underway;
    if (this.#checks.size >= CHECKS_AT_ONCE + CHECKS_WAITING) return undefined;
    const check = this.#inTurn(() => this.#options.verify(secretHash, secret))
      .then((isRight) => {
        // It may have been revoked meanwhile.
        if (isRight && this.#gateways.get(id)?.secretHash === secretHash) {
          this.#accepted.set(id, { secretHash, digest });
        }
        return isRight && this.#gateways.has(id);
      })
      .finally(() => {
        this.#checks.delete(name);
      });
    this.#checks.set(name, check);
    return check;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#checking >= CHECKS_AT_ONCE) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    } else this.#checking += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#checking -= 1;
      else next(); // It takes over this turn.
    }
  }
}

/** The secret has 256 random bits, so that nobody can find it from its SHA-256. */
function digestOf(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}
