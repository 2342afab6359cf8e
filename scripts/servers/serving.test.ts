import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import { isRunning } from '../bootstrap/running-process.mjs';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { findOnPath } from './binaries.ts';
import { freePort } from './ports.ts';
import { postgresReadiness } from './postgres.ts';
import { bareEnvironment, killTree, processesIn, startInBackground } from './processes.ts';
import { redisReadiness } from './redis.ts';
import type { Readiness } from './serving.ts';
import { servesInTime, SERVING, SILENT, workOf } from './serving.ts';

const STARTING: Readiness = { kind: 'starting', progress: 'reads' };

/** A server that answers these in turn, and the last one for ever. */
function answering(...answers: readonly Readiness[]) {
  let asked = 0;
  return () => Promise.resolve(answers[Math.min(asked++, answers.length - 1)] ?? SILENT);
}

const nothing = { isRunning: () => true, work: () => 0, idleMs: 200, say: () => undefined };

describe('waiting for a server', () => {
  it('ends when it serves', async () => {
    assert.equal(await servesInTime({ ...nothing, ask: answering(SILENT, STARTING, SERVING) }), true);
  });

  it('goes on for much longer than the server may be idle while it says that it is starting', async () => {
    const many = Array.from({ length: 40 }, () => STARTING);
    assert.equal(await servesInTime({ ...nothing, ask: answering(...many, SERVING) }), true);
  });

  it('goes on while a silent server works', async () => {
    let work = 0;
    const many = Array.from({ length: 40 }, () => SILENT);
    const working = { ...nothing, idleMs: 600, work: () => (work += 100) };
    assert.equal(await servesInTime({ ...working, ask: answering(...many, SERVING) }), true);
  });

  it('gives up when the server neither says nor does anything', async () => {
    assert.equal(await servesInTime({ ...nothing, ask: answering(STARTING, SILENT) }), false);
  });

  it('ends when the process has ended', async () => {
    assert.equal(await servesInTime({ ...nothing, isRunning: () => false, ask: answering(SERVING) }), false);
  });
});

/** A server on loopback that answers every first message with these bytes. */
async function answeringWith(t: TestContext, bytes: string): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(Buffer.from(bytes, 'latin1')));
  }).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}

describe('PostgreSQL', () => {
  const error = (code: string): string => `E\0\0\0\x40SFATAL\0VFATAL\0C${code}\0Mtext\0\0`;
  const cases: readonly (readonly [string, string, Readiness['kind']])[] = [
    ['asks for a password', 'R\0\0\0\x17', 'serving'],
    ['is starting up or recovers', error('57P03'), 'starting'],
    ['refuses for another reason', error('53300'), 'silent'],
  ];
  for (const [name, bytes, kind] of cases) {
    it(name, async (t) => {
      assert.equal((await postgresReadiness(await answeringWith(t, bytes))).kind, kind);
    });
  }

  it('does not listen yet', async () => {
    assert.deepEqual(await postgresReadiness(await freePort('dev/postgres', [])), SILENT);
  });
});

describe('Redis', { skip: findOnPath('redis-server') === null && 'redis-server is not installed' }, () => {
  it('is waited for while it reads its file, however long that takes, and says how far it is', async (t) => {
    const folder = temporaryFolder(t);
    const port = await freePort('dev/redis', []);
    const keys = 6_000;
    mkdirSync(path.join(folder, 'appendonlydir'));
    const bulk = (...parts: readonly string[]): string =>
      `*${parts.length}\r\n${parts.map((part) => `$${part.length}\r\n${part}\r\n`).join('')}`;
    const file = Array.from({ length: keys }, (_, i) => bulk('SET', `key:${i}`, 'value')).join('');
    writeFileSync(path.join(folder, 'appendonly.aof'), `${bulk('SELECT', '0')}${file}`);
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--requirepass', 'secret', '--save', ''];
    // Each key takes a third of a millisecond, and Redis answers between small pieces of the file.
    const slow = [
      '--appendonly',
      'yes',
      '--key-load-delay',
      '300',
      '--loading-process-events-interval-bytes',
      '1024',
    ];
    const known = startInBackground(
      {
        file: findOnPath('redis-server') ?? '',
        args: [...args, ...slow],
        cwd: folder,
        env: bareEnvironment(),
      },
      path.join(folder, 'redis.log'),
    );
    t.after(() => killTree(known));
    const seen = new Set<string>();
    const serves = await servesInTime({
      ask: async () => {
        const readiness = await redisReadiness(port, 'secret');
        if (readiness.kind === 'starting') seen.add(readiness.progress);
        return readiness;
      },
      isRunning: () => isRunning(known),
      work: () => 0,
      idleMs: 1_500,
      say: () => undefined,
    });
    assert.equal(serves, true);
    assert.match([...seen].join(), /has read \d+ % of its data/);
    assert.ok(workOf(processesIn(folder)) > 0);
  });
});
