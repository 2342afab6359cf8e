import { createHash } from 'node:crypto';
import type { Command } from './command.ts';

/** A Lua script that touches the keys of one slot, so that it runs on Redis Cluster as it is. */
export interface LuaScript {
  readonly source: string;
  call(key: string, ...argv: (string | Buffer)[]): Command;
  /** On several keys that have one slot in common, by the same `{…}` in their names. */
  callOnSlot(keys: readonly string[], ...argv: (string | Buffer)[]): Command;
  /** The same command for a Redis that may not know the script: a call of it brings the source along. */
  teaching(command: Command): Command;
}

export function luaScript(source: string): LuaScript {
  const sha = createHash('sha1').update(source).digest('hex');
  return {
    source,
    call: (key, ...argv) => ['EVALSHA', sha, '1', key, ...argv],
    callOnSlot: (keys, ...argv) => ['EVALSHA', sha, String(keys.length), ...keys, ...argv],
    teaching: (command) =>
      command[0] === 'EVALSHA' && command[1] === sha ? ['EVAL', source, ...command.slice(2)] : command,
  };
}
