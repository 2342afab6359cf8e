import { setTimeout as pause } from 'node:timers/promises';
import { createCluster } from 'redis';
import { parseClusterUrl } from './cluster-address.ts';
import type { ClusterAddress } from './cluster-address.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import { MAX_PENDING_COMMANDS } from './redis-connection.ts';
import type { RedisConnectionOptions } from './redis-connection.ts';
import { RedisSettings } from './redis-settings.ts';
import { RedisTroubleLog } from './redis-trouble-log.ts';

export type Cluster = ReturnType<typeof newCluster>;
export type ClusterMaster = Cluster['masters'][number];

const CONNECT_TIMEOUT_MS = 3_000;
/** A connection that a firewall forgot is noticed by writing to it. */
const PING_INTERVAL_MS = 3_000;
/** A node that hangs takes connections but does not greet: the next one is asked. */
const SILENCE_TIMEOUT_MS = 5_000;
/** A lost master may have been replaced: the others are asked, at most so often. */
const ASK_AGAIN_MS = 500;
/** Masters are looked after so often, sooner while one is away. */
const WATCH_MS = 500;
const WATCH_AWAY_MS = 50;
/** With a master away or in doubt for so long, the cluster is discovered anew from the configured addresses. */
const START_OVER_MS = 5_000;

/**
 * Keeps a cluster client connected, in the background and for ever.
 *
 *     discover -> connect to every master -> watch -> (a master away or in doubt for 5 s) -> discover ...
 *
 * node-redis itself follows MOVED and ASK, comes back to a master whose connection was lost, and asks the
 * others who has its slots meanwhile. Not so for a master that it never reached, as when it is away while
 * this process starts and a replica takes over, nor for one that hangs with its connection open: therefore
 * the watch. The client in use stays in use until
 * the next one knows the cluster.
 */
export class ClusterKeeper {
  readonly #options: RedisConnectionOptions;
  readonly #address: ClusterAddress;
  readonly #troubles: RedisTroubleLog;
  readonly #settings: RedisSettings;
  readonly #closing = new AbortController();
  readonly #keeping: Promise<void>;
  #cluster: Cluster | undefined;
  #connected: boolean | undefined;
  /** When a reply was last late. */
  #doubtedAt = -Infinity;

