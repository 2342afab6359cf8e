import { execFile } from 'node:child_process';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { createClient } from '@redis/client';
import type { AppProcess } from '@scrutin/testkit';
import { eventually, expectNothingLostNothingTwice, oneVoteEach, useSystem } from '@scrutin/testkit';

/** The servers answer and refuse, or the machine has no free descriptors. No process may end because of that. */
describe('PostgreSQL, Redis or the operating system refuse while votes come in', () => {
  const { stack, open, startVoting } = useSystem({ suite: 'refusing-servers' });

  const untilLogged = async (event: string, ...apps: AppProcess['app'][]): Promise<void> => {
    for (const one of apps.flatMap((app) => stack.running(app))) {
      await eventually(`${one.name} has logged ${event}`, () => {
        expect(one.events(event)[0]).toMatchObject({ disposition: 'failure' });
      });
    }
  };
  const statusOf = async (one: AppProcess | undefined): Promise<number> =>
    (await fetch(`${one!.opsUrl()}/health/ready`)).status;

  /** Casts votes while `damage` lasts and after `repair`. Every vote that was accepted must be counted. */
  const voteThrough = async (
    damage: () => Promise<unknown>,
    meanwhile: () => Promise<void>,
    repair: () => Promise<unknown>,
  ): Promise<void> => {
    const law = await open(6_000);
    const votes = startVoting(oneVoteEach(law), { votesPerSecond: 100, again: 'until-accepted' });
    await votes.accepted(50);
    await damage();
    try {
      await meanwhile();
      await votes.accepted(votes.acceptedCount + 150);
    } finally {
      await repair();
    }
    await votes.accepted(votes.acceptedCount + 50);
    const record = await votes.stop();
    const outcome = await expectNothingLostNothingTwice(stack, law, record);
    expect(outcome).toEqual({ counted: record.accepted.length, rejected: {} });
  };

  test('PostgreSQL refuses the logins: votes are accepted, and every process logs it and continues after the repair', async () => {
    const logins = await stack.sql<{ rolname: string }>(
      `SELECT rolname FROM pg_roles WHERE rolname LIKE current_database() || '\\_scrutin\\_%'`,
    );
    const alterAll = async (act: string): Promise<void> => {
      for (const { rolname } of logins) await stack.sql(`ALTER ROLE ${rolname} ${act}`);
    };
    await voteThrough(
      async () => {
        await alterAll('NOLOGIN');
        await stack.sql(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND usename LIKE current_database() || '\\_scrutin\\_%'`,
        );
      },
      async () => {
        await untilLogged('database.refused', 'ingestion-api', 'validation-worker', 'aggregator');
        expect(await statusOf(stack.running('ingestion-api')[0])).toBe(200);
        await eventually('the aggregator is not ready', async () => {
          expect(await statusOf(stack.running('aggregator')[0])).toBe(503);
        });
      },
      () => alterAll('LOGIN'),
    );
  });

  test('a right and a table are missing: the same happens', async () => {
    await voteThrough(
      async () => {
        await stack.sql('REVOKE SELECT ON laws FROM scrutin_ingestion, scrutin_worker');
        await stack.sql('ALTER TABLE settled_submissions RENAME TO gone');
      },
      () => untilLogged('database.refused', 'ingestion-api', 'validation-worker', 'aggregator'),
      async () => {
        await stack.sql('GRANT SELECT ON laws TO scrutin_ingestion, scrutin_worker');
        await stack.sql('ALTER TABLE gone RENAME TO settled_submissions');
      },
    );
  });

  test('Redis refuses scripts: the same happens', async () => {
    const redis = createClient({ url: stack.redis.url });
    await redis.connect();
    try {
      await voteThrough(
        () => redis.sendCommand(['ACL', 'SETUSER', 'default', '-evalsha', '-eval', '-script']),
        async () => {
          await untilLogged('redis.refused', 'ingestion-api', 'validation-worker');
          await eventually('the worker is not ready', async () => {
            expect(await statusOf(stack.running('validation-worker')[0])).toBe(503);
          });
        },
        () => redis.sendCommand(['ACL', 'SETUSER', 'default', '+@all']),
      );
    } finally {
      await redis.close();
    }
  });

  test('an API without a free descriptor keeps running, and answers again as soon as there are some', async () => {
    const [api] = stack.running('ingestion-api');
    const { port } = new URL(api!.publicUrl());
    const law = await open(20);
    const limit = (files: number): Promise<unknown> =>
      promisify(execFile)('prlimit', ['--pid', String(api!.pid), `--nofile=${files}:20000`]);
    await limit(60);
    const idle: Socket[] = [];
    for (let i = 0; i < 120; i++) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('error', () => undefined);
      idle.push(socket);
    }
    // After its pooled connections are cut, it needs new descriptors, and there are none.
    await stack.sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'ingestion-api'`,
    );
    await eventually('it cannot read the contests', () => {
      expect(api!.events('catalogue.refresh-failed').length).toBeGreaterThan(0);
    });
    for (const socket of idle) socket.destroy();
    await limit(1_024);
    const votes = startVoting(oneVoteEach(law), { again: 'until-accepted' });
    const record = await votes.done();
    expect(record.accepted).toHaveLength(20);
    await expectNothingLostNothingTwice(stack, law, record);
  });
});
