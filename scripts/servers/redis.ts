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
import type { Readiness } from './serving.ts';
import { SERVING, SILENT } from './serving.ts';

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
    'hash-max-listpack-entries 1024',
    'hash-max-listpack-value 80',
    'lazyfree-lazy-expire yes',
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}

/** Whether Redis accepts the password and has loaded its data. While it loads, it says how much it has read. */
export function redisReadiness(port: number, password: string, timeoutMs = 1_000): Promise<Readiness> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let text = '';
    const finish = (answer: Readiness): void => {
      socket.destroy();
      resolve(answer);
    };
    for (const event of ['error', 'close', 'timeout']) {
      socket.once(event, () => {
        finish(SILENT);
      });
    }
    socket.setTimeout(timeoutMs);
    socket.once('connect', () => socket.write(`AUTH ${password}\r\nINFO persistence\r\nPING\r\n`));
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (text.includes('+PONG')) finish(SERVING);
      else if (/^-LOADING/m.test(text)) finish({ kind: 'starting', progress: progressOf(text) });
      else if (/^-/m.test(text)) finish(SILENT);
    });
  });
}

function progressOf(info: string): string {
  const share = /^loading_loaded_perc:([\d.]+)/m.exec(info)?.[1];
  return share === undefined ? 'reads its data' : `has read ${Math.floor(Number(share))} % of its data`;
}

export const redis: PrivateServer = {
  name: 'redis',
  packages: ['redis-server'],
  portNames: ['redis'],
  stopSignal: 'SIGTERM',
  idleMs: 30_000,
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

  readiness: ({ state }) => redisReadiness(portOf(state, 'redis'), state.secrets.redis),
};
