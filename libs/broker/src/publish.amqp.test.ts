import { QUEUES } from '@scrutin/contracts/messages';
import { TransientError } from '@scrutin/service-runtime';
import { consumeWords, encodeWords, eventually, useTestVhost } from './fixture/test-vhost.ts';

const VOTE = encodeWords('vote');

describe('publish', () => {
  const vhost = useTestVhost();

  it('P1: resolves when the message is durable in its queue', async () => {
    const broker = vhost.open();
    await broker.publish(QUEUES.validation, VOTE, { messageId: 'm-1', items: 3 });

    const [message] = await broker.browse(QUEUES.validation, 10);
    expect(message).toMatchObject({ messageId: 'm-1', items: 3, body: VOTE, originQueue: undefined });
    // A browsed message returns to the queue a moment later.
    await eventually(async () => (await broker.depth(QUEUES.validation)).messages === 1);
  });

  it('P1: does not accept a message without a queue, and declares the queue again', async () => {
    const broker = vhost.open();
    await broker.waitUntilReady(10_000);
    await vhost.deleteQueue(QUEUES.validation);

    const publish = broker.publish(QUEUES.validation, VOTE, { messageId: 'm-1', items: 1 });
    await expect(publish).rejects.toThrow(TransientError);
    await expect(publish).rejects.toThrow('no queue votes.validation');

    await eventually(() =>
      broker.publish(QUEUES.validation, VOTE, { messageId: 'm-1', items: 1 }).then(
        () => true,
        () => false,
      ),
    );
  });

  it('P1: a full queue refuses messages and drops none', async () => {
    const broker = vhost.open({ maxLength: { [QUEUES.review]: 5 } });
    let confirmed = 0;
    let refused = 0;
    // The limit takes effect with a delay, so this publishes in waves until a message is refused.
    for (let wave = 0; refused === 0 && wave < 50; wave++) {
      const results = await Promise.allSettled(
        Array.from({ length: 10 }, (_, i) =>
          broker.publish(QUEUES.review, VOTE, { messageId: `m-${wave}-${i}`, items: 1 }),
        ),
      );
      confirmed += results.filter(({ status }) => status === 'fulfilled').length;
      refused += results.filter((r) => r.status === 'rejected' && r.reason instanceof TransientError).length;
    }
    expect(confirmed).toBeGreaterThanOrEqual(5);
    expect(refused).toBeGreaterThan(0);
    expect((await broker.depth(QUEUES.review)).messages).toBe(confirmed);
  });

  it('P1, P2: loses no confirmed message when connections are lost during publishing', async () => {
    const broker = vhost.open();
    const confirmed = new Set<string>();
    const failures: unknown[] = [];
    let isPublishing = true;
    let next = 0;
    const publishUntilTold = async (): Promise<void> => {
      while (isPublishing) {
        const id = `m-${next++}`;
        await broker
          .publish(QUEUES.validation, encodeWords(id), { messageId: id, items: 1, timeoutMs: 15_000 })
          .then(
            () => confirmed.add(id),
            (error: unknown) => failures.push(error),
          );
      }
    };
    const publishers = Array.from({ length: 50 }, publishUntilTold);
    for (let round = 0; round < 2; round++) {
      const before = confirmed.size;
      await eventually(() => confirmed.size > before + 200);
      await vhost.killConnections('publish');
    }
    const before = confirmed.size;
    await eventually(() => confirmed.size > before + 200);
    isPublishing = false;
    await Promise.all(publishers);

    expect(failures).toEqual([]);
    const { consumer, batches } = consumeWords(broker, { maxItems: 200, prefetch: 1_000 });
    await consumer.start();
    await eventually(() => new Set(batches.flat()).size === confirmed.size);
    expect(new Set(batches.flat())).toEqual(confirmed);
  });

  it('waits for an unavailable broker until the deadline, and then rejects', async () => {
    const broker = vhost.open({ url: 'amqp://127.0.0.1:9/nowhere' });
    expect(broker.isReady()).toBe(false);
    await expect(broker.waitUntilReady(100)).rejects.toThrow(TransientError);
    await expect(
      broker.publish(QUEUES.validation, VOTE, { messageId: 'm-1', items: 1, timeoutMs: 200 }),
    ).rejects.toThrow('did not confirm in time');
  });

  it('refuses at once when too much waits for a confirm', async () => {
    const broker = vhost.open({ url: 'amqp://127.0.0.1:9/nowhere', maxPendingBytes: 10 });
    const first = broker.publish(QUEUES.validation, Buffer.alloc(8), {
      messageId: '1',
      items: 1,
      timeoutMs: 300,
    });
    const second = broker.publish(QUEUES.validation, Buffer.alloc(8), {
      messageId: '2',
      items: 1,
      timeoutMs: 300,
    });
    await expect(second).rejects.toThrow('more than 10 bytes wait');
    await expect(first).rejects.toThrow('did not confirm in time');
  });

  it('rejects pending publishes when it is closed', async () => {
    const broker = vhost.open({ url: 'amqp://127.0.0.1:9/nowhere' });
    const publish = broker.publish(QUEUES.validation, VOTE, { messageId: '1', items: 1 });
    await Promise.all([broker.close(), expect(publish).rejects.toThrow(TransientError)]);
    await expect(broker.publish(QUEUES.validation, VOTE, { messageId: '1', items: 1 })).rejects.toThrow(
      'closed',
    );
  });
});
