/** One Redis command. Strings are written as UTF-8, Buffers as they are. */
export type Command = (string | Buffer)[];

/** Every command that is ever sent to a key, and where the key stands in it. */
const KEY_POSITION: ReadonlyMap<string, number> = new Map([
  ['EVAL', 3],
  ['EVALSHA', 3],
  ['HDEL', 1],
  ['HGET', 1],
  ['HGETALL', 1],
  ['HLEN', 1],
  ['HMGET', 1],
  ['HSET', 1],
  ['HSETNX', 1],
  ['SET', 1],
  ['UNLINK', 1],
]);

/**
 * The one key of a command, which decides on which node of a cluster it runs; undefined for a command
 * without one, such as PING.
 */
export function keyOf(command: Command): string | Buffer | undefined {
  const position = KEY_POSITION.get(String(command[0]));
  return position === undefined ? undefined : command[position];
}
