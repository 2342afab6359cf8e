import { QUEUES } from '@scrutin/contracts/messages';
import type { Broker } from './broker.ts';
import { consumeWords, encodeWords, eventually, useTestVhost } from './fixture/test-vhost.ts';

describe('when a batch closes', () => {
  const vhost = useTestVhost();

  async function publishPairs(broker: Broker, pairs: number): Promise<void> {
    for (let i = 0; i < pairs; i++) {
      const body = encodeWords(`w${2 * i}`, `w${2 * i + 1}`);
      await broker.publish(QUEUES.validation, body, { messageId: `m${i}`, items: 2 });
    }
  }

  it('closes when no more messages arrive, long before its maximum age', async () => {
    const broker = vhost.open();
    const { consumer, batches } = consumeWords(broker, { maxItems: 1_000, maxAgeMs: 60_000, maxIdleMs: 50 });
    await consumer.start();
    await publishPairs(broker, 2);
    await eventually(() => batches.flat().length === 4);
    await consumer.stop();
  });

  it('closes at its target size while a handler is free, and at its maximum size while none is', async () => {
    const broker = vhost.open();
    await publishPairs(broker, 10);
    let release: () => void = () => undefined;
    const blocked = new Promise<void>((resolve) => (release = resolve));
    const sizes: number[] = [];
    const { consumer } = consumeWords(broker, {
      targetItems: 4,
      maxItems: 12,
      maxAgeMs: 60_000,
      handle: (entries) => {
        sizes.push(entries.length);
        return sizes.length === 1 ? blocked : Promise.resolve();
      },
    });
    await consumer.start();
    await eventually(() => sizes.length === 1);
    await eventually(async () => (await broker.depth(QUEUES.validation)).messages === 0);
    release();
    await eventually(() => sizes.length === 3);
    expect(sizes).toEqual([4, 12, 4]);
    await consumer.stop();
  });
});
