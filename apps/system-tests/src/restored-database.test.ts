import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import type { CommandResult, IssuedLaw } from '@scrutin/testkit';
import {
  ArchivedPostgres,
  eventually,
  expectBalanced,
  expectNothingLostNothingTwice,
  issueCredentials,
  joinRecords,
  oneVoteEach,
  publishLaw,
  readLawRecords,
  runOrThrow,
  useSystem,
} from '@scrutin/testkit';

jest.setTimeout(400_000);

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
  const counted = async (law: IssuedLaw): Promise<number> => (await readLawRecords(stack, law.id)).audited;

  test('nobody votes twice, voting goes on, and the ledger names the votes that are lost (P3, P5)', async () => {
    const law = await issueCredentials(stack, 100);
    rolls.push(law);
    await runOrThrow(stack, ['roll', 'load', law.folder]);
    await publishLaw(stack, law);
    const votes = oneVoteEach(law);
    const [database = ''] = (await stack.sql<{ name: string }>('SELECT current_database() AS name')).map(
      ({ name }) => name,
    );

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

    // The voters whose votes are lost vote again. For all others a second vote does not count.
    const again = await castAll(votes);
    expect(again.accepted).toHaveLength(100);
    const outcome = await expectNothingLostNothingTwice(
      stack,
      law,
      joinRecords(first, second, during, again),
    );
    expect(outcome).toEqual({ counted: 100, rejected: { 'already-voted': 65 } });
    expect(await runOrThrow(stack, ['ledger'])).toContain('Balanced');
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
