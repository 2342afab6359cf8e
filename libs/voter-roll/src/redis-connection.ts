import { ConfigurationError, TransientError } from '@scrutin/service-runtime';
import type { Logger } from '@scrutin/service-runtime';
import { createClient, RESP_TYPES } from 'redis';
import type { Command } from './command.ts';
import { within } from './deadline.ts';
import type { LuaScript } from './lua-script.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import { fromRedis, isMissingScript } from './redis-error.ts';
import type { RedisMetrics, RedisOperation } from './redis-metrics.ts';
import { RedisSettings } from './redis-settings.ts';
import { RedisTroubleLog } from './redis-trouble-log.ts';

export interface RedisConnectionOptions {
  readonly url: string;
  readonly logger: Logger;
  readonly metrics: RedisMetrics;
  readonly connectionName: string;
  /** A reply that takes longer counts as a Redis that is away. */
  readonly deadlineMs: number;
  /** How often the settings of Redis are looked at, besides at every new connection. */
  readonly settingsCheckMs: number;
}

export interface RedisConnection {
  /**
   * Sends the commands in one write and gives their replies in order. `items` is what the metrics count.
   *
   * @throws TransientError when Redis is away, goes away, refuses, or does not answer in time: the commands may
   * or may not have run. What a person must mend is logged as a failure.
   */
  pipeline(operation: RedisOperation, commands: readonly Command[], items?: number): Promise<unknown[]>;
  /**
   * The same for commands with calls of `script` among them. A Redis that does not know it (restarted,
   * failed over, SCRIPT FLUSH) is taught it and asked again; commands may be sent twice then, so they must
   * be safe to repeat.
   */
  pipelineWithScript(
    operation: RedisOperation,
    script: LuaScript,
    commands: readonly Command[],
    items?: number,
  ): Promise<unknown[]>;
  /** The same as `pipeline`, with every text as a Buffer and every map as a list of its names and values. */
  readBytes(operation: RedisOperation, commands: readonly Command[], items?: number): Promise<unknown[]>;
  close(): Promise<void>;
}

export const BYTES = { [RESP_TYPES.BLOB_STRING]: Buffer, [RESP_TYPES.MAP]: Array } as const;

/** Commands that may wait for a reply; more means a Redis that hangs, and memory is not for that. */
export const MAX_PENDING_COMMANDS = 200_000;

/** Connects in the background and for ever; the first attempt begins at once. */
export function openRedisConnection(options: RedisConnectionOptions): RedisConnection {
  const { logger, metrics } = options;
  const client = newClient(options.url, options.connectionName);
  let connected: boolean | undefined;
  let closed = false;
  const troubles = new RedisTroubleLog(logger);
  const settings = new RedisSettings({
    logger,
    metrics,
    deadlineMs: options.deadlineMs,
    everyMs: options.settingsCheckMs,
    sources: () => (client.isReady ? [client] : []),
  });
  client.on('ready', () => {
    connected = true;
    logger.info('redis.connected');
    void settings.look();
  });
  client.on('error', (error: unknown) => {
    troubles.note('connect', error); // a password that is wrong, at the start or from now on
    // Once per loss, not once per attempt to come back.
    if (connected !== false) logger.warn('redis.connection-lost', { error });
    connected = false;
  });
  const connecting = client.connect().catch((error: unknown) => {
    // Only close() ends the attempts, and that is no failure.
    if (!closed) throw error;
  });
  const run = async (
    begin: () => Pipeline,
    operation: RedisOperation,
    commands: readonly Command[],
    items: number,
  ): Promise<unknown[]> => {
    try {
      // node-redis would queue a pipeline while it is away, whatever disableOfflineQueue says.
      if (!client.isReady) throw new TransientError('Redis is not connected.');
      const multi = begin();
      for (const command of commands) multi.addCommand(command);
      const replies = await within(options.deadlineMs, multi.execAsPipeline());
      metrics.count(operation, 'success', items);
      return replies;
    } catch (error) {
      if (isMissingScript(error)) throw error; // no failure: it is taught the script, and asked again
      metrics.count(operation, 'error', items);
      if (!(error instanceof TransientError)) troubles.note(operation, error);
      throw fromRedis(error);
    }
  };
  const pipeline: RedisConnection['pipeline'] = (operation, commands, items = commands.length) =>
    run(() => client.multi(), operation, commands, items);
  const inBytes = client.withTypeMapping(BYTES);
  return {
    pipeline,
    readBytes: (operation, commands, items = commands.length) =>
      run(() => inBytes.multi(), operation, commands, items),
    async pipelineWithScript(operation, script, commands, items = commands.length) {
      try {
        return await pipeline(operation, commands, items);
      } catch (error) {
        if (!isMissingScript(error)) throw error;
        // In one write, so that no failover comes between.
        const taught: Command[] = [['SCRIPT', 'LOAD', script.source], ...commands];
        try {
          const [, ...replies] = await pipeline(operation, taught, items);
          return replies;
        } catch (failure) {
          throw fromRedis(failure); // forgotten again in between
        }
      }
    },
    async close() {
      if (closed) return;
      closed = true;
      await settings.close();
      if (client.isReady) await client.close();
      else {
        // node-redis finishes a connection that was under way, and would leave it open.
        client.once('connect', () => {
          client.destroy();
        });
        client.destroy();
      }
      await connecting;
    },
  };
}

/** Of node-redis' pipelines what is used here; their types follow the mapping of replies. */
interface Pipeline {
  addCommand(command: Command): unknown;
  execAsPipeline(): Promise<unknown[]>;
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
        reconnectStrategy: reconnectDelayMs,
      },
    });
  } catch (error) {
    throw new ConfigurationError('REDIS_URL is not an address such as redis://host:6379.', { cause: error });
  }
}
