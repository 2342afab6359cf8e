import { QUEUES } from '@scrutin/contracts/messages';
import { ConfigurationError, createMetrics } from '@scrutin/service-runtime';
import {
  consumeWords,
  encodeWords,
  eventually,
  recordingLogger,
  useTestVhost,
} from './fixture/test-vhost.ts';

describe('connection', () => {
  const vhost = useTestVhost();

  it('is ready when connected, not ready when lost, and ready again when it is back', async () => {
    const logger = recordingLogger();
    const broker = vhost.open({ logger });
    await broker.waitUntilReady(10_000);
    expect(broker.isReady()).toBe(true);
    const { consumer } = consumeWords(broker);
    await consumer.start();
    await broker.waitUntilReady(10_000);
    await vhost.killConnections('publish');
    await eventually(() => logger.lines.some(({ event }) => event === 'broker.connection-lost'));
    await eventually(() => broker.isReady());
    await broker.close();
    expect(broker.isReady()).toBe(false);
  });

  it('reports at once that the queues differ from the configuration', async () => {
    await vhost.open({ deliveryLimit: 5 }).waitUntilReady(10_000);
    const other = vhost.open({ deliveryLimit: 6 });
    const waiting = other.waitUntilReady(20_000);
    await expect(waiting).rejects.toThrow(ConfigurationError);
    await expect(waiting).rejects.toThrow('votes.validation exists with other arguments');
  });

  it('refuses an address that is not that of a broker', () => {
    expect(() => vhost.open({ url: 'http://127.0.0.1' })).toThrow(ConfigurationError);
    expect(() => vhost.open({ url: 'nonsense' })).toThrow(ConfigurationError);
  });

  it('logs a refused login or virtual host as an error, once and in one sentence', async () => {
    const refused = async (change: (address: URL) => void): Promise<unknown[]> => {
      const logger = recordingLogger();
      const address = new URL(vhost.amqpUrl);
      change(address);
      const broker = vhost.open({ logger, url: address.href });
      await eventually(() => logger.lines.length > 0);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await broker.close();
      return logger.lines.map(({ event, fields }) => [event, fields['problem'], fields['error']]);
    };
    expect(await refused((address) => (address.password = 'hidden-word'))).toEqual([
      ['broker.login-refused', expect.stringContaining('wrong user or password'), undefined],
    ]);
    expect(await refused((address) => (address.pathname = '/nowhere'))).toEqual([
      ['broker.login-refused', expect.stringContaining('virtual host'), undefined],
    ]);
  });

  it('never logs the password', async () => {
    const logger = recordingLogger();
    const broker = vhost.open({ logger, url: 'amqp://user:hidden-word@127.0.0.1:9/nowhere' });
    await eventually(() => logger.lines.some(({ event }) => event === 'broker.connect-failed'));
    await broker.close();
    expect(
      logger.lines.map(({ fields }) => `${JSON.stringify(fields)} ${String(fields['error'])}`).join(),
    ).not.toContain('hidden-word');
  });

  it('shows the age of the oldest vote that it has not finished', async () => {
    const registry = createMetrics('test');
    const broker = vhost.open({ registry });
    const age = async (): Promise<number> =>
      Number(/^broker_oldest_unacknowledged_seconds\{[^}]*\} (\S+)$/m.exec(await registry.metrics())?.[1]);
    let release = (): void => undefined;
    const { consumer } = consumeWords(broker, {
      acceptedAtMs: () => Date.now() - 90_000,
      handle: () => new Promise<void>((resolve) => (release = resolve)),
    });
    await consumer.start();
    expect(await age()).toBe(0);
    await broker.publish(QUEUES.validation, encodeWords('a'), { messageId: 'm', items: 1 });
    await eventually(async () => Math.round(await age()) === 90);
    release();
    await eventually(async () => (await age()) === 0);
    await consumer.stop();
  });

  it('measures publishes, confirms, batches and reconnects', async () => {
    const registry = createMetrics('test');
    const broker = vhost.open({ registry });
    const { consumer, batches } = consumeWords(broker);
    await consumer.start();
    await broker.publish(QUEUES.validation, encodeWords('a', 'b'), { messageId: 'm', items: 2 });
    await eventually(() => batches.length === 1);
    await vhost.killConnections('consume');
    await eventually(async () =>
      /broker_reconnects_total\{connection="consume"[^}]*\} 1/.test(await registry.metrics()),
    );
    const text = (await registry.metrics()).replace(/service="test",?/g, '').replaceAll(',}', '}');
    for (const line of [
      'broker_publishes_total{queue="votes.validation",outcome="confirmed"} 1',
      'broker_published_items_total{queue="votes.validation"} 2',
      'broker_confirm_seconds_count{queue="votes.validation"} 1',
      'broker_batches_total{queue="votes.validation",outcome="handled"} 1',
      'broker_batch_items_sum{queue="votes.validation"} 2',
      'broker_deliveries_total{queue="votes.validation",redelivered="false"} 1',
      'broker_unacknowledged_messages{queue="votes.validation"} 0',
      'broker_publishes_in_flight{} 0',
      'broker_connection_up{connection="consume"} 1',
    ])
      expect(text).toContain(line);
  });
});
