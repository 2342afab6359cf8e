import { randomBytes } from 'node:crypto';
import { openBroker } from '@scrutin/broker';
import type { Broker } from '@scrutin/broker';
import { QUEUES } from '@scrutin/contracts';
import type { QueueName } from '@scrutin/contracts';
import { request } from 'undici';
import { parkedId } from './redaction.ts';
import { replayParked } from './replay.ts';

const prefix = `cli-test-${randomBytes(6).toString('hex')}.`;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
let broker: Broker;

function given(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: these tests need a real RabbitMQ.`);
  return value;
}

beforeAll(async () => {
  broker = openBroker({
    url: given('AMQP_URL'),
    connectionName: 'cli-test',
    logger: silent,
    queuePrefix: prefix,
  });
  await broker.waitUntilReady(10_000);
});

afterAll(async () => {
  await broker.close();
  const { origin, username, password } = new URL(given('RABBITMQ_MANAGEMENT_URL'));
  const vhost = encodeURIComponent(decodeURIComponent(new URL(given('AMQP_URL')).pathname.slice(1)));
  const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  for (const queue of Object.values(QUEUES)) {
    const answer = await request(`${origin}/api/queues/${vhost}/${encodeURIComponent(prefix + queue)}`, {
      method: 'DELETE',
      headers: { authorization: `Basic ${login.toString('base64')}` },
    });
    await answer.body.dump();
    expect(answer.statusCode).toBe(204);
  }
});

afterEach(async () => {
  for (const queue of Object.values(QUEUES)) await broker.take(queue, () => Promise.resolve(), 1_000);
});

async function park(id: string, origin: QueueName | undefined): Promise<void> {
  await broker.publish(QUEUES.parked, Buffer.from(`body of ${id}`), {
    messageId: id,
    items: 2,
    ...(origin === undefined ? {} : { headers: { 'x-origin-queue': origin, 'x-problem': 'unreadable' } }),
  });
}

/** A message that was published is in the queue once confirmed; one that was put back takes a moment. */
async function idsIn(queue: QueueName): Promise<string[]> {
  return (await broker.browse(queue, 1_000)).map(parkedId).sort();
}

async function eventuallyIn(queue: QueueName, ids: readonly string[]): Promise<void> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const found = await idsIn(queue);
    if (JSON.stringify(found) === JSON.stringify(ids) || performance.now() > deadline) {
      expect(found).toEqual(ids);
      break;
    }
  }
  // Looking put them back, which takes a moment too: whoever takes them next must find them.
  while ((await broker.depth(queue)).messages < ids.length) expect(performance.now()).toBeLessThan(deadline);
}

describe('replay of parked messages', () => {
  it('sends all to where they came from, with what they held, and removes them (P2)', async () => {
    await park('a', QUEUES.validation);
    await park('b', QUEUES.review);
    const result = await replayParked({ broker, which: 'all', fallback: undefined });
    expect(result).toEqual({ replayed: ['a', 'b'], homeless: [], missing: [] });
    await eventuallyIn(QUEUES.parked, []);
    const [validation] = await broker.browse(QUEUES.validation, 10);
    expect(validation).toMatchObject({ messageId: 'a', items: 2, body: Buffer.from('body of a') });
    await eventuallyIn(QUEUES.review, ['b']);
  });

  it('leaves the others where they are, with their origin and their problem', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await park(id, QUEUES.aggregation);
    const result = await replayParked({ broker, which: ['c', 'nope'], fallback: undefined });
    expect(result).toEqual({ replayed: ['c'], homeless: [], missing: ['nope'] });
    await eventuallyIn(QUEUES.parked, ['a', 'b', 'd']);
    await eventuallyIn(QUEUES.aggregation, ['c']);
    for (const message of await broker.browse(QUEUES.parked, 10)) {
      expect(message).toMatchObject({ originQueue: QUEUES.aggregation, problem: 'unreadable', items: 2 });
    }
  });

  it('keeps what does not say where it came from, unless told where to', async () => {
    await park('a', undefined);
    expect(await replayParked({ broker, which: 'all', fallback: undefined })).toEqual({
      replayed: [],
      homeless: ['a'],
      missing: [],
    });
    await eventuallyIn(QUEUES.parked, ['a']);
    const told = await replayParked({ broker, which: ['a'], fallback: QUEUES.validation });
    expect(told.replayed).toEqual(['a']);
    await eventuallyIn(QUEUES.parked, []);
    await eventuallyIn(QUEUES.validation, ['a']);
  });

  it('does nothing when nothing is parked', async () => {
    expect(await replayParked({ broker, which: 'all', fallback: undefined })).toEqual({
      replayed: [],
      homeless: [],
      missing: [],
    });
  });
});
