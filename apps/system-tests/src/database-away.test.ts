import { setTimeout as delay } from 'node:timers/promises';
import type { Law, VoteLoad } from '@scrutin/testkit';
import {
  controlService,
  eventually,
  expectNothingLostNothingTwice,
  oneVoteEach,
  useSystem,
} from '@scrutin/testkit';

const OUTAGE_MS = 8_000;

describe('PostgreSQL is away while votes come in', () => {
  const { stack, open, startVoting } = useSystem({ suite: 'database-away', processes: { aggregator: 2 } });

  const startVotingAt = (votesPerSecond: number, law: Law): VoteLoad =>
    startVoting(oneVoteEach(law), { votesPerSecond, again: 'until-accepted' });
  /** Makes each write to the audit fail with this SQLSTATE. */
  const startFailing = (sqlState: string): Promise<unknown> =>
    stack.sql(`
      CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'a write fails' USING ERRCODE = '${sqlState}'; END $$;
      CREATE TRIGGER fails BEFORE INSERT ON vote_audit EXECUTE FUNCTION fail()`);
  const stopFailing = (): Promise<unknown> => stack.sql('DROP FUNCTION fail CASCADE');

  test('a restart and a kill under load: the counts are exact', async () => {
    const law = await open(900);
    const votes = startVotingAt(300, law);
    await votes.accepted(150);
    await controlService('restart', 'postgres');
    await votes.accepted(500);
    await controlService('kill', 'postgres');
    await controlService('start', 'postgres');
    const record = await votes.done();
    expect(record.accepted).toHaveLength(900);
    expect(await expectNothingLostNothingTwice(stack, law, record)).toEqual({ counted: 900, rejected: {} });
  });

  test('eight seconds without PostgreSQL under load: votes are accepted throughout, and counted afterwards', async () => {
    const law = await open(6_000);
    const votes = startVotingAt(200, law);
    await votes.accepted(100);
    const statusOf = async (path: string): Promise<number> =>
      (await fetch(`${stack.target()}${path}`)).status;
    const ballot = `/fr/voter/loi/${law.id}`;
    expect(await statusOf(ballot)).toBe(200);
    await controlService('stop', 'postgres');
    const [api] = stack.running('ingestion-api');
    try {
      await votes.accepted(votes.acceptedCount + 200);
      // Voters who come now can open the ballot. What was counted until now is not shown as if it were up to date.
      expect(await statusOf(ballot)).toBe(200);
      expect(await statusOf(`/api/v1/laws/${law.id}`)).toBe(200);
      await delay(1_000); // results may be as old as this
      expect(await statusOf(`/api/v1/results/${law.id}`)).toBe(503);
      // The API continues to accept votes, so it stays ready, and its health page names what is away.
      await eventually('the health page names what is away', async () => {
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
      await delay(OUTAGE_MS); // the outage that is tested
    } finally {
      await controlService('start', 'postgres');
    }
    await votes.accepted(votes.acceptedCount + 100);
    const record = await votes.stop();
    const outcome = await expectNothingLostNothingTwice(stack, law, record);
    expect(outcome).toEqual({ counted: record.accepted.length, rejected: {} });
  });

  /**
   * Makes writes fail with this SQLSTATE under load, until an aggregator has met the error. Then every vote that was
   * accepted must be counted once.
   */
  const voteThroughFailingWrites = async (
    votesPerSecond: number,
    sqlState: string,
    untilMet: () => Promise<void>,
  ): Promise<void> => {
    const law = await open(3_000);
    const votes = startVotingAt(votesPerSecond, law);
    await votes.accepted(50);
    await startFailing(sqlState);
    try {
      await votes.accepted(votes.acceptedCount + 100);
      await untilMet();
    } finally {
      await stopFailing();
    }
    const record = await votes.stop();
    const outcome = await expectNothingLostNothingTwice(stack, law, record);
    expect(outcome).toEqual({ counted: record.accepted.length, rejected: {} });
  };

  test('writes that fail because the disk is full, under load: no batch is counted twice (P4)', () =>
    voteThroughFailingWrites(200, '53100', () =>
      eventually('an aggregator has met the error', () => {
        const retries = stack.running('aggregator').flatMap((one) => one.events('broker.batch-retry'));
        expect(retries).not.toHaveLength(0);
      }),
    ));

  test('writes that fail for an unknown reason are reported and tried again, and no vote is lost (P2)', () =>
    voteThroughFailingWrites(100, 'P0001', () =>
      eventually('an aggregator has logged the error', () => {
        const logged = stack.running('aggregator').flatMap((one) => one.events('database.unknown-error'));
        expect(logged[0]).toMatchObject({ disposition: 'failure', reason: 'P0001 a write fails' });
      }),
    ));
});
