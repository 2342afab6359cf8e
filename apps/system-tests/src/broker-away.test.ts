import { jest } from '@jest/globals';
import {
  controlService,
  eventually,
  expectNothingLostNothingTwice,
  oneVoteEach,
  useSystem,
  VoteLoad,
} from '@scrutin/testkit';
import { castVote } from '@scrutin/voting-load';

jest.setTimeout(240_000);

describe('RabbitMQ away while votes come in', () => {
  const { stack, client, open } = useSystem({
    suite: 'broker-away',
    processes: { 'validation-worker': 2, aggregator: 2 },
    settings: { 'ingestion-api': { PUBLISH_TIMEOUT_MS: '500' } },
  });

  test.each(['restart', 'kill'] as const)(
    'fault 5: %s of the broker under load: 503 meanwhile, and everything accepted is counted once (P1, P2)',
    async (act) => {
      const law = await open(8_000);
      const [last, ...others] = oneVoteEach(law);
      const load = new VoteLoad(others, {
        target: stack.target,
        votesPerSecond: 200,
        again: 'until-accepted',
      });
      await load.accepted(200);
      const [api] = stack.running('ingestion-api');
      if (act === 'restart') await controlService('restart', 'rabbitmq');
      else {
        await controlService('kill', 'rabbitmq');
        try {
          await eventually('ready says no', async () => {
            expect((await fetch(`${api!.opsUrl()}/health/ready`)).status).toBe(503);
          });
          expect((await fetch(`${api!.opsUrl()}/health/live`)).status).toBe(200);
          const answer = await castVote(client, stack.target, last!);
          if (answer.kind === 'unanswered') throw answer.error;
          expect(answer.status).toBe(503);
          expect(answer.headers['retry-after']).toMatch(/^\d+$/);
          expect(answer.headers['content-type']).toMatch('application/problem+json');
        } finally {
          await controlService('start', 'rabbitmq');
        }
      }
      await load.accepted(load.acceptedCount + 200);
      const record = await load.stop();
      expect(record.setbacks.length).toBeGreaterThan(0);
      for (const setback of record.setbacks) {
        if (setback.kind === 'unanswered') throw setback.error;
        expect(setback.status).toBe(503);
        expect(setback.headers['retry-after']).toMatch(/^\d+$/);
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