  /** @throws ConfigurationError for an address that is none */
  constructor(options: RedisConnectionOptions) {
    this.#options = options;
    this.#troubles = new RedisTroubleLog(options.logger);
    this.#address = parseClusterUrl(options.url);
    this.#settings = new RedisSettings({
      logger: options.logger,
      metrics: options.metrics,
      deadlineMs: options.deadlineMs,
      everyMs: options.settingsCheckMs,
      sources: () => (this.cluster?.masters ?? []).flatMap(({ client }) => (client?.isReady ? [client] : [])),
    });
    this.#keeping = this.#keep();
  }

  /** Undefined until the cluster was found, and after close(). */
  get cluster(): Cluster | undefined {
    return this.#closing.signal.aborted ? undefined : this.#cluster;
  }

  /** The connection to a master; undefined, and begun if need be, while there is none. */
  connectionTo(cluster: Cluster, master: ClusterMaster) {
    // Its end is seen in isReady; it rejects when the node left the cluster or this is closed.
    if (master.client === undefined) cluster.nodeClient(master).catch(() => undefined);
    return master.client?.isReady === true ? master.client : undefined;
  }

  /** A reply was late: a master may hang, and another may have its slots by now. */
  doubt(): void {
    this.#doubtedAt = performance.now();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#settings.close();
    await this.#keeping;
    if (this.#cluster !== undefined) await this.#retire(this.#cluster);
    this.#cluster = undefined;
  }

  async #keep(): Promise<void> {
    for (let attempts = 0; !this.#closing.signal.aborted; attempts++) {
      const next = this.#discovering();
      if (await this.#connects(next)) {
        const previous = this.#cluster;
        this.#cluster = next;
        void this.#settings.look();
        attempts = 0;
        await Promise.all([this.#watch(next), previous === undefined ? undefined : this.#retire(previous)]);
      } else {
        await this.#pause(reconnectDelayMs(attempts));
      }
    }
  }

  #discovering(): Cluster {
    const cluster = newCluster(this.#address, this.#options.connectionName);
    // Its topology, or a node of it, could not be reached.
    cluster.on('error', (error: unknown) => {
      this.#lost(error);
    });
    cluster.on('node-error', (error: unknown) => {
      this.#lost(error);
    });
    cluster.on('node-ready', () => {
      void this.#settings.look();
      if (cluster === this.#cluster && cluster.masters.every((m) => m.client?.isReady)) this.#back();
    });
    return cluster;
  }

  async #connects(cluster: Cluster): Promise<boolean> {
    try {
      await cluster.connect();
      return true;
    } catch (error) {
      this.#lost(error);
      return false;
    }
  }

  /** Returns when the cluster should be discovered anew, or this is closed. */
  async #watch(cluster: Cluster): Promise<void> {
    let awaySince: number | undefined;
    const begun = performance.now();
    while (!this.#closing.signal.aborted) {
      const away = cluster.masters.filter((m) => this.connectionTo(cluster, m) === undefined).length > 0;
      if (!away) this.#back();
      if (away || this.#doubtedAt > begun) awaySince ??= performance.now();
      else awaySince = undefined;
      if (awaySince !== undefined && performance.now() - awaySince > START_OVER_MS) return;
      await this.#pause(away ? WATCH_AWAY_MS : WATCH_MS);
    }
  }

  /** Lets what was sent be answered, but waits no longer than a pipeline would. */
  async #retire(cluster: Cluster): Promise<void> {
    const clients = cluster.masters.flatMap((master) => master.client ?? []);
    const waited = new AbortController();
    await Promise.race([
      cluster.close(),
      pause(this.#options.deadlineMs, undefined, { signal: waited.signal }).catch(() => undefined),
    ]);
    waited.abort();
    for (const client of clients) {
      // node-redis finishes a connection that was under way, and would leave it open.
      client.once('connect', () => {
        client.destroy();
      });
      client.destroy();
    }
  }

  async #pause(ms: number): Promise<void> {
    // Rejects only when this is closed, which every loop looks for.
    await pause(ms, undefined, { signal: this.#closing.signal }).catch(() => undefined);
  }

  #back(): void {
    if (this.#connected === true) return;
    this.#connected = true;
    this.#options.logger.info('redis.connected');
  }

  /** Once per loss, not once per attempt to come back. */
  #lost(error: unknown): void {
    if (!this.#closing.signal.aborted) this.#troubles.note('connect', error);
    if (this.#connected === false || this.#closing.signal.aborted) return;
    this.#connected = false;
    this.#options.logger.warn('redis.connection-lost', { error });
  }
}

function newCluster(address: ClusterAddress, name: string) {
  return createCluster({
    rootNodes: address.nodes.map(({ host, port }) => ({ socket: { host, port } })),
    RESP: 3,
    // Connecting to all masters is the keeper's: here a single one that is away would hold up the others.
    minimizeConnections: true,
    topologyRefreshOnReconnectionAttemptStrategy: ASK_AGAIN_MS,
    defaults: {
      name,
      disableOfflineQueue: true,
      commandsQueueMaxLength: MAX_PENDING_COMMANDS,
      pingInterval: PING_INTERVAL_MS,
      ...(address.username === undefined ? {} : { username: address.username }),
      ...(address.password === undefined ? {} : { password: address.password }),
      socket: {
        ...(address.tls ? { tls: true } : {}),
        connectTimeout: CONNECT_TIMEOUT_MS,
        socketTimeout: SILENCE_TIMEOUT_MS,
        reconnectStrategy: reconnectDelayMs,
      },
    },
  });
}
