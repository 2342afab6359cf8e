import type { ChannelModel } from 'amqplib';
import type { Address, Logger } from '@scrutin/service-runtime';
import {
  addressNow,
  backoffDelayMs,
  ConfigurationError,
  TransientError,
  withDeadline,
} from '@scrutin/service-runtime';
import { RECONNECT_BACKOFF } from './backoff.ts';
import { addressWithHeartbeat } from './broker-address.ts';
import type { Link } from './broker-link.ts';
import { endLink, openLink } from './broker-link.ts';
import { refusalIn } from './login-refusal.ts';
import type { BrokerMetrics, ConnectionPurpose } from './metrics.ts';
import { Pauses } from './pauses.ts';

/** A user of a connection (the publisher, a consumer), which must be set up again on each new connection. */
export interface Tenant {
  /** Sets up the tenant. If it rejects, the connection is closed, and another one is tried after a pause. */
  open(model: ChannelModel): Promise<void>;
}

export interface ConnectionOptions {
  /** It is read before each attempt to connect. */
  readonly url: Address;
  /** The name in the broker's management page. */
  readonly connectionName: string;
  /** The word for logs and metrics: `publish` or `consume`. */
  readonly purpose: ConnectionPurpose;
  readonly heartbeatSeconds: number;
  readonly logger: Logger;
  readonly metrics: BrokerMetrics;
}

interface Waiter {
  resolve(): void;
  reject(error: Error): void;
}

/** The shortest pause after a refused login or virtual host. A person must correct it, so more attempts do not help. */
const REFUSED_PAUSE_MS = 5_000;
/** After a connection that lived this long, the pauses begin with the shortest again. */
const SETTLED_AFTER_MS = 10_000;

/**
 * Keeps one connection to the broker, until it is closed.
 *
 *   connecting --set up--> open --lost or given up--> waiting --pause--> connecting …   any --close--> closed
 *
 * All faults are handled in the same way. If the channel of a tenant closes, or its consumer is cancelled, the tenant
 * gives up the whole connection (`giveUp`). The next connection sets up every tenant again, the queues first and then
 * channels and consumers.
 */
export class SupervisedConnection {
  readonly #options: ConnectionOptions;
  readonly #tenants: Tenant[];
  readonly #waiters = new Set<Waiter>();
  #link: Link | undefined;
  /** The connection that is being set up. */
  #candidate: Link | undefined;
  #isClosing = false;
  #lastError: unknown;
  /** Why the broker refuses the connection. It is logged once. */
  #refusal: string | undefined;
  readonly #pauses = new Pauses();
  readonly #running: Promise<void>;

  /** @throws ConfigurationError when the address is not that of a broker */
  constructor(options: ConnectionOptions, tenants: readonly Tenant[]) {
    this.#options = options;
    this.#address(); // a wrong address is an error of the caller
    this.#tenants = [...tenants];
    options.metrics.connectionUp.set({ connection: options.purpose }, 0);
    this.#running = this.#run();
  }

  /** Whether the connection is open and set up, and not blocked by a memory or disk alarm of the broker. */
  isOpen(): boolean {
    return this.#link?.isBlocked === false;
  }

  /** The present connection, or undefined while there is none. */
  model(): ChannelModel | undefined {
    return this.#link?.model;
  }

  /** Sets up a tenant on the present connection, if it is open, and on every later one. */
  async add(tenant: Tenant): Promise<void> {
    this.#tenants.push(tenant);
    const link = this.#link;
    if (link === undefined) return;
    try {
      await tenant.open(link.model);
    } catch (error) {
      this.giveUp(link.model, error);
    }
  }

  remove(tenant: Tenant): void {
    const index = this.#tenants.indexOf(tenant);
    if (index >= 0) this.#tenants.splice(index, 1);
  }

