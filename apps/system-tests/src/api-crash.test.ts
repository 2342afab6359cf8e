import { jest } from '@jest/globals';
import { expectNothingLostNothingTwice, oneVoteEach, useSystem, VoteLoad } from '@scrutin/testkit';

jest.setTimeout(120_000);

describe('an API that ends in the middle of its work', () => {
  const { stack, open } = useSystem({ suite: 'api-crash', processes: { 'ingestion-api': 2 } });

  test('SIGTERM under load: requests under way get their answer, and the ledger keeps the count (P1, P5)', async () => {
    const law = await open(900);
    const load = new VoteLoad(oneVoteEach(law), { target: stack.target, again: 'until-accepted' });
    for (const accepted of [200, 500]) {
      await load.accepted(accepted);
      const [api] = stack.running('ingestion-api');
      expect(await api?.end('SIGTERM')).toEqual({ code: 0, signal: null });
      await stack.startApp('ingestion-api');
    }
    const record = await load.done();
    expect(record.accepted).toHaveLength(900);
    for (const setback of record.setbacks) {
      if (setback.kind === 'answered') expect(setback.status).toBe(503);
    }
    expect(await expectNothingLostNothingTwice(stack, law, record)).toEqual({ counted: 900, rejected: {} });
  });

  test('SIGKILL under load: every 202 is counted, and a voter without an answer votes again and is counted once (P1)', async () => {
    const law = await open(900);
    const load = new VoteLoad(oneVoteEach(law), { target: stack.target, again: 'until-accepted' });
    for (const accepted of [150, 350, 550]) {
      await load.accepted(accepted);
      await stack.running('ingestion-api')[0]?.end('SIGKILL');
      await stack.startApp('ingestion-api');
    }
    const record = await load.done();
    expect(record.accepted).toHaveLength(900);
    const outcome = await expectNothingLostNothingTwice(stack, law, record);
    expect(outcome).toEqual({ counted: 900, rejected: {} });
  });
});
