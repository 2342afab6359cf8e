import { expectNothingLostNothingTwice, oneVoteEach, useSystem } from '@scrutin/testkit';

describe('an API that ends while it works', () => {
  const { stack, open, startVoting } = useSystem({ suite: 'api-crash', processes: { 'ingestion-api': 2 } });

  test('SIGTERM under load: open requests are answered, and the ledger stays balanced (P1, P5)', async () => {
    const law = await open(900);
    const load = startVoting(oneVoteEach(law), { again: 'until-accepted' });
    for (const accepted of [200, 500]) {
      await load.accepted(accepted);
      const [api] = stack.running('ingestion-api');
      expect(await api?.end('SIGTERM')).toEqual({ code: 0, signal: null });
      await stack.startApp('ingestion-api');
    }
    const record = await load.done();
    expect(record.accepted).toHaveLength(900);
    for (const setback of record.setbacks) {
      if (setback.kind !== 'unreachable') expect(setback.status).toBe(503);
    }
    expect(await expectNothingLostNothingTwice(stack, law, record)).toEqual({ counted: 900, rejected: {} });
  });

  test('SIGKILL under load: every vote with a 202 is counted, and a voter who got no answer votes again and is counted once (P1)', async () => {
    const law = await open(900);
    const load = startVoting(oneVoteEach(law), { again: 'until-accepted' });
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
