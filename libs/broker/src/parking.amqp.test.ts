import type { DecodedGroup } from '@scrutin/contracts/messages';
import { QUEUES } from '@scrutin/contracts/messages';
import { InvariantViolation, PoisonMessageError } from '@scrutin/service-runtime';
import {
  consumeWords,
  encodeWords,
  eventually,
  recordingLogger,
  useTestVhost,
} from './fixture/test-vhost.ts';

describe('parking', () => {
  const vhost = useTestVhost();

  it('parks an unreadable entry and handles the others of the message', async () => {
    const logger = recordingLogger();
    const broker = vhost.open({ logger });
    await broker.publish(QUEUES.validation, encodeWords('a', '!b', 'c', '!d'), { messageId: 'm', items: 4 });
    const { consumer, batches } = consumeWords(broker);
    await consumer.start();
    await eventually(() => batches.length === 1);
    await consumer.drain();
    await consumer.stop();

    expect(batches).toEqual([['a', 'c']]);
    expect((await broker.depth(QUEUES.validation)).messages).toBe(0);
    const from = { items: 1, originQueue: QUEUES.validation, problem: 'begins with !' };
    expect(await broker.browse(QUEUES.parked, 10)).toMatchObject([
      { ...from, messageId: 'm/0', body: Buffer.from('!b') },
      { ...from, messageId: 'm/1', body: Buffer.from('!d') },
    ]);
    const parked = logger.lines.find(({ event }) => event === 'broker.parked');
    expect(parked?.fields).toEqual({ queue: QUEUES.validation, entries: 2 });
  });

  it('parks a message that cannot be read at all, with the number of entries that its sender declared', async () => {
    const broker = vhost.open();
    await broker.publish(QUEUES.validation, encodeWords('whole'), { messageId: 'm', items: 40 });
    await broker.publish(QUEUES.validation, encodeWords('good'), { messageId: 'n', items: 1 });
    const { consumer, batches, fatal } = consumeWords(broker, {
      decode(body): DecodedGroup<string> {
        if (body.toString() === 'whole') throw new PoisonMessageError('not a group');
        return { entries: [body.toString()], unreadable: [] };
      },
    });
    await consumer.start();
    await eventually(async () => batches.length > 0 && (await broker.depth(QUEUES.parked)).messages === 1);
    expect(fatal).toEqual([]);
    expect(batches.flat()).toEqual(['good']);
    expect(await broker.browse(QUEUES.parked, 1)).toMatchObject([{ items: 40, problem: 'not a group' }]);
  });

  it('parks each entry that the handler refuses, and acknowledges the rest of the batch', async () => {
    const broker = vhost.open();
    await broker.publish(QUEUES.validation, encodeWords('a', 'b', '!c', 'a'), { messageId: 'm', items: 4 });
    await broker.publish(QUEUES.validation, encodeWords('d', 'b'), { messageId: 'n', items: 2 });
    const batches: (readonly string[])[] = [];
    const { consumer, fatal } = consumeWords(broker, {
      maxItems: 5,
      maxAgeMs: 10_000,
      handle(entries) {
        batches.push(entries);
        return Promise.resolve(['a', 'b', 'b'].map((entry) => ({ entry, problem: `no ${entry}` })));
      },
    });
    await consumer.start();
    await eventually(async () => (await broker.depth(QUEUES.parked)).messages === 4);
    await consumer.drain();
    await consumer.stop();

    expect(batches).toEqual([['a', 'b', 'a', 'd', 'b']]);
    expect(fatal).toEqual([]);
    expect((await broker.depth(QUEUES.validation)).messages).toBe(0);
    const parked = await broker.browse(QUEUES.parked, 10);
    const told = parked.map(({ messageId, body, problem }) => [messageId, body.toString(), problem]);
    // The order of parked messages is no promise, as every look changes it.
    expect(told.sort()).toEqual([
      ['m/0', '!c', 'begins with !'],
      ['m/refused/0', 'a', 'no a'],
      ['m/refused/1', 'b', 'no b'],
      ['n/refused/1', 'b', 'no b'],
    ]);
    expect(parked.every(({ items, originQueue }) => items === 1 && originQueue === QUEUES.validation)).toBe(
      true,
    );
  });

  it('P2: ends the consumer if the handler refuses an entry that is not in the batch', async () => {
    const broker = vhost.open();
    await broker.publish(QUEUES.validation, encodeWords('a'), { messageId: 'm', items: 1 });
    const { consumer, fatal } = consumeWords(broker, {
      handle: () => Promise.resolve([{ entry: 'z', problem: 'who?' }]),
    });
    await consumer.start();
    await eventually(() => fatal.length === 1);
    await consumer.stop();
    expect(fatal[0]).toBeInstanceOf(InvariantViolation);
    await eventually(async () => (await broker.depth(QUEUES.validation)).messages === 1);
    expect((await broker.depth(QUEUES.parked)).messages).toBe(0);
  });

  it('can browse parked messages any number of times, whatever delivery limit a policy sets', async () => {
    const broker = vhost.open();
    await broker.waitUntilReady(10_000);
    await vhost.setPolicy('cautious', '.*', { 'delivery-limit': 0 });
    for (const id of ['1', '2', '3'])
      await broker.publish(QUEUES.parked, encodeWords(id), { messageId: '', items: 1 });
    const first = await broker.browse(QUEUES.parked, 10);
    const ids = first.map(({ parkingId }) => parkingId);
    expect(new Set(ids).size).toBe(3);
    for (let round = 0; round < 20; round++) {
      const seen = await broker.browse(QUEUES.parked, round % 2 === 0 ? 10 : 2);
      expect(ids).toEqual(expect.arrayContaining(seen.map(({ parkingId }) => parkingId)));
    }
    expect(await broker.parkedVotes()).toBe(3);
  });

  it('leaves each parked message once, however often they are browsed', async () => {
    const broker = vhost.open();
    const ids = Array.from({ length: 200 }, (_, i) => `m-${i}`);
    await Promise.all(
      ids.map((id) => broker.publish(QUEUES.parked, encodeWords(id), { messageId: id, items: 1 })),
    );
    for (let round = 0; round < 15; round++)
      expect(await broker.browse(QUEUES.parked, ids.length)).toHaveLength(ids.length);
    expect(await broker.parkedVotes()).toBe(ids.length);
  });

  it('takes each message once, even if others browse or take at the same time', async () => {
    const [one, other, observer] = [vhost.open(), vhost.open(), vhost.open()];
    const ids = Array.from({ length: 400 }, (_, i) => `m-${i}`);
    await Promise.all(
      ids.map((id) => one.publish(QUEUES.parked, encodeWords(id), { messageId: id, items: 1 })),
    );
    const stopBrowsing = new AbortController();
    const browsing = (async () => {
      while (!stopBrowsing.signal.aborted) await observer.browse(QUEUES.parked, 200);
    })();
    const taken: string[] = [];
    const replay = (broker: typeof one): Promise<number> =>
      broker.take(
        QUEUES.parked,
        ({ messageId }) => {
          taken.push(messageId);
          // The browser does not hold the last messages for so long that the queue looks empty.
          if (taken.length === ids.length / 2) stopBrowsing.abort();
          return Promise.resolve('remove');
        },
        Infinity,
      );
    const counts = await Promise.all([replay(one), replay(other)]);
    await browsing;
    expect([...taken].sort()).toEqual([...ids].sort());
    expect(counts[0] + counts[1]).toBe(400);
    expect(await one.parkedVotes()).toBe(0);
  });

  it('keeps the id of a message with one vote, however often it is parked and replayed', async () => {
    const broker = vhost.open();
    await broker.publish(QUEUES.validation, encodeWords('!x'), { messageId: 'm', items: 1 });
    const { consumer } = consumeWords(broker);
    await consumer.start();
    for (let round = 0; round < 3; round++) {
      await eventually(async () => (await broker.parkedVotes()) === 1);
      expect(await broker.browse(QUEUES.parked, 10)).toMatchObject([{ messageId: 'm' }]);
      await broker.take(
        QUEUES.parked,
        async ({ messageId, body }) => {
          await broker.publish(QUEUES.validation, body, { messageId, items: 1 });
          return 'remove';
        },
        1,
      );
    }
    await eventually(async () => (await broker.parkedVotes()) === 1);
    await consumer.stop();
  });

  it('takes each message once, although messages that are parked again go to the end of the same queue', async () => {
    const broker = vhost.open();
    for (const id of ['1', '2', '3'])
      await broker.publish(QUEUES.parked, encodeWords(id), { messageId: id, items: 1 });
    const seen: string[] = [];
    const taken = await broker.take(
      QUEUES.parked,
      async ({ messageId, body, items }) => {
        seen.push(messageId);
        await broker.publish(messageId === '2' ? QUEUES.parked : QUEUES.validation, body, {
          messageId,
          items,
        });
        return 'remove';
      },
      100,
    );
    expect(taken).toBe(3);
    expect(seen).toEqual(['1', '2', '3']);
    expect((await broker.depth(QUEUES.validation)).messages).toBe(2);
    expect((await broker.depth(QUEUES.parked)).messages).toBe(1);
    expect(await broker.take(QUEUES.parked, () => Promise.resolve('remove'), 0)).toBe(0);
  });

  it('P2: a replay that fails leaves its message parked', async () => {
    const broker = vhost.open();
    for (const id of ['1', '2'])
      await broker.publish(QUEUES.parked, encodeWords(id), { messageId: id, items: 1 });
    const failure = new Error('not now');
    const replay = broker.take(
      QUEUES.parked,
      ({ messageId }) => (messageId === '2' ? Promise.reject(failure) : Promise.resolve('remove')),
      100,
    );
    await expect(replay).rejects.toBe(failure);
    await eventually(async () => (await broker.browse(QUEUES.parked, 10)).length === 1);
    expect(await broker.browse(QUEUES.parked, 10)).toMatchObject([{ messageId: '2' }]);
  });
});
