import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import type { Law } from '@scrutin/testkit';
import {
  controlService,
  eventually,
  expectNothingLostNothingTwice,
  oneVoteEach,
  useSystem,
  VoteLoad,
} from '@scrutin/testkit';

jest.setTimeout(180_000);

const OUTAGE_MS = 8_000;

describe('PostgreSQL away while votes come in', () => {
  const { stack, open } = useSystem({ suite: 'database-away', processes: { aggregator: 2 } });

  const load = (law: Law, votesPerSecond: number): VoteLoad =>
    new VoteLoad(oneVoteEach(law), { target: stack.target, votesPerSecond, again: 'until-accepted' });
  const startFailing = (sqlState: string): Promise<unknown> =>
    stack.sql(`
      CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'a write fails' USING ERRCODE = '${sqlState}'; END $$;
      CREATE TRIGGER fails BEFORE INSERT ON vote_audit EXECUTE FUNCTION fail()`);
  const stopFailing = (): Promise<unknown> => stack.sql('DROP FUNCTION fail CASCADE');

  test('fault 5: a restart under load: the counts are exact', async () => {
    const law = await open(900);
    const votes = load(law, 300);
    await votes.accepted(150);
    await controlService('restart', 'postgres');
    await votes.accepted(500);
    await controlService('kill', 'postgres');
    await controlService('start', 'postgres');
    const record = await votes.done();
    expect(record.accepted).toHaveLength(900);
    expect(await expectNothingLostNothingTwice(stack, law, record)).toEqual({ counted: 900, rejected: {} });
  });

  test('fault 5: eight seconds without PostgreSQL under load: votes are accepted all the time, and counted afterwards', async () => {
    const law = await open(6_000);
    const votes = load(law, 200);
    await votes.accepted(100);
    await controlService('stop', 'postgres');
    const [api] = stack.running('ingestion-api');
    try {
      await votes.accepted(votes.acceptedCount + 200);
      // It goes on accepting, so it stays ready, and says what is away.
      await eventually('the API says what is away', async () => {
        const answer = await fetch(`${api!.opsUrl()}/health/ready`);
        expect({ status: answer.status, body: await answer.json() }).toMatchObject({
          status: 200,
          body: { dependencies: { broker: 'up', database: 'down' } },
        });
      });
      const others = [...stack.running('validation-worker'), ...stack.running('aggregator')];
      for (const other of others) {
        await eventually(`${other.name} is not ready`, async () => {
          expect((await fetch(`${other.opsUrl()}/health/ready`)).status).toBe(503);
        });
      }
      expect((await fetch(`${api!.opsUrl()}/health/live`)).status).toBe(200);
      await delay(OUTAGE_MS); // the fault itself
    } finally {
      await controlService('start', 'postgres');
    }
    await votes.accepted(votes.acceptedCount + 100);
    const record = await votes.stop();
    const outcome = await expectNothingLostNothingTwice(stack, law, record);
    expect(outcome).toEqual({ counted: record.accepted.length, rejected: {} });
  });

  test('fault 5: writes that fail (the disk is full) under load: no batch is counted twice (P4)', async () => {
    const law = await open(3_000);
    const votes = load(law, 200);
    await votes.accepted(50);
    await startFailing('53100');
    try {
      await votes.accepted(votes.acceptedCount + 100);
      await eventually('aggregators met the fault', () => {
        const retries = stack.running('aggregator').flatMap((one) => one.events('broker.batch-retry'));
        expect(retries).not.toHaveLength(0);
      });
    } finally {
      await stopFailing();
    }
    const record = await votes.stop();
    const outcome = await expectNothingLostNothingTwice(stack, law, record);
    expect(outcome).toEqual({ counted: record.accepted.length, rejected: {} });
  });

  test('fault 5: writes that fail for an unknown reason are tried again and reported, and nothing is lost (P2)', async () => {
    const law = await open(3_000);
    const votes = load(law, 100);
    await votes.accepted(50);
    await startFailing('P0001');
    try {
      await eventually('aggregators met the fault', () => {
        const said = stack.running('aggregator').flatMap((one) => one.events('database.unknown-error'));
        expect(said[0]).toMatchObject({ disposition: 'failure', reason: 'P0001 a write fails' });
      });
    } finally {
      await stopFailing();
    }
    const record = await votes.stop();
    const outcome = await expectNothingLostNothingTwice(stack, law, record);
    expect(outcome).toEqual({ counted: record.accepted.length, rejected: {} });
  });
});
