import { createHash } from 'node:crypto';
import type { Command } from './command.ts';

/** A Lua script. On Redis Cluster, all keys of a call must be of one slot. */
export interface LuaScript {
  readonly source: string;
  /** Calls the script, by its hash, with one key. */
  call(key: string, ...argv: (string | Buffer)[]): Command;
  /** Calls the script with several keys. On a cluster they have the same slot, by the same `{…}` in their names. */
  callWithKeys(keys: readonly string[], ...argv: (string | Buffer)[]): Command;
  /** Replaces a call of this script by one that contains the source, for a Redis that may not know the script. */
  withSource(command: Command): Command;
}

/** Creates the commands that call a script. */
export function luaScript(source: string): LuaScript {
  const sha = createHash('sha1').update(source).digest('hex');
  return {
    source,
    call: (key, ...argv) => ['EVALSHA', sha, '1', key, ...argv],
    callWithKeys: (keys, ...argv) => ['EVALSHA', sha, String(keys.length), ...keys, ...argv],
    withSource: (command) =>
      command[0] === 'EVALSHA' && command[1] === sha ? ['EVAL', source, ...command.slice(2)] : command,
  };
}