  /**
   * Resolves when the connection is open (see {@link isOpen}).
   *
   * @throws TransientError when it is not open, or is blocked by an alarm, until the deadline
   * @throws ConfigurationError as soon as it is known that the broker's queues differ from the configuration
   */
  async whenOpen(deadlineMs: number): Promise<void> {
    if (this.isOpen()) return;
    if (this.#lastError instanceof ConfigurationError) throw this.#lastError;
    if (this.#isClosing) throw new TransientError('the broker connection is closed');
    let waiter: Waiter | undefined;
    const opened = new Promise<void>((resolve, reject) => {
      waiter = { resolve, reject };
      this.#waiters.add(waiter);
    });
    try {
      await withDeadline(opened, deadlineMs, () => {
        if (this.#link?.isBlocked === true)
          throw new TransientError(`the broker accepts no messages: its memory or disk alarm is raised`);
        const message = `no ${this.#options.purpose} connection to the broker within ${deadlineMs} ms`;
        throw new TransientError(message, { cause: this.#lastError });
      });
    } finally {
      if (waiter !== undefined) this.#waiters.delete(waiter);
    }
  }

  /** Closes the given connection, if it is still the present one, so that a new one replaces it. */
  giveUp(model: ChannelModel, reason: unknown): void {
    // When a connection ends, its channels report their end first. After setImmediate it is known which of the two
    // ended.
    setImmediate(() => {
      const link = [this.#link, this.#candidate].find((one) => one?.model === model);
      if (link === undefined || link.isEnded || link.isGivenUp || this.#isClosing) return;
      link.isGivenUp = true;
      link.reason ??= reason;
      void endLink(link);
    });
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    this.#pauses.endAll();
    if (this.#link !== undefined) await endLink(this.#link);
    await this.#running;
  }

  #address(): string {
    return addressWithHeartbeat(addressNow(this.#options.url), this.#options.heartbeatSeconds);
  }

  async #run(): Promise<void> {
    let attempt = 0;
    for (let opened = 0; !this.#isClosing; attempt++) {
      const link = await this.#open();
      if (link !== undefined) {
        if (opened++ > 0) this.#options.metrics.reconnects.inc({ connection: this.#options.purpose });
        const openedAtMs = performance.now();
        await this.#live(link, attempt);
        if (performance.now() - openedAtMs > SETTLED_AFTER_MS) attempt = 0;
      }
      const pauseMs = backoffDelayMs(attempt + 1, RECONNECT_BACKOFF, Math.random());
      await this.#pause(this.#refusal === undefined ? pauseMs : Math.max(pauseMs, REFUSED_PAUSE_MS));
    }
    const closed = new TransientError('the broker connection was closed', { cause: this.#lastError });
    for (const waiter of this.#waiters) waiter.reject(closed);
  }

  /** Waits until the connection ends. */
  async #live(link: Link, attempt: number): Promise<void> {
    const { logger, metrics, purpose } = this.#options;
    logger.info('broker.connected', { connection: purpose, attempt });
    metrics.connectionUp.set({ connection: purpose }, 1);
    await link.ended;
    this.#link = undefined;
    metrics.connectionUp.set({ connection: purpose }, 0);
    if (this.#isClosing) return;
    this.#lastError = link.reason;
    logger.warn('broker.connection-lost', { connection: purpose, error: link.reason });
  }

  /** Opens a connection and sets up every tenant. If that fails, logs the reason and returns undefined. */
  async #open(): Promise<Link | undefined> {
    try {
      const link = await openLink({
        ...this.#options,
        url: this.#address(),
        onUnblocked: (unblocked) => {
          if (this.#link === unblocked) for (const waiter of this.#waiters) waiter.resolve();
        },
      });
      this.#candidate = link;
      try {
        // By index, because a tenant may be added while the ones before it are being set up.
        for (let i = 0; i < this.#tenants.length && !this.#isClosing; i++) {
          await this.#tenants[i]?.open(link.model);
        }
        if (this.#isClosing || link.isEnded || link.isGivenUp)
          throw new TransientError('the connection closed while it was being set up', { cause: link.reason });
      } catch (error) {
        await endLink(link);
        throw error;
      } finally {
        this.#candidate = undefined;
      }
      this.#link = link;
      this.#lastError = undefined;
      this.#refusal = undefined;
      if (!link.isBlocked) for (const waiter of this.#waiters) waiter.resolve();
      return link;
    } catch (error) {
      if (this.#isClosing) return undefined;
      this.#lastError = error;
      this.#logFailure(error);
      if (error instanceof ConfigurationError) for (const waiter of this.#waiters) waiter.reject(error);
      return undefined;
    }
  }

  #logFailure(error: unknown): void {
    const { logger, purpose } = this.#options;
    const refusal = refusalIn(error);
    if (refusal === undefined) logger.warn('broker.connect-failed', { connection: purpose, error });
    else if (refusal !== this.#refusal)
      logger.error('broker.login-refused', { connection: purpose, problem: refusal });
    this.#refusal = refusal;
  }

  async #pause(ms: number): Promise<void> {
    if (!this.#isClosing) await this.#pauses.wait(ms);
  }
}
