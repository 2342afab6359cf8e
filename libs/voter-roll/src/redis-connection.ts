import { createClient, RESP_TYPES } from '@redis/client';
import type { Address, Logger } from '@scrutin/service-runtime';
import { addressNow, ConfigurationError, TransientError } from '@scrutin/service-runtime';
import type { Command } from './command.ts';
import { FirstConnection } from './first-connection.ts';
import type { LuaScript } from './lua-script.ts';
import { NotConnectedError } from './not-connected-error.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import { fromRedis, isMissingScript } from './redis-error.ts';
import type { RedisMetrics, RedisOperation } from './redis-metrics.ts';
import { RedisSettings } from './redis-settings.ts';
import { RedisTroubleLog } from './redis-trouble-log.ts';
import { within } from './within.ts';

export interface RedisConnectionOptions {
  /** The user name and password are read before each attempt to connect; the rest is read once. */
  readonly url: Address;
  readonly logger: Logger;
  readonly metrics: RedisMetrics;
  readonly connectionName: string;
  /** If a reply takes longer, Redis counts as unavailable. */
  readonly deadlineMs: number;
  /** How often the settings of Redis are checked, in addition to every new connection. */
  readonly settingsCheckMs: number;
}

/** A connection that sends commands in pipelines, to one Redis or to a Redis Cluster. */
export interface RedisConnection {
  /** On a cluster, all keys of one command must be of one slot. */
  readonly keysOfACall: 'of-any-slot' | 'of-one-slot';
  /**
   * Sends the commands in one write and returns their replies in order. `items` is the number that the metrics count.
   *
   * @throws TransientError when Redis is unavailable, disconnects, refuses, or does not answer in time. The commands
   * may or may not have run. What a person must correct is logged as an error. The metrics count every failure, except
   * that there is no connection yet while the first one is being made.
   */
  pipeline(operation: RedisOperation, commands: readonly Command[], items?: number): Promise<unknown[]>;
  /**
   * The same for commands of which some call `script`. If Redis does not know the script (after a restart, a failover
   * or SCRIPT FLUSH), the script is loaded and the commands are sent again. So they must be safe to repeat.
   */
  pipelineWithScript(
    operation: RedisOperation,
    script: LuaScript,
    commands: readonly Command[],
    items?: number,
  ): Promise<unknown[]>;
  /** The same as `pipeline`, but every text is a Buffer and every map is a list of alternating names and values. */
  readBytes(operation: RedisOperation, commands: readonly Command[], items?: number): Promise<unknown[]>;
  close(): Promise<void>;
}

/** The type mapping with which node-redis returns texts as Buffers and maps as lists. */
export const BYTES = { [RESP_TYPES.BLOB_STRING]: Buffer, [RESP_TYPES.MAP]: Array } as const;

/** The number of commands that may wait for a reply. More would mean that Redis hangs, and would only use memory. */
export const MAX_PENDING_COMMANDS = 200_000;

/**
 * Opens a connection to a single Redis. It connects in the background, begins at once, and reconnects until it is
 * closed.
 */
export function openRedisConnection(options: RedisConnectionOptions): RedisConnection {
  const { logger, metrics } = options;
  const client = newClient(options.url, options.connectionName);
  const first = new FirstConnection();
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
    first.end();
    connected = true;
    logger.info('redis.connected');
    void settings.check();
  });
  client.on('error', (error: unknown) => {
    first.end();
    troubles.note('connect', error); // for example a wrong password, from the start or from now on
    // Logged once per loss, not once per attempt to reconnect.
    if (connected !== false) logger.warn('redis.connection-lost', { error });
    connected = false;
  });
  const connecting = client.connect().catch((error: unknown) => {
    // Only close() ends the attempts, and then this is not an error.
    if (!closed) throw error;
  });
  const run = async (
    begin: () => Pipeline,
    operation: RedisOperation,
    commands: readonly Command[],
    items: number,
  ): Promise<unknown[]> => {
    try {
      // node-redis would queue a pipeline while it is not connected, in spite of disableOfflineQueue.
      if (!client.isReady) throw new NotConnectedError('Redis is not connected.');
      const multi = begin();
      for (const command of commands) multi.addCommand(command);
      const replies = await within(options.deadlineMs, multi.execAsPipeline());
      metrics.count(operation, 'success', items);
      return replies;
    } catch (error) {
      if (isMissingScript(error)) throw error; // not a failure: the caller loads the script and repeats the commands
      if (!(first.isPending && error instanceof NotConnectedError)) metrics.count(operation, 'error', items);
      if (!(error instanceof TransientError)) troubles.note(operation, error);
      throw fromRedis(error);
    }
  };
  const pipeline: RedisConnection['pipeline'] = (operation, commands, items = commands.length) =>
    run(() => client.multi(), operation, commands, items);
  const inBytes = client.withTypeMapping(BYTES);
  return {
    keysOfACall: 'of-any-slot',
    pipeline,
    readBytes: (operation, commands, items = commands.length) =>
      run(() => inBytes.multi(), operation, commands, items),
    async pipelineWithScript(operation, script, commands, items = commands.length) {
      try {
        return await pipeline(operation, commands, items);
      } catch (error) {
        if (!isMissingScript(error)) throw error;
        // In one write, so that no failover can happen in between.
        const withScript: Command[] = [['SCRIPT', 'LOAD', script.source], ...commands];
        try {
          const [, ...replies] = await pipeline(operation, withScript, items);
          return replies;
        } catch (failure) {
          throw fromRedis(failure); // the script may have been lost again
        }
      }
    },
    async close() {
      if (closed) return;
      closed = true;
      await settings.close();
      if (client.isReady) await client.close();
      else {
        // node-redis completes a connection that is being made, and would leave it open.
        client.once('connect', () => {
          client.destroy();
        });
        client.destroy();
      }
      await connecting;
    },
  };
}

/** The part of a node-redis pipeline that is used here. The full type depends on the mapping of replies. */
interface Pipeline {
  addCommand(command: Command): unknown;
  execAsPipeline(): Promise<unknown[]>;
}

/** The user name and password in an address. */
function loginIn(url: string): { username?: string; password?: string } {
  const { username, password } = new URL(url);
  return {
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
  };
}

function newClient(address: Address, name: string) {
  try {
    // node-redis prefers a login in the address to the provider, so it gets an address without one.
    const url = new URL(addressNow(address));
    url.username = '';
    url.password = '';
    return createClient({
      url: url.href,
      credentialsProvider: {
        type: 'async-credentials-provider',
        credentials: () => Promise.resolve(loginIn(addressNow(address))),
      },
      RESP: 3,
      name,
      disableOfflineQueue: true,
      commandsQueueMaxLength: MAX_PENDING_COMMANDS,
      // Writing to a connection reveals that a firewall has dropped it.
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
