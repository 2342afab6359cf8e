/**
 * A private Redis, with an append-only file and one fsync a second. Redis is a fast filter in front of PostgreSQL, and
 * a loss of its data changes no result, so it does not need more. Hash buckets of up to 128 fields of 64 bytes stay in
 * the compact encoding, on which the small memory use of the voter roll depends.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { profileFolder } from '../stack/profile.ts';
import { findOnPath } from './binaries.ts';
import { bareEnvironment } from './processes.ts';
import type { PrivateServer, ServerContext } from './server.ts';
import { portOf } from './server.ts';

function configuration({ state }: ServerContext): string {
  return [
    'bind 127.0.0.1',
    `port ${portOf(state, 'redis')}`,
    'protected-mode yes',
    `requirepass ${state.secrets.redis}`,
    'daemonize no',
    'supervised no',
    'dir ./',
    'save ""',
    'appendonly yes',
    'appendfsync everysec',
    'hash-max-listpack-entries 128',
    'hash-max-listpack-value 80',
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}

/** True if Redis accepts the password and has loaded its data. */
export function redisAnswers(port: number, password: string, timeoutMs = 1_000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let text = '';
    const finish = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    for (const event of ['error', 'close', 'timeout']) {
      socket.once(event, () => {
        finish(false);
      });
    }
    socket.setTimeout(timeoutMs);
    socket.once('connect', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (text.includes('+PONG')) finish(true);
      else if (text.includes('-')) finish(false);
    });
  });
}

export const redis: PrivateServer = {
  name: 'redis',
  packages: ['redis-server'],
  portNames: ['redis'],
  stopSignal: 'SIGTERM',
  startDeadlineMs: 30_000,
  stopDeadlineMs: 10_000,

  available: () => findOnPath('redis-server') !== null,

  folder: ({ profile }) => path.join(profileFolder(profile), 'redis'),

  prepare(context) {
    const folder = redis.folder(context);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(path.join(folder, 'redis.conf'), configuration(context), { mode: 0o600 });
  },

  command: (context) => ({
    file: findOnPath('redis-server') ?? 'redis-server',
    args: [path.join(redis.folder(context), 'redis.conf')],
    env: bareEnvironment(),
    cwd: redis.folder(context),
  }),

  answers: ({ state }) => redisAnswers(portOf(state, 'redis'), state.secrets.redis),
};
