import { setTimeout as delay } from 'node:timers/promises';
import { QUEUES } from '@scrutin/contracts/messages';
import { createMetrics, TransientError } from '@scrutin/service-runtime';
import type { Broker } from './broker.ts';
import type { BrokerProxy } from './fixture/broker-proxy.ts';
import { createBrokerProxy } from './fixture/broker-proxy.ts';
import { encodeWords, eventually, useTestVhost } from './fixture/test-vhost.ts';
import { UnconfirmedError } from './publish-options.ts';

const VOTE = encodeWords('vote');

describe('a broker that does not answer in time', () => {
  let proxy: BrokerProxy;
  const registry = createMetrics('test');

  // This comes before the removal of the virtual host, which waits until its connections are closed.
  afterEach(() => {
    proxy.thaw();
  });
  const vhost = useTestVhost();
  beforeEach(async () => {
    proxy = await createBrokerProxy(vhost.amqpUrl);
    registry.clear();
  });
  afterEach(() => proxy.close());

  async function opened(): Promise<Broker> {
    const broker = vhost.open({ url: proxy.url, registry, stalledAfterMs: 300 });
    await broker.waitUntilReady(10_000);
    return broker;
  }
  /** A deadline that ends within a test. */
  const SOON_MS = 600;
  /** What is refused before this deadline is refused at once, because the test would have ended before it. */
  const NEVER_MS = 600_000;
  const publish = (
    broker: Broker,
    messageId: string,
    timeoutMs: number,
    onLateConfirm?: () => void,
  ): Promise<void> =>
    broker.publish(QUEUES.validation, VOTE, {
      messageId,
      items: 1,
      timeoutMs,
      failFast: true,
      ...(onLateConfirm === undefined ? {} : { onLateConfirm }),
    });
  const errorOf = (attempt: Promise<void>): Promise<unknown> =>
    attempt.then(
      () => undefined,
      (reason: unknown) => reason,
    );

  it('frozen: the first publish fails at its deadline, later ones at once, and the late confirm is reported', async () => {
    const broker = await opened();
    proxy.freeze();
    const late: string[] = [];
    const first = await errorOf(publish(broker, 'm', SOON_MS, () => late.push('m')));
    expect(first).toBeInstanceOf(UnconfirmedError);

    expect(broker.canPublish()).toBe(false);
    expect(broker.isReady()).toBe(false);
    await expect(broker.waitUntilReady(50)).rejects.toThrow('stopped confirming');
    const second = await errorOf(publish(broker, 'n', NEVER_MS));
    expect(second).toBeInstanceOf(TransientError);
    expect(second).not.toBeInstanceOf(UnconfirmedError);
    expect(late).toEqual([]);

    proxy.thaw();
    await eventually(() => late.length === 1);
    await eventually(() => broker.canPublish());
    await publish(broker, 'o', NEVER_MS);
    expect((await broker.depth(QUEUES.validation)).messages).toBe(2); // m was confirmed late, n was never sent
    expect(await registry.metrics()).toMatch(/broker_late_confirms_total\{[^}]*\} 1/);
  });

  it('that loses a confirm gets a new connection, so that votes are taken again', async () => {
    const broker = vhost.open({ url: proxy.url, registry, stalledAfterMs: 200, replacedAfterMs: 1_500 });
    await broker.waitUntilReady(10_000);
    await publish(broker, 'before', NEVER_MS);
    proxy.loseNextConfirm();
    const lost = await errorOf(publish(broker, 'lost', SOON_MS));
    expect(lost).toBeInstanceOf(UnconfirmedError);
    expect(broker.canPublish()).toBe(false);
    expect(broker.isReady()).toBe(false);
    await eventually(() => broker.canPublish() && broker.isReady());
    await publish(broker, 'after', NEVER_MS);
    expect((await broker.depth(QUEUES.validation)).messages).toBe(3); // the broker had the message all the time
  });

  it('an alarm is noticed at once: nothing is sent, `failFast` publishes are refused, and the broker is not ready', async () => {
    const broker = await opened();
    proxy.raiseAlarm();
    await eventually(() => !broker.canPublish());
    expect(broker.isReady()).toBe(false);
    await expect(broker.waitUntilReady(50)).rejects.toThrow('alarm is raised');
    const refused = await errorOf(publish(broker, 'm', NEVER_MS));
    expect(refused).toBeInstanceOf(TransientError);
    expect(refused).not.toBeInstanceOf(UnconfirmedError);
    // No voter waits for the messages of a worker. They are sent when the alarm is over.
    const patient = broker.publish(QUEUES.validation, VOTE, { messageId: 'w', items: 1, timeoutMs: 10_000 });
    const ready = broker.waitUntilReady(10_000);
    await delay(100);
    proxy.clearAlarm();
    await Promise.all([patient, ready]);
    expect((await broker.depth(QUEUES.validation)).messages).toBe(1);
  });

  it('a process that was stopped beyond a deadline neither sends nor accepts overdue messages', async () => {
    const broker = await opened();
    const late: string[] = [];
    const sent = errorOf(publish(broker, 'sent', SOON_MS, () => late.push('sent')));
    // The message was sent, and its confirm arrives while the process does not read.
    await new Promise((resolve) => setImmediate(resolve));
    const wakesMs = performance.now() + 900;
    while (performance.now() < wakesMs);
    expect(await sent).toBeInstanceOf(UnconfirmedError);
    await eventually(() => late.length === 1);
    await expect(
      broker.publish(QUEUES.validation, VOTE, { messageId: 'overdue', items: 1, timeoutMs: -1 }),
    ).rejects.not.toBeInstanceOf(UnconfirmedError);
    expect((await broker.depth(QUEUES.validation)).messages).toBe(1);
  });

  it('publishes that wait for a lost connection end at their deadline, and nothing is sent afterwards', async () => {
    const broker = await opened();
    await proxy.close();
    await eventually(() => !broker.canPublish());
    const patient = broker.publish(QUEUES.validation, VOTE, { messageId: 'w', items: 1, timeoutMs: 300 });
    await expect(patient).rejects.not.toBeInstanceOf(UnconfirmedError);
    await expect(publish(broker, 'm', NEVER_MS)).rejects.toThrow('nothing can be sent');
  });
});
