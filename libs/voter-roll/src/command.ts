/** One Redis command. Strings are sent as UTF-8, Buffers unchanged. */
export type Command = (string | Buffer)[];

/** All commands with a key that this library sends, with the position of the key. */
const KEY_POSITION: ReadonlyMap<string, number> = new Map([
  ['EVAL', 3],
  ['EVALSHA', 3],
  ['EXPIRE', 1],
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
 * The key of a command, which decides on which node of a cluster the command runs. Undefined for a command without a
 * key, such as PING.
 */
export function keyOf(command: Command): string | Buffer | undefined {
  const position = KEY_POSITION.get(String(command[0]));
  return position === undefined ? undefined : command[position];
}
