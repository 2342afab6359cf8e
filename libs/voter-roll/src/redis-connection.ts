import { ConfigurationError, TransientError } from '@scrutin/service-runtime';
import type { Logger } from '@scrutin/service-runtime';
import { createClient } from 'redis';
import { isTransient } from './redis-error.ts';
import type { RedisMetrics, RedisOperation } from './redis-metrics.ts';

/** One Redis command. Strings are written as UTF-8, Buffers as they are. */
export type Command = (string | Buffer)[];

export interface RedisConnectionOptions {
  readonly url: string;
  readonly logger: Logger;
  readonly metrics: RedisMetrics;
  readonly connectionName: string;
  /** A reply that takes longer counts as a Redis that is away. */
  readonly deadlineMs: number;
}

export interface RedisConnection {
  /**
   * Sends the commands in one write and gives their replies in order. `items` is what the metrics count.
   *
   * @throws TransientError when Redis is away, goes away, or does not answer in time: the commands may
   * or may not have run. Other error replies come as they are.
   */
  pipeline(operation: RedisOperation, commands: readonly Command[], items?: number): Promise<unknown[]>;
  close(): Promise<void>;
}

/** Commands that may wait for a reply; more means a Redis that hangs, and memory is not for that. */
const MAX_PENDING_COMMANDS = 200_000;
const LONGEST_RECONNECT_MS = 2_000;

/** Connects in the background and for ever; the first attempt begins at once. */
export function openRedisConnection(options: RedisConnectionOptions): RedisConnection {
  const { logger, metrics } = options;
  const client = newClient(options.url, options.connectionName);
  let connected: boolean | undefined;
  let closed = false;
  client.on('ready', () => {
    connected = true;
    logger.info('redis.connected');
  });
  client.on('error', (error: unknown) => {
    // Once per loss, not once per attempt to come back.
    if (connected !== false) logger.warn('redis.connection-lost', { error });
    connected = false;
  });
  const connecting = client.connect().catch((error: unknown) => {
    // Only close() ends the attempts, and that is no failure.
    if (!closed) throw error;
  });
  return {
    async pipeline(operation, commands, items = commands.length) {
      try {
        // node-redis would queue a pipeline while it is away, whatever disableOfflineQueue says.
        if (!client.isReady) throw new TransientError('Redis is not connected.');
        const multi = client.multi();
        for (const command of commands) multi.addCommand(command);
        const replies = await within(options.deadlineMs, multi.execAsPipeline() as Promise<unknown[]>);
        metrics.count(operation, 'success', items);
        return replies;
      } catch (error) {
        metrics.count(operation, 'error', items);
        if (error instanceof TransientError || !isTransient(error)) throw error;
        throw new TransientError('Redis is away or busy.', { cause: error });
      }
    },
    async close() {
      if (closed) return;
      closed = true;
      if (client.isReady) await client.close();
      else client.destroy();
      await connecting;
    },
  };
}

function newClient(url: string, name: string) {
  try {
    return createClient({
      url,
      RESP: 3,
      name,
      disableOfflineQueue: true,
      commandsQueueMaxLength: MAX_PENDING_COMMANDS,
      // A connection that a firewall forgot is noticed by writing to it.
      pingInterval: 10_000,
      socket: {
        connectTimeout: 3_000,
        reconnectStrategy: (attempts) =>
          Math.min(LONGEST_RECONNECT_MS, 25 * 2 ** Math.min(attempts, 10)) * (0.5 + Math.random() / 2),
      },
    });
  } catch (error) {
    throw new ConfigurationError('REDIS_URL is not an address such as redis://host:6379.', { cause: error });
  }
}

/** One timer per pipeline, not per command. */
async function within<T>(deadlineMs: number, replies: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TransientError(`Redis did not answer within ${deadlineMs} ms.`));
    }, deadlineMs);
  });
  try {
    return await Promise.race([replies, late]);
  } finally {
    clearTimeout(timer);
  }
}
