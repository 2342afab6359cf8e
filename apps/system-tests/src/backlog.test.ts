import { jest } from '@jest/globals';
import { QUEUES } from '@scrutin/contracts/messages';
import type { VoteRecord } from '@scrutin/testkit';
import {
  eventually,
  expectNothingLostNothingTwice,
  oneVoteEach,
  useSystem,
  VoteLoad,
} from '@scrutin/testkit';
import type { HttpAnswer, LawVote } from '@scrutin/voting-load';
import { castVote } from '@scrutin/voting-load';

jest.setTimeout(120_000);

const LIMIT = 40;

describe('more votes than the workers can handle', () => {
  const { stack, client, open } = useSystem({
    suite: 'backlog',
    processes: { 'validation-worker': 0 },
    // One vote, one message: the queue's length is the number of votes.
    settings: { 'ingestion-api': { BACKLOG_MAX_MESSAGES: String(LIMIT), INTAKE_GROUP_MAX_VOTES: '1' } },
  });

  const cast = async (vote: LawVote): Promise<HttpAnswer> => {
    const answer = await castVote(client, stack.target, vote);
    if (answer.kind === 'unanswered') throw answer.error;
    return answer;
  };
  const joined = (...records: readonly VoteRecord[]): VoteRecord => ({
    accepted: records.flatMap(({ accepted }) => accepted),
    refused: records.flatMap(({ refused }) => refused),
    unanswered: records.flatMap(({ unanswered }) => unanswered),
    setbacks: records.flatMap(({ setbacks }) => setbacks),
  });

  test('fault 11: above the limit votes get 503 and Retry-After until the queue is well below it, and nothing is dropped', async () => {
    const law = await open(600);
    const votes = oneVoteEach(law);
    const flood = new VoteLoad(votes.slice(0, 500), { target: stack.target, votesPerSecond: 100 });
    await eventually('the door closes', () => {
      expect(flood.setbackCount).toBeGreaterThan(3);
    });
    const first = await flood.stop();
    expect(first.accepted.length).toBeGreaterThan(LIMIT);
    for (const { status, headers, text } of first.refused) {
      expect(status).toBe(503);
      expect(headers['retry-after']).toMatch(/^\d+$/);
      expect(text).toContain('overloaded');
    }
    // Nothing that was accepted is gone from the queue.
    expect(await stack.virtualHost.depth(QUEUES.validation)).toBe(first.accepted.length);

    // A little below the limit it stays closed; far below it opens.
    const aside = await stack.virtualHost.withdraw(QUEUES.validation, first.accepted.length - (LIMIT - 5));
    for (let i = 0; i < 10; i++) expect((await cast(votes[500 + i]!)).status).toBe(503);
    aside.push(...(await stack.virtualHost.withdraw(QUEUES.validation, LIMIT / 2)));
    const second = await new VoteLoad(votes.slice(520, 525), {
      target: stack.target,
      again: 'until-accepted',
    }).done();
    expect(second.accepted).toHaveLength(5);

    for (const body of aside) await stack.virtualHost.publish(QUEUES.validation, body);
    await stack.startApp('validation-worker');
    const outcome = await expectNothingLostNothingTwice(stack, law, joined(first, second));
    expect(outcome).toEqual({ counted: first.accepted.length + 5, rejected: {} });
    const [api] = stack.running('ingestion-api');
    expect(api!.events('intake.backlog-high')).not.toHaveLength(0);
    expect(api!.events('intake.backlog-normal')).not.toHaveLength(0);
  });

  test('fault 11: a queue that is full refuses instead of dropping its oldest votes: 503, then counted', async () => {
    const law = await open(60);
    await stack.endAll('validation-worker', 'SIGTERM');
    await stack.virtualHost.limitQueue(QUEUES.validation, 10);
    const votes = oneVoteEach(law);
    const first = await new VoteLoad(votes.slice(0, 50), { target: stack.target, connections: 4 }).done();
    expect(first.accepted.length).toBeGreaterThan(0);
    expect(first.refused.length).toBeGreaterThan(0);
    for (const { status, headers } of first.refused) {
      expect(status).toBe(503);
      expect(headers['retry-after']).toMatch(/^\d+$/);
    }
    expect(await stack.virtualHost.depth(QUEUES.validation)).toBe(first.accepted.length);

    await stack.startApp('validation-worker');
    const rest = first.refused.map(({ kind, voter, lawId, choice }) => ({ kind, voter, lawId, choice }));
    const second = await new VoteLoad(rest, { target: stack.target, again: 'until-accepted' }).done();
    await stack.virtualHost.unlimitQueue(QUEUES.validation);
    const outcome = await expectNothingLostNothingTwice(stack, law, joined(first, second));
    expect(outcome).toEqual({ counted: 50, rejected: {} });
  });
});
