import { createHash } from 'node:crypto';
import type { Command, RedisConnection } from './redis-connection.ts';
import { isMissingScript } from './redis-error.ts';
import type { RedisOperation } from './redis-metrics.ts';

/** A Lua script that touches exactly one key, so that it runs on Redis Cluster as it is. */
export interface LuaScript {
  readonly source: string;
  call(key: string, ...argv: (string | Buffer)[]): Command;
}

export function luaScript(source: string): LuaScript {
  const sha = createHash('sha1').update(source).digest('hex');
  return { source, call: (key, ...argv) => ['EVALSHA', sha, '1', key, ...argv] };
}

/**
 * Sends the commands, calls of `script` among them. A Redis that does not know the script (restarted,
 * failed over, SCRIPT FLUSH) is taught it and asked again: all commands are sent twice then, so they
 * must be safe to repeat.
 */
export async function pipelineWithScript(
  connection: RedisConnection,
  operation: RedisOperation,
  script: LuaScript,
  commands: readonly Command[],
  items = commands.length,
): Promise<unknown[]> {
  try {
    return await connection.pipeline(operation, commands, items);
  } catch (error) {
    if (!isMissingScript(error)) throw error;
    // In one write, so that no failover comes between.
    const [, ...replies] = await connection.pipeline(
      operation,
      [['SCRIPT', 'LOAD', script.source], ...commands],
      items,
    );
    return replies;
  }
}
