import { setTimeout as pause } from 'node:timers/promises';
import { createCluster } from '@redis/client';
import { addressNow } from '@scrutin/service-runtime';
import type { ClusterAddress } from './cluster-address.ts';
import { parseClusterUrl } from './cluster-address.ts';
import { FirstConnection } from './first-connection.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import type { RedisConnectionOptions } from './redis-connection.ts';
import { MAX_PENDING_COMMANDS } from './redis-connection.ts';
import { RedisSettings } from './redis-settings.ts';
import { RedisTroubleLog } from './redis-trouble-log.ts';

export type Cluster = ReturnType<typeof newCluster>;
export type ClusterMaster = Cluster['masters'][number];

const CONNECT_TIMEOUT_MS = 3_000;
/** Writing to a connection reveals that a firewall has dropped it. */
const PING_INTERVAL_MS = 3_000;
/** A node that hangs accepts connections but does not answer. After this time the next node is asked. */
const SILENCE_TIMEOUT_MS = 5_000;
/** The shortest time between two questions to the other nodes whether a lost master was replaced. */
const ASK_AGAIN_MS = 500;
/** How often the masters are checked, normally and while one of them is down. */
const WATCH_MS = 500;
const WATCH_AWAY_MS = 50;
/**
 * If a master is down or does not answer for this long, the cluster is discovered again from the configured addresses.
 */
const START_OVER_MS = 5_000;

/**
 * Keeps a cluster client connected, in the background, until it is closed.
 *
 *     discover -> connect to every master -> watch -> (a master down or silent for 5 s) -> discover ...
 *
 * node-redis itself follows MOVED and ASK, reconnects to a master whose connection was lost, and asks the other nodes
 * who has its slots in the meantime. It does not do so for a master that it never reached (one that was down when this
 * process started, and was then replaced by a replica), nor for one that hangs with an open connection. The watch
 * handles these two cases. The present client stays in use until the next one has discovered the cluster.
 */
export class ClusterKeeper {
  readonly #options: RedisConnectionOptions;
  readonly #address: ClusterAddress;
  readonly #troubles: RedisTroubleLog;
  readonly #settings: RedisSettings;
  readonly #closing = new AbortController();
  readonly #keeping: Promise<void>;
  readonly #first = new FirstConnection();
  #cluster: Cluster | undefined;
  #connected: boolean | undefined;
  /** The time of the last late reply, by `performance.now()`. */
  #lateReplyAt = -Infinity;

