import {
  answered,
  controlService,
  eventually,
  expectNothingLostNothingTwice,
  oneVoteEach,
  useSystem,
} from '@scrutin/testkit';

describe('RabbitMQ is away while votes come in', () => {
  const { stack, open, cast, startVoting } = useSystem({
    suite: 'broker-away',
    processes: { 'validation-worker': 2, aggregator: 2 },
    settings: { 'ingestion-api': { PUBLISH_TIMEOUT_MS: '500' } },
  });

  test.each(['restart', 'kill'] as const)(
    '%s of the broker under load: voters get 503, and every vote that was accepted is counted once (P1, P2)',
    async (act) => {
      const law = await open(8_000);
      const [last, ...others] = oneVoteEach(law);
      const load = startVoting(others, { votesPerSecond: 200, again: 'until-accepted' });
      await load.accepted(200);
      const [api] = stack.running('ingestion-api');
      if (act === 'restart') await controlService('restart', 'rabbitmq');
      else {
        await controlService('kill', 'rabbitmq');
        try {
          await eventually('the API is not ready', async () => {
            expect((await fetch(`${api!.opsUrl()}/health/ready`)).status).toBe(503);
          });
          expect((await fetch(`${api!.opsUrl()}/health/live`)).status).toBe(200);
          const answer = await cast(last!);
          expect(answer.status).toBe(503);
          expect(answer.header('retry-after')).toMatch(/^\d+$/);
          expect(answer.header('content-type')).toMatch('application/problem+json');
        } finally {
          await controlService('start', 'rabbitmq');
        }
      }
      await load.accepted(load.acceptedCount + 200);
      const record = await load.stop();
      expect(record.setbacks.length).toBeGreaterThan(0);
      for (const setback of record.setbacks) {
        const reply = answered(setback);
        expect(reply.status).toBe(503);
        expect(reply.header('retry-after')).toMatch(/^\d+$/);
      }
      const outcome = await expectNothingLostNothingTwice(stack, law, record);
      expect(outcome).toEqual({ counted: record.accepted.length, rejected: {} });
      await eventually('every process is ready again', async () => {
        for (const process of stack.processes) {
          expect((await fetch(`${process.opsUrl()}/health/ready`)).status).toBe(200);
        }
      });
    },
  );
});
