/**
 * All commands that this library sends, with the position of their key. The compiler refuses any other, because a cluster
 * would run it on every master.
 */
const KEY_POSITION = {
  EVAL: 3,
  EVALSHA: 3,
  EXISTS: 1,
  EXPIRE: 1,
  HDEL: 1,
  HGET: 1,
  HGETALL: 1,
  HINCRBY: 1,
  HLEN: 1,
  HMGET: 1,
  HSET: 1,
  HSETNX: 1,
  INFO: undefined,
  PING: undefined,
  SCRIPT: undefined,
  SET: 1,
  UNLINK: 1,
} as const satisfies Readonly<Record<string, number | undefined>>;

/** One Redis command. Strings are sent as UTF-8, Buffers unchanged. */
export type Command = [name: keyof typeof KEY_POSITION, ...rest: (string | Buffer)[]];

/**
 * The key of a command, which decides on which node of a cluster the command runs. Undefined for a command without a
 * key, such as PING.
 */
export function keyOf(command: Command): string | Buffer | undefined {
  const position = KEY_POSITION[command[0]];
  return position === undefined ? undefined : command[position];
}
