import { controlService, eventually, oneVoteEach, useSystem } from '@scrutin/testkit';
import { castVote } from '@scrutin/voting-load';

const TIMEOUT_MS = 5_000;
/** What a busy machine may add to a deadline. */
const SLOWNESS_MS = 10_000;

describe('RabbitMQ hangs while votes come in', () => {
  const { stack, client, open, castAll, startVoting } = useSystem({
    suite: 'broker-frozen',
    settings: { 'ingestion-api': { PUBLISH_TIMEOUT_MS: String(TIMEOUT_MS) } },
    connections: 64,
  });

  test('votes get 503 within the deadline, then at once, and voting continues afterwards (P1)', async () => {
    const law = await open(3_000);
    const plans = oneVoteEach(law);
    const asked = plans.slice(0, 60);
    const load = startVoting(plans.slice(60), { votesPerSecond: 150, again: 'until-accepted' });
    await load.accepted(100);
    const [api] = stack.running('ingestion-api');
    await controlService('freeze', 'rabbitmq');
    try {
      const startedMs = performance.now();
      const answers = await Promise.all(asked.map((plan) => castVote(client, plan)));
      expect(performance.now() - startedMs).toBeLessThan(TIMEOUT_MS + SLOWNESS_MS);
      for (const answer of answers) expect(answer).toMatchObject({ kind: 'problem', status: 503 });
      await eventually('the API is not ready', async () => {
        expect((await fetch(`${api!.opsUrl()}/health/ready`)).status).toBe(503);
      });
      const refusedMs = performance.now();
      expect(await castVote(client, asked[0]!)).toMatchObject({ status: 503 });
      expect(performance.now() - refusedMs).toBeLessThan(TIMEOUT_MS); // it did not wait for the deadline
    } finally {
      await controlService('thaw', 'rabbitmq');
    }
    await load.accepted(load.acceptedCount + 100);
    const record = await load.stop();
    const again = await castAll(asked, { again: 'until-accepted' });
    expect(again.accepted).toHaveLength(asked.length);
    await eventually('the API is ready again', async () => {
      expect((await fetch(`${api!.opsUrl()}/health/ready`)).status).toBe(200);
    });
    expect(record.accepted.length).toBeGreaterThan(200);
  });
});