  /** @throws ConfigurationError for an invalid address */
  constructor(options: RedisConnectionOptions) {
    this.#options = options;
    this.#troubles = new RedisTroubleLog(options.logger);
    this.#address = parseClusterUrl(addressNow(options.url));
    this.#settings = new RedisSettings({
      logger: options.logger,
      metrics: options.metrics,
      deadlineMs: options.deadlineMs,
      everyMs: options.settingsCheckMs,
      sources: () => (this.cluster?.masters ?? []).flatMap(({ client }) => (client?.isReady ? [client] : [])),
    });
    this.#keeping = this.#keep();
  }

  /** Undefined until the cluster is discovered, and after close(). */
  get cluster(): Cluster | undefined {
    return this.#closing.signal.aborted ? undefined : this.#cluster;
  }

  /** Whether no master was lost yet and not all masters were connected yet. */
  get isFirstConnecting(): boolean {
    return this.#first.isPending;
  }

  /** The connection to a master. While there is none, returns undefined and begins one if necessary. */
  connectionTo(cluster: Cluster, master: ClusterMaster) {
    // The outcome shows in isReady. It rejects when the node left the cluster or after close().
    if (master.client === undefined) cluster.nodeClient(master).catch(() => undefined);
    return master.client?.isReady === true ? master.client : undefined;
  }

  /** Reports a late reply. A master may hang, and another may have its slots by now. */
  reportLateReply(): void {
    this.#lateReplyAt = performance.now();
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
        void this.#settings.check();
        attempts = 0;
        await Promise.all([this.#watch(next), previous === undefined ? undefined : this.#retire(previous)]);
      } else {
        await this.#pause(reconnectDelayMs(attempts));
      }
    }
  }

  #discovering(): Cluster {
    const cluster = newCluster(this.#address, this.#options);
    // The topology, or one of the nodes, could not be reached.
    cluster.on('error', (error: unknown) => {
      this.#reportLost(error);
    });
    cluster.on('node-error', (error: unknown) => {
      this.#reportLost(error);
    });
    cluster.on('node-ready', () => {
      void this.#settings.check();
      if (cluster === this.#cluster && cluster.masters.every((m) => m.client?.isReady))
        this.#reportConnected();
    });
    return cluster;
  }

  async #connects(cluster: Cluster): Promise<boolean> {
    try {
      await cluster.connect();
      return true;
    } catch (error) {
      this.#reportLost(error);
      return false;
    }
  }

  /** Returns when the cluster must be discovered again, or after close(). */
  async #watch(cluster: Cluster): Promise<void> {
    let awaySince: number | undefined;
    const begun = performance.now();
    while (!this.#closing.signal.aborted) {
      const away = cluster.masters.filter((m) => this.connectionTo(cluster, m) === undefined).length > 0;
      if (!away) this.#reportConnected();
      if (away || this.#lateReplyAt > begun) awaySince ??= performance.now();
      else awaySince = undefined;
      if (awaySince !== undefined && performance.now() - awaySince > START_OVER_MS) return;
      await this.#pause(away ? WATCH_AWAY_MS : WATCH_MS);
    }
  }

  /** Closes a cluster client. It waits for pending replies, but no longer than the deadline of a pipeline. */
  async #retire(cluster: Cluster): Promise<void> {
    const clients = cluster.masters.flatMap((master) => master.client ?? []);
    const waited = new AbortController();
    await Promise.race([
      cluster.close(),
      pause(this.#options.deadlineMs, undefined, { signal: waited.signal }).catch(() => undefined),
    ]);
    waited.abort();
    for (const client of clients) {
      // node-redis completes a connection that is being made, and would leave it open.
      client.once('connect', () => {
        client.destroy();
      });
      client.destroy();
    }
  }

  async #pause(ms: number): Promise<void> {
    // It rejects only after close(), for which every loop checks.
    await pause(ms, undefined, { signal: this.#closing.signal }).catch(() => undefined);
  }

  #reportConnected(): void {
    this.#first.end();
    if (this.#connected === true) return;
    this.#connected = true;
    this.#options.logger.info('redis.connected');
  }

  /** Logs once per loss, not once per attempt to reconnect. */
  #reportLost(error: unknown): void {
    this.#first.end();
    if (!this.#closing.signal.aborted) this.#troubles.note('connect', error);
    if (this.#connected === false || this.#closing.signal.aborted) return;
    this.#connected = false;
    this.#options.logger.warn('redis.connection-lost', { error });
  }
}

function newCluster(address: ClusterAddress, { url, connectionName: name }: RedisConnectionOptions) {
  return createCluster({
    rootNodes: address.nodes.map(({ host, port }) => ({ socket: { host, port } })),
    RESP: 3,
    // The watch connects to all masters. If node-redis did it here, one that is down would delay the others.
    minimizeConnections: true,
    topologyRefreshOnReconnectionAttemptStrategy: ASK_AGAIN_MS,
    defaults: {
      name,
      disableOfflineQueue: true,
      commandsQueueMaxLength: MAX_PENDING_COMMANDS,
      pingInterval: PING_INTERVAL_MS,
      credentialsProvider: {
        type: 'async-credentials-provider',
        credentials: () => {
          const { username, password } = parseClusterUrl(addressNow(url));
          return Promise.resolve({
            ...(username === undefined ? {} : { username }),
            ...(password === undefined ? {} : { password }),
          });
        },
      },
      socket: {
        ...(address.tls ? { tls: true } : {}),
        connectTimeout: CONNECT_TIMEOUT_MS,
        socketTimeout: SILENCE_TIMEOUT_MS,
        reconnectStrategy: reconnectDelayMs,
      },
    },
  });
}
