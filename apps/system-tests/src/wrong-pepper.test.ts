import { randomBytes } from 'node:crypto';
import type { AppProcess } from '@scrutin/testkit';
import {
  eventually,
  expectNothingLostNothingTwice,
  joinRecords,
  oneVoteEach,
  useSystem,
} from '@scrutin/testkit';

describe('an API is started with another pepper than the roll has', () => {
  const { stack, open, castAll } = useSystem({ suite: 'wrong-pepper' });
  let wrong: AppProcess;

  const readiness = async (): Promise<number> => (await fetch(`${wrong.opsUrl()}/health/ready`)).status;

  beforeEach(async () => {
    wrong = await stack.startApp('ingestion-api', {
      until: 'live',
      settings: { CREDENTIAL_PEPPER: randomBytes(32).toString('hex') },
    });
  });
  afterEach(() => wrong.end('SIGTERM'));

  test('it says so, is not ready and takes no vote, and no vote is lost or rejected (P1, P7)', async () => {
    const law = await open(40);
    const votes = oneVoteEach(law);
    await eventually('the API says that its pepper is wrong', async () => {
      expect(wrong.events('pepper.wrong').at(-1)).toMatchObject({
        disposition: 'failure',
        contests: [`law:${law.id}`],
      });
      expect(await readiness()).toBe(503);
    });
    // Both APIs get votes, as if a load balancer did not ask whether they are ready. Each voter tries until it is accepted.
    const record = await castAll(votes.slice(0, 30), { again: 'until-accepted' });
    expect(record.accepted).toHaveLength(30);
    expect(record.setbacks.length).toBeGreaterThan(0);
    for (const setback of record.setbacks) expect(setback).toMatchObject({ kind: 'problem', status: 503 });

    // With the right pepper it is ready, and takes votes.
    await wrong.end('SIGTERM');
    wrong = await stack.startApp('ingestion-api');
    await stack.running('ingestion-api')[0]!.end('SIGTERM');
    const later = await castAll(votes.slice(30));
    expect(later.accepted).toHaveLength(10);
    const outcome = await expectNothingLostNothingTwice(stack, law, joinRecords(record, later));
    expect(outcome).toEqual({ counted: 40, rejected: {} });
  });
});
