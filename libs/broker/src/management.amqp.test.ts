import { QUEUES } from '@scrutin/contracts/messages';
import { ConfigurationError, TransientError } from '@scrutin/service-runtime';
import { consumeWords, encodeWords, eventually, useTestVhost } from './fixture/test-vhost.ts';
import { openBrokerManagement } from './management.ts';

describe('management', () => {
  const vhost = useTestVhost();

  it('returns how many messages each queue and its consumers have, without touching them', async () => {
    const broker = vhost.open();
    const management = openBrokerManagement({ url: vhost.managementUrl });
    for (const id of ['1', '2', '3'])
      await broker.publish(QUEUES.validation, encodeWords(id), { messageId: id, items: 1 });
    let release = (): void => undefined;
    const blocked = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { consumer } = consumeWords(broker, {
      prefetch: 2,
      maxItems: 1,
      handle: () => blocked,
    });
    await consumer.start();
    await eventually(async () => {
      const { [QUEUES.validation]: queue } = await management.queues();
      return queue.ready === 1 && queue.unacknowledged === 2 && queue.consumers === 1;
    });
    expect((await management.queues())[QUEUES.parked]).toEqual({
      ready: 0,
      unacknowledged: 0,
      consumers: 0,
    });
    release();
    await consumer.drain();
  });

  it('returns the policies and operator policies in effect on each queue', async () => {
    await vhost.open().waitUntilReady(10_000);
    const management = openBrokerManagement({ url: vhost.managementUrl });
    expect((await management.effectivePolicies())[QUEUES.parked]).toEqual({
      policy: undefined,
      operatorPolicy: undefined,
    });
    await vhost.setPolicy('expire-all', '.*', { 'message-ttl': 60_000 });
    await vhost.setPolicy('short', '^votes.review$', { 'max-length': 5 }, 'operator-policies');
    await eventually(async () => (await management.effectivePolicies())[QUEUES.parked].policy !== undefined);
    const policies = await management.effectivePolicies();
    const expiring = { name: 'expire-all', definition: { 'message-ttl': 60_000 } };
    expect(policies[QUEUES.parked]).toEqual({ policy: expiring, operatorPolicy: undefined });
    expect(policies[QUEUES.review]).toEqual({
      policy: expiring,
      operatorPolicy: { name: 'short', definition: { 'max-length': 5 } },
    });
  });

  it('returns what the broker has counted, by queue, and for all nodes and connections', async () => {
    const broker = vhost.open();
    const management = openBrokerManagement({ url: vhost.managementUrl });
    await broker.publish(QUEUES.validation, encodeWords('1'), { messageId: '1', items: 1 });
    await eventually(async () => {
      const counters = await management.counters();
      return (
        counters[`queue ${QUEUES.validation}.publish`] === 1 &&
        Number(counters['connections.recv_oct']) > 0 &&
        Number(counters['node.context_switches']) > 0
      );
    });
  });

  it('returns no alarm while there is none', async () => {
    expect(await openBrokerManagement({ url: vhost.managementUrl }).alarms()).toEqual([]);
  });

  it('rejects if a queue is missing, the login is wrong, or the API is unavailable', async () => {
    const questions = (url: string): Promise<unknown> =>
      openBrokerManagement({ url, timeoutMs: 1_000 }).queues();
    await expect(questions(vhost.managementUrl)).rejects.toThrow(TransientError);
    await expect(questions(vhost.managementUrl)).rejects.toThrow('no queue votes.validation');
    const stranger = new URL(vhost.managementUrl);
    stranger.password = 'hidden-word';
    await expect(questions(stranger.href)).rejects.toThrow('refuses the login');
    await expect(questions('http://127.0.0.1:9/vhost')).rejects.toThrow(TransientError);
    expect(() => openBrokerManagement({ url: 'amqp://127.0.0.1' })).toThrow(ConfigurationError);
    expect(() => openBrokerManagement({ url: 'nonsense' })).toThrow(ConfigurationError);
  });
});
