import { QUEUES } from '@scrutin/contracts/messages';
import { createMetrics, TransientError } from '@scrutin/service-runtime';
import type { Broker } from './broker.ts';
import {
  consumeWords,
  encodeWords,
  eventually,
  recordingLogger,
  useTestVhost,
} from './fixture/test-vhost.ts';

const words = (count: number, from = 0): string[] => Array.from({ length: count }, (_, i) => `w${from + i}`);

/** Publishes one message for each group of words. */
async function publishGroups(broker: Broker, groups: readonly (readonly string[])[]): Promise<void> {
  await Promise.all(
    groups.map((group) =>
      broker.publish(QUEUES.validation, encodeWords(...group), { messageId: group[0]!, items: group.length }),
    ),
  );
}

const each = (list: readonly string[]): string[][] => list.map((word) => [word]);

describe('consume', () => {
  const vhost = useTestVhost();

  const unacknowledgedAndReady = async (broker: Broker): Promise<number> =>
    (await broker.depth(QUEUES.validation)).messages;

  it('closes a batch by size, with whole messages and in order', async () => {
    const broker = vhost.open();
    await publishGroups(broker, [
      words(4),
      words(4, 4),
      words(4, 8),
      words(4, 12),
      words(4, 16),
      words(4, 20),
    ]);
    const { consumer, batches } = consumeWords(broker, { maxItems: 10, maxAgeMs: 60_000 });
    await consumer.start();
    await eventually(() => batches.length === 2);
    expect(batches).toEqual([words(12), words(12, 12)]);
  });

  it('closes a batch by age when it does not fill', async () => {
    const broker = vhost.open();
    const { consumer, batches } = consumeWords(broker, { maxItems: 1_000, maxAgeMs: 50 });
    await consumer.start();
    await publishGroups(broker, each(words(3)));
    await eventually(() => batches.flat().length === 3);
    await consumer.stop();
    expect(await unacknowledgedAndReady(broker)).toBe(0);
  });

  it('closes a batch when the prefetch is used up, because no more messages can arrive', async () => {
    const broker = vhost.open();
    await publishGroups(broker, each(words(10)));
    const { consumer, batches } = consumeWords(broker, { maxItems: 1_000, maxAgeMs: 60_000, prefetch: 5 });
    await consumer.start();
    await eventually(() => batches.length === 2);
    expect(batches).toEqual([words(5), words(5, 5)]);
  });

  it('P2: acknowledges only after the handler resolved', async () => {
    const broker = vhost.open();
    await publishGroups(broker, each(words(5)));
    let isHandling = false;
    const { consumer } = consumeWords(broker, {
      handle: (): Promise<void> => {
        isHandling = true;
        return new Promise(() => undefined); // never
      },
    });
    await consumer.start();
    await eventually(() => isHandling);
    await consumer.stop();
    await eventually(async () => (await unacknowledgedAndReady(broker)) === 5);
  });

  it('handles up to `concurrency` batches at once, and acknowledges them in any order', async () => {
    const registry = createMetrics('test');
    const broker = vhost.open({ registry });
    await publishGroups(broker, each(words(12)));
    const open = new Map<string, () => void>();
    const { consumer } = consumeWords(broker, {
      maxItems: 3,
      maxAgeMs: 60_000,
      concurrency: 3,
      handle: (entries) => new Promise<void>((resolve) => open.set(entries[0]!, resolve)),
    });
    await consumer.start();
    await eventually(() => open.size === 3);
    open.get('w6')?.();
    await eventually(() => open.size === 4);
    open.get('w3')?.();
    open.get('w9')?.();
    await eventually(async () => /outcome="handled"[^}]*} 3$/m.test(await registry.metrics()));
    await consumer.stop();
    // The first batch was not handled, so exactly its messages are delivered again.
    await eventually(async () => (await unacknowledgedAndReady(broker)) === 3);
    const second = consumeWords(broker);
    await second.consumer.start();
    await eventually(() => second.batches.flat().length === 3);
    expect(second.batches.flat().sort()).toEqual(words(3));
  });

  it('repeats a batch while a dependency is unavailable, without a requeue and without counting a delivery', async () => {
    const logger = recordingLogger();
    const broker = vhost.open({ deliveryLimit: 1, logger });
    await publishGroups(broker, each(words(4)));
    const attempts: string[][] = [];
    const { consumer, fatal } = consumeWords(broker, {
      maxItems: 4,
      handle: (entries): Promise<void> => {
        attempts.push([...entries]);
        return attempts.length < 4 ? Promise.reject(new TransientError('away')) : Promise.resolve();
      },
    });
    await consumer.start();
    await eventually(() => attempts.length === 4);
    await consumer.drain();
    await consumer.stop();
    expect(attempts).toEqual([words(4), words(4), words(4), words(4)]);
    expect(fatal).toEqual([]);
    expect(await unacknowledgedAndReady(broker)).toBe(0);
    expect((await broker.depth(QUEUES.parked)).messages).toBe(0);
    const retries = logger.lines.filter(({ event }) => event === 'broker.batch-retry');
    expect(retries.map(({ fields }) => fields['attempt'])).toEqual([1, 2, 3]);
  });

  it('drains: buffered messages are handled at once and acknowledged, and the rest stays in the queue', async () => {
    const broker = vhost.open();
    const { consumer, batches } = consumeWords(broker, { maxItems: 1_000, maxAgeMs: 60_000 });
    await consumer.start();
    await publishGroups(broker, each(words(7)));
    await eventually(async () => (await unacknowledgedAndReady(broker)) === 0);
    expect(batches).toEqual([]);
    await consumer.drain();
    expect(batches.flat().sort()).toEqual(words(7));
    await publishGroups(broker, each(words(2, 7)));
    await consumer.stop();
    expect(await unacknowledgedAndReady(broker)).toBe(2);
  });

  it('drains without waiting for an unavailable dependency, and leaves the batch to the broker', async () => {
    const broker = vhost.open();
    await publishGroups(broker, each(words(3)));
    let attempts = 0;
    const { consumer } = consumeWords(broker, {
      handle: (): Promise<void> => {
        attempts += 1;
        return Promise.reject(new TransientError('away'));
      },
    });
    await consumer.start();
    await eventually(() => attempts > 2);
    await consumer.drain();
    await consumer.stop();
    await eventually(async () => (await unacknowledgedAndReady(broker)) === 3);
  });

  it('drains and stops before it was started, and while the broker is unavailable', async () => {
    const away = vhost.open({ url: 'amqp://127.0.0.1:9/nowhere' });
    const first = consumeWords(away).consumer;
    await first.drain();
    await first.stop();
    const second = consumeWords(away).consumer;
    await second.start();
    await second.drain();
    await second.stop();
  });

  it('an unexpected error is fatal once, and leaves the messages in the queue', async () => {
    const broker = vhost.open();
    await publishGroups(broker, each(words(30)));
    const bug = new TypeError('a bug');
    const { consumer, fatal } = consumeWords(broker, {
      maxItems: 5,
      concurrency: 2,
      handle: (): Promise<void> => Promise.reject(bug),
    });
    await consumer.start();
    await eventually(() => fatal.length > 0);
    await consumer.drain();
    await consumer.stop();
    expect(fatal).toEqual([bug]);
    await eventually(async () => (await unacknowledgedAndReady(broker)) === 30);
  });

  it.each([
    ['fatally', new TypeError('a bug')],
    ['transiently', new TransientError('away')],
  ])('P2: a batch that failed %s is not acknowledged along with a later one', async (_how, failure) => {
    const broker = vhost.open();
    await publishGroups(broker, each(words(6)));
    const finish: (() => void)[] = [];
    const attempted: string[] = [];
    const { consumer, fatal } = consumeWords(broker, {
      maxItems: 3,
      maxAgeMs: 60_000,
      concurrency: 2,
      handle: (entries): Promise<void> => {
        attempted.push(entries[0]!);
        return entries[0] === 'w0' ? Promise.reject(failure) : new Promise((resolve) => finish.push(resolve));
      },
    });
    await consumer.start();
    await eventually(() => attempted.length >= 2 && (fatal.length > 0 || attempted.length > 2));
    const drained = consumer.drain();
    await eventually(() => finish.length === 1 || fatal.length > 0);
    for (const end of finish) end();
    await drained;
    await consumer.stop();
    await eventually(async () => (await unacknowledgedAndReady(broker)) === 3);
    const second = consumeWords(broker);
    await second.consumer.start();
    await eventually(() => second.batches.flat().length === 3);
    expect(second.batches.flat().sort()).toEqual(words(3));
  });

  it('a message that ends every consumer is parked, vote by vote, with the queue it came from', async () => {
    const broker = vhost.open({ deliveryLimit: 2 });
    await publishGroups(broker, [['w0', 'w1']]);
    for (let crash = 0; crash < 2; crash++) {
      const { consumer, fatal } = consumeWords(broker, {
        handle: (): Promise<void> => Promise.reject(new Error('crash')),
      });
      await consumer.start();
      await eventually(() => fatal.length === 1);
      await consumer.stop();
    }
    const last = consumeWords(broker);
    await last.consumer.start();
    await eventually(async () => (await broker.parkedVotes()) === 2);
    await last.consumer.stop();
    expect(last.batches).toEqual([]);
    const parked = await broker.browse(QUEUES.parked, 10);
    expect(
      parked.map(({ messageId, body, items, originQueue, problem }) => [
        messageId,
        body.toString(),
        items,
        originQueue,
        problem,
      ]),
    ).toEqual([
      ['w0/0', 'w0', 1, QUEUES.validation, 'delivery-limit'],
      ['w0/1', 'w1', 1, QUEUES.validation, 'delivery-limit'],
    ]);
  });

  it('two consumers share a queue', async () => {
    const broker = vhost.open();
    const one = consumeWords(broker, { prefetch: 5 });
    const other = consumeWords(vhost.open(), { prefetch: 5 });
    await one.consumer.start();
    await other.consumer.start();
    await publishGroups(broker, each(words(200)));
    await eventually(() => one.batches.flat().length + other.batches.flat().length >= 200);
    expect([...one.batches.flat(), ...other.batches.flat()].sort()).toEqual(words(200).sort());
    expect(one.batches.length).toBeGreaterThan(0);
    expect(other.batches.length).toBeGreaterThan(0);
  });

  it('P2: handles everything in spite of lost connections, and acknowledges nothing on a closed channel', async () => {
    const broker = vhost.open();
    const handled = new Set<string>();
    const { consumer, fatal } = consumeWords(broker, {
      maxItems: 20,
      prefetch: 200,
      concurrency: 4,
      handle: async (entries) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        for (const entry of entries) handled.add(entry);
      },
    });
    await consumer.start();
    let published = 0;
    const ending = new AbortController();
    const publishing = (async () => {
      while (!ending.signal.aborted) {
        await publishGroups(broker, each(words(20, published)));
        published += 20;
      }
    })();
    for (let round = 0; round < 2; round++) {
      const before = handled.size;
      await eventually(() => handled.size > before + 200);
      await vhost.killConnections('consume');
    }
    const before = handled.size;
    await eventually(() => handled.size > before + 200);
    ending.abort();
    await publishing;
    await eventually(() => handled.size === published);
    await consumer.drain();
    await consumer.stop();
    expect(fatal).toEqual([]);
    expect(await unacknowledgedAndReady(broker)).toBe(0);
    expect((await broker.depth(QUEUES.parked)).messages).toBe(0);
  });

  it('a batch whose channel closed while it was being handled is not acknowledged, and is delivered again', async () => {
    const logger = recordingLogger();
    const broker = vhost.open({ logger });
    await publishGroups(broker, each(words(3)));
    let finish: (() => void) | undefined;
    const handled: string[][] = [];
    const { consumer, fatal } = consumeWords(broker, {
      maxItems: 3,
      handle: (entries): Promise<void> => {
        handled.push([...entries]);
        return handled.length > 1 ? Promise.resolve() : new Promise((resolve) => (finish = resolve));
      },
    });
    await consumer.start();
    await eventually(() => finish !== undefined);
    await vhost.killConnections('consume');
    await eventually(() => logger.lines.some(({ event }) => event === 'broker.channel-closed'));
    finish?.();
    await eventually(() => handled.length === 2);
    await consumer.drain();
    expect(handled[1]?.sort()).toEqual(words(3));
    expect(fatal).toEqual([]);
    await eventually(async () => (await unacknowledgedAndReady(broker)) === 0);
  });

  it('recovers when its queue was deleted, and declares it again', async () => {
    const logger = recordingLogger();
    const broker = vhost.open({ logger });
    const { consumer, batches } = consumeWords(broker);
    await consumer.start();
    await eventually(async () => (await broker.depth(QUEUES.validation)).consumers === 1);
    await vhost.deleteQueue(QUEUES.validation);
    await eventually(() => logger.lines.some(({ event }) => event === 'broker.consumer-cancelled'));
    await eventually(async () => {
      const publish = broker.publish(QUEUES.validation, encodeWords('w0'), { messageId: 'w0', items: 1 });
      await Promise.allSettled([publish]); // refused until the queue is there again
      return batches.length > 0;
    });
  });

  it('recovers when its queue was deleted under a busy publisher', async () => {
    const broker = vhost.open();
    const { consumer, batches } = consumeWords(broker);
    await consumer.start();
    await eventually(async () => (await broker.depth(QUEUES.validation)).consumers === 1);
    await vhost.deleteQueue(QUEUES.validation);
    await eventually(
      async () => {
        const publish = broker.publish(QUEUES.validation, encodeWords('w0'), { messageId: 'w0', items: 1 });
        await Promise.allSettled([publish]);
        return batches.length > 0;
      },
      'the consumer did not notice',
      25_000,
    );
  });
});
