import { randomBytes, randomUUID } from 'node:crypto';
import { request } from 'undici';
import type { Broker, BrowsedMessage } from '@scrutin/broker';
import { openBroker } from '@scrutin/broker';
import type { QueueName } from '@scrutin/contracts/messages';
import { QUEUES } from '@scrutin/contracts/messages';
import { silentLogger } from '@scrutin/testkit/without-services';
import { parkedId } from './redaction.ts';
import { discardParked, replayParked } from './replay.ts';

const prefix = `cli-test-${randomBytes(6).toString('hex')}.`;
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
    logger: silentLogger,
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
  for (const queue of Object.values(QUEUES)) await broker.take(queue, () => Promise.resolve('remove'), 1_000);
});

/** Messages that the services park have an id and an origin. Messages that others park have neither. */
async function park(messageId: string, origin: QueueName | undefined): Promise<string> {
  const id = randomUUID();
  await broker.publish(QUEUES.parked, Buffer.from(`body of ${messageId}`), {
    messageId,
    items: 1,
    headers: {
      'x-parking-id': id,
      'x-problem': 'unreadable',
      ...(origin === undefined ? {} : { 'x-origin-queue': origin }),
    },
  });
  return id;
}

async function messageIdsIn(queue: QueueName): Promise<string[]> {
  return (await broker.browse(queue, 1_000)).map(({ messageId }) => messageId).sort();
}

describe('replay of parked messages', () => {
  it('sends all messages unchanged to the queue from which they came, and removes them (P2)', async () => {
    const ids = [await park('a', QUEUES.validation), await park('b', QUEUES.review)];
    const result = await replayParked({ broker, which: 'all', fallback: undefined });
    expect(result).toEqual({ replayed: ids, withoutOrigin: [], missing: [] });
    expect(await messageIdsIn(QUEUES.parked)).toEqual([]);
    const [validation] = await broker.browse(QUEUES.validation, 10);
    expect(validation).toMatchObject({ messageId: 'a', items: 1, body: Buffer.from('body of a') });
    expect(await messageIdsIn(QUEUES.review)).toEqual(['b']);
  });

  it('leaves the other messages in place, with their origin and their problem', async () => {
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c', 'd']) ids.push(await park(name, QUEUES.aggregation));
    const result = await replayParked({ broker, which: [ids[2]!, 'nope'], fallback: undefined });
    expect(result).toEqual({ replayed: [ids[2]], withoutOrigin: [], missing: ['nope'] });
    expect(await messageIdsIn(QUEUES.parked)).toEqual(['a', 'b', 'd']);
    expect(await messageIdsIn(QUEUES.aggregation)).toEqual(['c']);
    for (const message of await broker.browse(QUEUES.parked, 10))
      expect(message).toMatchObject({ originQueue: QUEUES.aggregation, problem: 'unreadable', items: 1 });
  });

  it('handles two messages with the same id from their senders as two', async () => {
    const [first, second] = [await park('/0', QUEUES.validation), await park('/0', QUEUES.validation)];
    const listed = (await broker.browse(QUEUES.parked, 10)).map(parkedId);
    expect(listed.sort()).toEqual([first, second].sort());
    const result = await replayParked({ broker, which: [second], fallback: undefined });
    expect(result.replayed).toEqual([second]);
    expect((await broker.browse(QUEUES.parked, 10)).map(parkedId)).toEqual([first]);
  });

  it('keeps a message without an origin, unless the command names the queue', async () => {
    const id = await park('a', undefined);
    const withoutOrigin = { replayed: [], withoutOrigin: [id], missing: [] };
    expect(await replayParked({ broker, which: 'all', fallback: undefined })).toEqual(withoutOrigin);
    expect(await messageIdsIn(QUEUES.parked)).toEqual(['a']);
    const sent = await replayParked({ broker, which: [id], fallback: QUEUES.validation });
    expect(sent).toEqual({ replayed: [id], withoutOrigin: [], missing: [] });
    expect(await messageIdsIn(QUEUES.validation)).toEqual(['a']);
  });

  it('does nothing if nothing is parked', async () => {
    expect(await replayParked({ broker, which: 'all', fallback: undefined })).toEqual({
      replayed: [],
      withoutOrigin: [],
      missing: [],
    });
  });
});

describe('discarding parked messages', () => {
  it('removes messages that are not votes, and keeps those that may contain one', async () => {
    const [stranger, vote] = [await park('/0', QUEUES.validation), await park('v', QUEUES.validation)];
    const holdsVote = ({ messageId }: BrowsedMessage): boolean => messageId === 'v';
    const recorded: string[] = [];
    const record = (message: BrowsedMessage): Promise<void> => {
      recorded.push(parkedId(message));
      return Promise.resolve();
    };
    const ids = [stranger, vote, 'nope'];
    const first = await discardParked({ broker, ids, staysParked: holdsVote, record });
    expect(first).toEqual({ discarded: [stranger], votes: [vote], missing: ['nope'] });
    expect(await messageIdsIn(QUEUES.parked)).toEqual(['v']);
    expect(recorded).toEqual([stranger]);
    const second = await discardParked({ broker, ids: [vote], staysParked: () => false, record });
    expect(second).toEqual({ discarded: [vote], votes: [], missing: [] });
    expect(await broker.parkedVotes()).toBe(0);
  });

  it('keeps a message whose removal could not be put on record', async () => {
    const id = await park('v', QUEUES.validation);
    const record = (): Promise<void> => Promise.reject(new Error('no record'));
    const discarding = discardParked({ broker, ids: [id], staysParked: () => false, record });
    await expect(discarding).rejects.toThrow('no record');
    expect(await messageIdsIn(QUEUES.parked)).toEqual(['v']);
  });
});
