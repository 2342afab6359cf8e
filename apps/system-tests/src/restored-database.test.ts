import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { QUEUES } from '@scrutin/contracts/messages';
import type { SubmissionId } from '@scrutin/election';
import type { CommandResult, IssuedLaw } from '@scrutin/testkit';
import {
  ArchivedPostgres,
  eventually,
  expectBalanced,
  expectNothingLostNothingTwice,
  issueCredentials,
  joinRecords,
  NO_VOTES,
  oneVoteEach,
  publishLaw,
  readLawRecords,
  runOrThrow,
  submittedVote,
  useSystem,
} from '@scrutin/testkit';

/** The command of a process, or nothing if it has ended. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

const CLI = fileURLToPath(new URL('../../cli/dist/main.js', import.meta.url));

describe('the database is destroyed while people vote, and restored to a point in time', () => {
  let server: ArchivedPostgres;
  const usual = process.env['DATABASE_URL'];
  beforeAll(async () => {
    server = await ArchivedPostgres.start();
    process.env['DATABASE_URL'] = server.ownerUrl;
  });
  const { stack, rolls, castAll } = useSystem({
    suite: 'restored-database',
    settings: { 'validation-worker': { CLAIM_DOUBT_MS: '1000' } },
  });
  beforeAll(() => {
    process.env['DATABASE_URL'] = usual; // the other servers are those of the test run
  });
  afterAll(() => server.remove());

  const backup = (act: string, ...options: readonly string[]): Promise<CommandResult> =>
    stack.scrutin(['backup', act, '--config', server.config, ...options], 'owner');
  const databaseTime = async (): Promise<string> =>
    (await stack.sql<{ now: Date }>('SELECT clock_timestamp() AS now'))[0]!.now.toISOString();
  const databaseName = async (): Promise<string> =>
    (await stack.sql<{ name: string }>('SELECT current_database() AS name'))[0]!.name;
  const counted = async (law: IssuedLaw): Promise<number> => (await readLawRecords(stack, law.id)).audited;

  test('nobody votes twice, voting goes on, and the ledger names the votes that are lost (P3, P5)', async () => {
    const law = await issueCredentials(stack, 100);
    rolls.push(law);
    await runOrThrow(stack, ['roll', 'load', law.folder]);
    await publishLaw(stack, law);
    const votes = oneVoteEach(law);
    const database = await databaseName();

    // Votes before the backup, and between the backup and the point to which the database is restored.
    const first = await castAll(votes.slice(0, 30));
    await expectNothingLostNothingTwice(stack, law, first);
    const created = await backup('create', '--metrics', stack.folder);
    expect(created.stdout + created.stderr).toContain('aes-256-cbc');
    expect(created.code).toBe(0);
    // pgBackRest knows the end of a backup to the second, and restores only to a moment after it.
    await delay(2_000);
    const second = await castAll(votes.slice(30, 50));
    await expectNothingLostNothingTwice(stack, law, joinRecords(first, second));
    const point = await databaseTime();

    // Votes that are counted and reported, and lost with the database. Their API ends in order, so that no gap in the
    // numbers of its groups shows that they are missing.
    const lost = await castAll(votes.slice(50, 75));
    await expectNothingLostNothingTwice(stack, law, joinRecords(first, second, lost));
    await stack.endAll('ingestion-api', 'SIGTERM');
    await stack.startApp('ingestion-api');
    await server.archived();

    const verified = await backup('verify', '--at', point, '--database', database);
    expect(verified.stdout + verified.stderr).toContain('The backup can be restored.');
    expect(verified.stdout).toContain('50 counted votes agree');
    expect(verified.code).toBe(0);

    // Votes are accepted while there is no database.
    await server.destroy();
    const during = await castAll(votes.slice(75, 90));
    expect(during.accepted).toHaveLength(15);
    const restored = await backup('restore', '--at', point);
    expect(restored.stdout + restored.stderr).toContain('restored to the given moment');
    expect(restored.code).toBe(0);
    await server.startServer();
    await eventually('the votes of the queue are counted', async () => {
      expect(await counted(law)).toBe(65);
    });

    await runOrThrow(stack, ['roll', 'load', law.folder]);
    const rebuilt = await stack.scrutin(['roll', 'rebuild', `law:${law.id}`]);
    expect(rebuilt).toMatchObject({ code: 1 });
    expect(rebuilt.stdout + rebuilt.stderr).toContain('25 claims have no counted vote');

    // By itself, the ledger of the restored database balances. The second count shows what it does not know.
    await expectBalanced(stack, {});
    const named = await stack.scrutin(['ledger', '--wait', '1']);
    expect(named.code).toBe(1);
    expect(named.stdout).toContain('Balanced');
    expect(named.stderr).toMatch(new RegExp(`law:${law.id} +\\S? *25 .*\\d\\d:\\d\\d.*\\d\\d:\\d\\d`));
    const recovered = await runOrThrow(stack, ['ledger', 'recover']);
    expect(recovered).toContain('25 votes are on record as received now.');
    expect(await runOrThrow(stack, ['ledger', 'recover'])).toContain('knows every vote');
    const missing = await stack.scrutin(['ledger', '--wait', '1']);
    expect(missing).toMatchObject({ code: 1, stderr: '' });
    expect(missing.stdout).toContain(`law:${law.id}: 25 received and not settled`);
    const explanation = ['--contest', `law:${law.id}`, '--votes', '25', '--reason', `restored to ${point}`];
    await runOrThrow(stack, ['ledger', 'explain', ...explanation]);
    expect(await runOrThrow(stack, ['ledger'])).toContain('Balanced');

    // A vote that was explained as lost arrives after all: it counts, and the explanation was too large by it.
    const [late] = lost.accepted;
    const message = { ...submittedVote(stack, late!), submissionId: late!.submissionId as SubmissionId };
    await stack.virtualHost.publish(QUEUES.validation, stack.codecs.submitted.encode([message]));
    await eventually('the late vote is counted', async () => {
      expect(await counted(law)).toBe(66);
    });
    const surplus = await stack.scrutin(['ledger', '--wait', '1']);
    expect(surplus).toMatchObject({ code: 1, stderr: '' });
    expect(surplus.stdout).toContain(`law:${law.id}: 1 settled and not received`);
    const correction = ['--contest', `law:${law.id}`, '--votes', '-1', '--reason', 'one came late'];
    await runOrThrow(stack, ['ledger', 'explain', ...correction]);
    expect(await runOrThrow(stack, ['ledger'])).toContain('Balanced');

    // The voters whose votes are lost vote again. For all others a second vote does not count.
    const again = await castAll(votes);
    expect(again.accepted).toHaveLength(100);
    const outcome = await expectNothingLostNothingTwice(
      stack,
      law,
      joinRecords(first, second, during, { ...NO_VOTES, accepted: [late!] }, again),
    );
    expect(outcome).toEqual({ counted: 100, rejected: { 'already-voted': 66 } });
    expect(await runOrThrow(stack, ['ledger'])).toContain('Balanced');
  });

  test('the verification of a backup names a segment that is missing in the archive', async () => {
    expect(await backup('create')).toMatchObject({ code: 0 });
    const database = await databaseName();
    const whole = await backup('verify', '--database', database);
    expect(whole.stdout).toContain('The backup can be restored.');
    for (let segment = 0; segment < 3; segment++) await server.archived();
    server.loseSegment();
    const broken = await backup('verify', '--database', database);
    expect(broken.code).toBe(1);
    expect(broken.stdout).toMatch(/archive of the write-ahead log +\S* *FAILS/);
    expect(broken.stdout).toMatch(
      /it goes to [0-9A-F]{24}, but a restore ends at [0-9A-F]{24}: a segment is missing/,
    );
    // A new backup does not need the segment.
    expect(await backup('create')).toMatchObject({ code: 0 });
    expect((await backup('verify', '--database', database)).code).toBe(0);
  });

  test('a verification that is interrupted leaves neither the copy nor its server (P6)', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'scrutin-interrupted-'));
    chmodSync(folder, 0o711);
    const database = await databaseName();
    try {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
        const options = ['--config', server.config, '--database', database, '--folder', folder];
        const child = spawn(process.execPath, [CLI, 'backup', 'verify', ...options], {
          env: { PATH: process.env['PATH'], DATABASE_URL: server.ownerUrl },
          stdio: 'ignore',
        });
        const ended = once(child, 'close');
        let pid = 0;
        await eventually('the server of the copy runs', () => {
          const [copy = ''] = readdirSync(folder);
          pid = Number(
            readFileSync(path.join(folder, copy, 'data', 'postmaster.pid'), 'utf8').split('\n')[0],
          );
        });
        child.kill(signal);
        expect(await ended).toEqual([null, signal]);
        expect(readdirSync(folder)).toEqual([]);
        expect(commandOf(pid)).toBe('');
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('a moment in the future, a wrong passphrase and a second repository that is open are refused', async () => {
    const future = await backup('restore', '--delta', '--at', '2999-01-01T00:00:00Z');
    expect(future).toMatchObject({ code: 2, stderr: expect.stringContaining('in the future') as unknown });
    const wrong = await stack.scrutin(
      ['backup', 'verify', '--config', server.configWith('wrong passphrase')],
      'owner',
    );
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('passphrase') as unknown });
    const open = await stack.scrutin(
      ['backup', 'create', '--config', server.configWith('open second repository')],
      'owner',
    );
    expect(open).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('One of the repositories is not encrypted') as unknown,
    });
  });

  test('a repository that is not encrypted is refused (P6)', async () => {
    const open = await ArchivedPostgres.start('none');
    try {
      const refused = await stack.scrutin(['backup', 'create', '--config', open.config], 'owner');
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain('is not encrypted');
    } finally {
      await open.remove();
    }
  });
});
