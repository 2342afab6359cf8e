import type { MessageKind, QueueName, SubmittedVote } from '@scrutin/contracts/messages';
import { encodeEligible, encodeSubmitted, messageKindOf, QUEUES } from '@scrutin/contracts/messages';
import { contestKey, rankingSelection } from '@scrutin/election';
import type { AcceptedVote, VoteRecord } from '@scrutin/testkit';
import {
  eventually,
  expectNothingLostNothingTwice,
  joinRecords,
  NO_VOTES,
  oneVoteEach,
  readMetrics,
  runOrThrow,
  submittedVote,
  sumOf,
  useSystem,
} from '@scrutin/testkit';
import type { LawVote } from '@scrutin/voting-load';

const WORK_QUEUES = [QUEUES.validation, QUEUES.aggregation, QUEUES.review] as const;
const NOT_JSON = Buffer.from([0x00, 0xff, 0x7b]);
const WRONG_SHAPE = Buffer.from('{"v":1,"entries":"none"}');
const BAD_ENTRY = ['not-an-id', 'law:L', 'x'];

describe('messages that cannot be read, and votes that can never be counted', () => {
  const { stack, open, castAll } = useSystem({ suite: 'poison-messages' });

  const submitted = (vote: LawVote): SubmittedVote => submittedVote(stack, vote);
  /** The record of votes that were put into a queue, as if the API had accepted them. */
  const recordOf = (votes: readonly (LawVote & { readonly message: SubmittedVote })[]): VoteRecord => ({
    ...NO_VOTES,
    accepted: votes.map(({ message, ...vote }): AcceptedVote => {
      return { ...vote, submissionId: message.submissionId };
    }),
  });
  const withBadEntry = (kind: MessageKind, group: Buffer): Buffer => {
    const opened = stack.seal.open(kind, group);
    if (!opened.ok) throw new Error(opened.problem);
    const { v, entries } = JSON.parse(opened.body.toString()) as { v: number; entries: unknown[] };
    const changed = { v, entries: [...entries.slice(0, 1), BAD_ENTRY, ...entries.slice(1)] };
    return stack.seal.seal(kind, Buffer.from(JSON.stringify(changed)));
  };
  const deliveries = async (queue: QueueName, redelivered: boolean): Promise<number> => {
    const consumers = stack.processes.filter((one) => one.isRunning());
    const samples = await Promise.all(consumers.map((one) => readMetrics(one.opsUrl())));
    return sumOf(samples.flat(), 'broker_deliveries_total', { queue, redelivered: String(redelivered) });
  };

  test('each is parked once, the votes beside it are counted, and no message is delivered again (P2)', async () => {
    const law = await open(9);
    const planned = oneVoteEach(law);
    const injected = planned.slice(0, 6).map((plan) => ({ ...plan, message: submitted(plan) }));
    const again = injected.slice(2, 4).map((plan) => ({ ...plan, message: submitted(plan) }));
    const [a, b, c, d, e, f] = injected.map(({ message }) => message);
    // A bad entry beside four good votes for the worker, beside two for the aggregator, and beside two rejections.
    const groups = {
      [QUEUES.validation]: withBadEntry('submitted', stack.codecs.submitted.encode([a!, b!, e!, f!])),
      [QUEUES.aggregation]: withBadEntry('eligible', stack.codecs.eligible.encode([c!, d!])),
      [QUEUES.review]: withBadEntry(
        'rejections',
        stack.codecs.rejections.encode(again.map(({ message }) => ({ ...message, reason: 'already-voted' }))),
      ),
    };
    for (const queue of WORK_QUEUES) {
      await stack.virtualHost.publish(queue, NOT_JSON);
      await stack.virtualHost.publish(queue, WRONG_SHAPE);
      await stack.virtualHost.publish(queue, groups[queue]);
    }
    // Votes that come later are processed.
    const load = await castAll(planned.slice(6));
    await eventually('three from each queue are parked', async () => {
      expect(await stack.virtualHost.depth(QUEUES.parked)).toBe(9);
    });

    const record = joinRecords(load, recordOf([...injected, ...again]));
    const outcome = await expectNothingLostNothingTwice(stack, law, record, {
      parked: 9,
      received: 'past-the-api', // the API did not receive the injected votes
    });
    expect(outcome).toEqual({ counted: 9, rejected: { 'already-voted': 2 } });
    for (const queue of WORK_QUEUES) expect(await deliveries(queue, true)).toBe(0);
    expect(await deliveries(QUEUES.validation, false)).toBeLessThanOrEqual(3 + 3);
  });

  test('the list of parked messages names their queues, and a replay parks what is still unreadable again', async () => {
    const list = await runOrThrow(stack, ['parked', 'list']);
    for (const queue of WORK_QUEUES) expect(list).toContain(queue);
    expect(await runOrThrow(stack, ['parked', 'replay', '--all'])).toMatch('9 replayed');
    await eventually('all nine are parked again', async () => {
      for (const queue of WORK_QUEUES) expect(await stack.virtualHost.depth(queue)).toBe(0);
      expect(await stack.virtualHost.depth(QUEUES.parked)).toBe(9);
    });
  });

  test('a vote that was parked by mistake is counted once after a replay (P2)', async () => {
    const law = await open(1);
    const [plan] = oneVoteEach(law);
    const message = submitted(plan!);
    const headers = { 'x-origin-queue': QUEUES.validation, 'x-problem': 'delivery-limit', 'x-items': 1 };
    await stack.virtualHost.publish(QUEUES.parked, stack.codecs.submitted.encode([message]), headers);
    await stack.virtualHost.publish(QUEUES.parked, stack.codecs.submitted.encode([message]), headers);
    await runOrThrow(stack, ['parked', 'replay', '--all']);
    const record = recordOf([{ ...plan!, message }]);
    const outcome = await expectNothingLostNothingTwice(stack, law, record, {
      parked: 9,
      received: 'past-the-api',
    });
    expect(outcome).toEqual({ counted: 1, rejected: {} });
  });

  test('a readable vote that can never be counted is parked once, and the aggregator continues and counts the rest (P2)', async () => {
    const law = await open(6);
    const planned = oneVoteEach(law);
    const good = planned.slice(0, 4).map((plan) => ({ ...plan, message: submitted(plan) }));
    const again = good.slice(0, 2).map((plan) => ({ ...plan, message: submitted(plan) }));
    const stranger = submitted(planned[4]!);
    const vote = (changes: Partial<SubmittedVote>): SubmittedVote => ({
      ...submitted(planned[4]!),
      ...changes,
    });
    const unknownLaw = contestKey({ kind: 'law', lawId: 'NOPE' });
    const bad = [
      vote({ acceptedAtMs: Number.MAX_SAFE_INTEGER }),
      vote({ selection: rankingSelection(['peut-etre']) }),
      vote({ contest: unknownLaw }),
    ];
    const [a, b, c, d] = good.map(({ message }) => message);
    const [e, f] = again.map(({ message }) => ({ ...message, reason: 'already-voted' as const }));
    const aggregators = stack.running('aggregator').map(({ pid }) => pid);
    expect(aggregators).not.toEqual([]);

    const votes = stack.codecs.eligible.encode([a!, bad[0]!, b!, bad[1]!, c!, bad[2]!, d!]);
    await stack.virtualHost.publish(QUEUES.aggregation, votes);
    const rejections = stack.codecs.rejections.encode([
      e!,
      { ...bad[0]!, reason: 'already-voted' },
      { ...stranger, contest: unknownLaw, reason: 'unknown-contest' }, // a rejection may name a law that does not exist
      f!,
    ]);
    await stack.virtualHost.publish(QUEUES.review, rejections);
    const load = await castAll(planned.slice(4));
    await eventually('four more are parked', async () => {
      expect(await stack.virtualHost.depth(QUEUES.parked)).toBe(9 + 4);
    });

    const record = joinRecords(load, recordOf([...good, ...again]));
    const outcome = await expectNothingLostNothingTwice(stack, law, record, {
      parked: 9 + 4,
      received: 'past-the-api',
    });
    expect(outcome).toEqual({ counted: 6, rejected: { 'already-voted': 2 } });
    const recorded = await stack.sql(
      `SELECT reason FROM rejected_submissions WHERE submission_id = '${stranger.submissionId}'`,
    );
    expect(recorded).toEqual([{ reason: 'unknown-contest' }]);

    for (const queue of WORK_QUEUES) expect(await deliveries(queue, true)).toBe(0);
    expect(stack.running('aggregator').map(({ pid }) => pid)).toEqual(aggregators);
    const opened = (body: Buffer, origin: unknown): Buffer => {
      const message = stack.seal.open(messageKindOf(origin as QueueName), body);
      return message.ok ? message.body : Buffer.alloc(0);
    };
    const parked = (await stack.virtualHost.peek(QUEUES.parked, 100)).filter(({ body, headers }) =>
      bad.some(({ submissionId }) => opened(body, headers['x-origin-queue']).includes(submissionId)),
    );
    expect(parked).toHaveLength(4);
    for (const { headers, persistent } of parked) {
      expect(persistent).toBe(true);
      const problem = String(headers['x-problem']); // P6: it gives the reason, and nothing about the vote
      for (const { credentialHash, selection } of bad) {
        expect(problem).not.toContain(credentialHash);
        expect(problem).not.toContain(selection);
      }
    }
    expect(parked.map(({ headers }) => headers['x-problem'])).toContainEqual(
      expect.stringMatching(/ 23503, constraint [a-z_]+$/),
    );
  });

  test('a vote from somebody who has only the password of the broker is parked, and never counted', async () => {
    const law = await open(2);
    const planned = oneVoteEach(law);
    const forged = planned.map((plan) => submitted(plan));
    const before = await stack.virtualHost.depth(QUEUES.parked);
    // Two are not sealed, and one is copied from another queue.
    await stack.virtualHost.publish(QUEUES.validation, encodeSubmitted(forged));
    await stack.virtualHost.publish(QUEUES.aggregation, encodeEligible(forged));
    await stack.virtualHost.publish(QUEUES.aggregation, stack.codecs.submitted.encode(forged));
    await eventually('all three are parked', async () => {
      expect(await stack.virtualHost.depth(QUEUES.parked)).toBe(before + 3);
    });
    const record = await castAll(planned);
    const outcome = await expectNothingLostNothingTwice(stack, law, record, {
      parked: before + 3,
      received: 'past-the-api',
    });
    expect(outcome).toEqual({ counted: 2, rejected: {} });
  });
});
