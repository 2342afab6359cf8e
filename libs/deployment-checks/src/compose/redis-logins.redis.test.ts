import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, silentLogger, until } from '@scrutin/testkit/without-services';
import { openVoterRoll } from '@scrutin/voter-roll';
import type { ComposeService } from './compose-file.ts';
import { composeFile, environmentOf } from './compose-file.ts';
import { composeContext } from './fixture/compose-context.ts';

/** The container `redis` as a process: its command, with the server of this machine and another port and folder. */
let folder: string;
let port: number;
let server: ChildProcess;
let auditorUrl: string;

const cli = (...args: readonly string[]): string =>
  spawnSync('redis-cli', ['-p', String(port), '--no-auth-warning', ...args], {
    encoding: 'utf8',
  }).stdout.trim();

async function start(leftOut?: string): Promise<Readonly<Record<string, string>>> {
  const { text, given: all } = await composeContext();
  const given = Object.fromEntries(Object.entries(all).filter(([name]) => name !== leftOut));
  const { redis, auditor } = composeFile(text, given).services as Record<string, ComposeService>;
  const [shell = '', ...options] = (redis?.entrypoint ?? []).map((part) =>
    part.replace('docker-entrypoint.sh redis-server', `redis-server --port ${port} --dir ${folder}`),
  );
  server = spawn(shell, options, {
    env: { PATH: process.env['PATH'], ...environmentOf(redis!, given) },
    stdio: 'ignore',
  });
  const address = new URL(environmentOf(auditor!, given)['REDIS_URL']!);
  address.host = `127.0.0.1:${port}`;
  auditorUrl = address.href;
  await until('Redis answers', () => Promise.resolve(cli('-a', given['REDIS_PASSWORD']!, 'PING') === 'PONG'));
  return given;
}

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'scrutin-compose-redis-'));
  port = await freePort();
});
afterEach(async () => {
  if (server.exitCode === null) {
    const ended = once(server, 'exit');
    server.kill();
    await ended;
  }
  rmSync(folder, { recursive: true });
});

test('the auditor of docker-compose.yml reads the counts of anomalies and the second count, and neither a roll nor a claim', async () => {
  const given = await start();
  cli('-a', given['REDIS_PASSWORD']!, 'HSET', 'signals:7', 'law:L2030-001 valid', '5');
  cli('-a', given['REDIS_PASSWORD']!, 'HSET', 'roll:law:L2030-001:0', 'credential', 'claim');
  const roll = openVoterRoll({ url: auditorUrl, logger: silentLogger });
  try {
    await until('the auditor is connected', () =>
      roll.check().then(
        () => true,
        () => false,
      ),
    );
    const { contests } = await roll.signals.read(6, 8);
    expect(contests).toMatchObject([{ contest: 'law:L2030-001', window: 7, outcomes: { valid: 5 } }]);
    expect(await roll.signals.firstLooks()).toEqual([]);
    expect(await roll.intakeCounts.read()).toEqual([]);
    await expect(roll.checkClaims()).rejects.toThrow(/NOPERM/);
    const auditor = ['--user', 'auditor', '-a', given['REDIS_AUDITOR_PASSWORD']!];
    expect(cli(...auditor, 'HGETALL', 'roll:law:L2030-001:0')).toContain('NOPERM');
    expect(cli(...auditor, 'KEYS', '*')).toContain('NOPERM');
    expect(cli(...auditor, 'HSET', 'signals:7', 'law:L2030-001 valid', '6')).toContain('NOPERM');
  } finally {
    await roll.close();
  }
});

test('a .env of an older version, without the password of the auditor, starts Redis as before', async () => {
  const given = await start('REDIS_AUDITOR_PASSWORD');
  expect(cli('-a', given['REDIS_PASSWORD']!, 'ACL', 'USERS')).toBe('default');
});
