import { TransientError } from '@scrutin/service-runtime';
import type { Cluster, ClusterMaster } from './cluster-keeper.ts';
import { ClusterKeeper } from './cluster-keeper.ts';
import type { Command } from './command.ts';
import { keyOf } from './command.ts';
import { slotOf } from './key-slot.ts';
import type { LuaScript } from './lua-script.ts';
import { NotConnectedError } from './not-connected-error.ts';
import type { RedisConnection, RedisConnectionOptions } from './redis-connection.ts';
import { BYTES } from './redis-connection.ts';
import { fromRedis, isMissingScript, isRedirection } from './redis-error.ts';
import type { RedisOperation } from './redis-metrics.ts';
import { RedisTroubleLog } from './redis-trouble-log.ts';
import { within } from './within.ts';

type NodeConnection = NonNullable<ClusterMaster['client']>;
type Outcome = { readonly reply: unknown } | { readonly error: unknown };

/** A command that its node did not run, with the position of its reply and its key. */
interface Unserved {
  readonly command: Command;
  readonly position: number;
  readonly key: string | Buffer;
}

/** No timer for each command, because the deadline of the whole pipeline is enough. */
const NO_TIMER = { timeout: 0 };
const IN_BYTES = { ...NO_TIMER, typeMapping: BYTES };

/**
 * Opens a {@link RedisConnection} to a Redis Cluster. Each command of a pipeline goes to the master of its key's slot,
 * with one write for each master. Commands of the same slot keep their order. A command without a key runs on every
 * master, and its reply is that of the first one.
 *
 * Nothing is sent while one of the needed masters is down. If a master fails after that, the whole pipeline fails,
 * although other masters may have run their commands.
 *
 * If the slot of a command moved, or its node did not know the script, the command is sent once more by itself, with
 * the source of the script. node-redis then follows MOVED and ASK. Commands that were answered are not sent again.
 */
export function openRedisClusterConnection(options: RedisConnectionOptions): RedisConnection {
  const { metrics, deadlineMs } = options;
  const keeper = new ClusterKeeper(options);
  const troubles = new RedisTroubleLog(options.logger);

  const run = async (
    operation: RedisOperation,
    script: LuaScript | undefined,
    commands: readonly Command[],
    items: number,
    options: typeof NO_TIMER | typeof IN_BYTES = NO_TIMER,
  ): Promise<unknown[]> => {
    try {
      const { cluster } = keeper;
      if (cluster === undefined) throw new NotConnectedError('The Redis Cluster is not connected.');
      const targets = commands.map((command) => targetsOf(keeper, cluster, command));
      const replies = await within(deadlineMs, runOn(cluster, targets, commands, script, options), () => {
        keeper.reportLateReply();
      });
      metrics.count(operation, 'success', items);
      return replies;
    } catch (error) {
      if (!(keeper.isFirstConnecting && error instanceof NotConnectedError))
        metrics.count(operation, 'error', items);
      if (!(error instanceof TransientError)) troubles.note(operation, error);
      throw fromRedis(error);
    }
  };

  return {
    keysOfACall: 'of-one-slot',
    pipeline: (operation, commands, items = commands.length) => run(operation, undefined, commands, items),
    pipelineWithScript: (operation, script, commands, items = commands.length) =>
      run(operation, script, commands, items),
    readBytes: (operation, commands, items = commands.length) =>
      run(operation, undefined, commands, items, IN_BYTES),
    close: () => keeper.close(),
  };
}

/**
 * The connections on which a command must run.
 *
 * @throws TransientError when one of them is not connected
 */
function targetsOf(keeper: ClusterKeeper, cluster: Cluster, command: Command): NodeConnection[] {
  const key = keyOf(command);
  // A slot without a master has no entry, although the type does not say so.
  const slot =
    key === undefined ? undefined : (cluster.slots[slotOf(key)] as { master: ClusterMaster } | undefined);
  const masters = key === undefined ? cluster.masters : slot === undefined ? [] : [slot.master];
  if (masters.length === 0) throw new TransientError('A slot of the Redis Cluster has no master.');
  return masters.map((master) => {
    const connection = keeper.connectionTo(cluster, master);
    if (connection === undefined)
      throw new NotConnectedError('A master of the Redis Cluster is not connected.');
    return connection;
  });
}

async function runOn(
  cluster: Cluster,
  targets: readonly (readonly NodeConnection[])[],
  commands: readonly Command[],
  script: LuaScript | undefined,
  options: typeof NO_TIMER | typeof IN_BYTES,
): Promise<unknown[]> {
  // All commands are given to node-redis in one tick, because it writes the commands of a tick to a node at once.
  const outcomes = await Promise.all(
    commands.map((command, i) =>
      settled(Promise.all((targets[i] ?? []).map((node) => node.sendCommand(command, options)))),
    ),
  );
  const replies: unknown[] = [];
  const unserved = new Map<number, Unserved[]>();
  for (const [position, outcome] of outcomes.entries()) {
    const command = commands[position] as Command;
    const key = keyOf(command);
    if ('reply' in outcome) {
      [replies[position]] = outcome.reply as unknown[];
    } else if (key !== undefined && isUnserved(outcome.error, script)) {
      const slot = slotOf(key);
      const others = unserved.get(slot) ?? [];
      if (others.length === 0) unserved.set(slot, others);
      others.push({ command: script?.withSource(command) ?? command, position, key });
    } else {
      throw outcome.error;
    }
  }
  await Promise.all(
    [...unserved.values()].map(async (ofOneSlot) => {
      for (const { command, position, key } of ofOneSlot) {
        replies[position] = await cluster.sendCommand(key, false, command, options);
      }
    }),
  );
  return replies;
}

function isUnserved(error: unknown, script: LuaScript | undefined): boolean {
  return isRedirection(error) || (script !== undefined && isMissingScript(error));
}

/** Turns a rejection into a value, so that all replies are awaited. An error must not hide that a later command ran. */
function settled(reply: Promise<unknown>): Promise<Outcome> {
  return reply.then(
    (value) => ({ reply: value }),
    (error: unknown) => ({ error }),
  );
}
