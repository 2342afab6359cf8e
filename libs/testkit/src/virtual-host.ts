import { randomBytes } from 'node:crypto';
import type { Channel } from 'amqplib';
import { connect } from 'amqplib';
import type { QueueName } from '@scrutin/contracts/messages';
import { eventually } from './eventually.ts';

interface PeekedMessage {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly persistent: boolean;
}

/**
 * A RabbitMQ virtual host that only one suite uses. Every call opens and closes a new connection, because the tests
 * restart the broker.
 */
export interface VirtualHost {
  readonly name: string;
  /** The AMQP address with this virtual host, for the processes under test. */
  readonly amqpUrl: string;
  /** The management API with this virtual host, for the processes under test. */
  readonly managementUrl: string;
  /** The number of messages that are ready. Messages that a consumer has not acknowledged yet are not counted. */
  depth(queue: QueueName): Promise<number>;
  /** Reads up to `limit` messages and puts them back. RabbitMQ counts this as a delivery of each message. */
  peek(queue: QueueName, limit: number): Promise<PeekedMessage[]>;
  /** Removes up to `limit` messages from the queue and returns their bodies. */
  withdraw(queue: QueueName, limit: number): Promise<Buffer[]>;
  /** Publishes any bytes, also some that no service would send. Resolves when the broker has confirmed them. */
  publish(queue: QueueName, body: Buffer, headers?: Readonly<Record<string, unknown>>): Promise<void>;
  deleteQueue(queue: QueueName): Promise<void>;
  /** From now on the queue refuses messages when it has `messages` of them, whatever limit it was declared with. */
  limitQueue(queue: QueueName, messages: number): Promise<void>;
  unlimitQueue(queue: QueueName): Promise<void>;
  /** Deletes the virtual host with all its queues. */
  remove(): Promise<void>;
}

export interface RabbitMqAddresses {
  readonly amqp: string;
  readonly management: string;
}

export async function createVirtualHost(addresses: RabbitMqAddresses): Promise<VirtualHost> {
  const name = `system-${randomBytes(6).toString('hex')}`;
  const amqp = new URL(addresses.amqp);
  amqp.pathname = `/${name}`;
  const manage = managementCaller(addresses.management);
  const user = encodeURIComponent(decodeURIComponent(amqp.username));
  await manage('PUT', `vhosts/${name}`, {});
  await manage('PUT', `permissions/${name}/${user}`, { configure: '.*', write: '.*', read: '.*' });
  await runsOnEveryNode(manage, name);

  const policyOf = (queue: QueueName): string => `policies/${name}/${encodeURIComponent(`limit-${queue}`)}`;
  return {
    name,
    amqpUrl: amqp.href,
    managementUrl: new URL(`/${name}`, addresses.management).href,
    depth: (queue) => onChannel(amqp.href, async (channel) => (await channel.checkQueue(queue)).messageCount),
    peek: (queue, limit) =>
      onChannel(amqp.href, async (channel) => {
        const messages: PeekedMessage[] = [];
        while (messages.length < limit) {
          const message = await channel.get(queue);
          if (message === false) break;
          const { headers = {} } = message.properties;
          const deliveryMode: unknown = message.properties.deliveryMode;
          messages.push({ body: message.content, headers, persistent: deliveryMode === 2 });
        }
        return messages; // closing the channel puts them back
      }),
    withdraw: (queue, limit) =>
      onChannel(amqp.href, async (channel) => {
        const bodies: Buffer[] = [];
        while (bodies.length < limit) {
          const message = await channel.get(queue);
          if (message === false) break;
          channel.ack(message);
          bodies.push(message.content);
        }
        return bodies;
      }),
    async publish(queue, body, headers = {}) {
      const connection = await connect(amqp.href);
      try {
        const channel = await connection.createConfirmChannel();
        channel.publish('', queue, body, { persistent: true, mandatory: true, headers });
        await channel.waitForConfirms();
      } finally {
        await connection.close();
      }
    },
    deleteQueue: (queue) =>
      onChannel(amqp.href, async (channel) => {
        await channel.deleteQueue(queue);
      }),
    async limitQueue(queue, messages) {
      await manage('PUT', policyOf(queue), {
        pattern: `^${queue.replaceAll('.', '\\.')}$`,
        definition: { 'max-length': messages },
        'apply-to': 'queues',
      });
    },
    async unlimitQueue(queue) {
      await manage('DELETE', policyOf(queue));
    },
    async remove() {
      await manage('DELETE', `vhosts/${name}`);
    },
  };
}

async function onChannel<T>(url: string, work: (channel: Channel) => Promise<T>): Promise<T> {
  const connection = await connect(url);
  try {
    const channel = await connection.createChannel();
    // If the broker closes the channel, as for a queue that does not exist, the pending call is rejected too.
    channel.on('error', () => undefined);
    return await work(channel);
  } finally {
    await connection.close();
  }
}

/**
 * A node of a cluster that is short of time leaves a new virtual host stopped, for good, and refuses its connections.
 * Resolves when the virtual host runs on all nodes.
 */
async function runsOnEveryNode(manage: ManagementCaller, name: string): Promise<void> {
  await eventually(
    `the virtual host ${name} runs on every node`,
    async () => {
      const { cluster_state: states } = JSON.parse(await manage('GET', `vhosts/${name}`)) as {
        readonly cluster_state: Readonly<Record<string, string>>;
      };
      const stopped = Object.keys(states).filter((node) => states[node] !== 'running');
      for (const node of stopped) await manage('POST', `vhosts/${name}/start/${node}`);
      if (stopped.length > 0) throw new Error(`stopped on ${stopped.join(', ')}`);
    },
    { everyMs: 200 },
  );
}

/** Returns the text of the answer. */
type ManagementCaller = (method: string, path: string, body?: object) => Promise<string>;

/** After a restart the management API is ready a little later than the broker, so a failed request is repeated. */
function managementCaller(address: string): ManagementCaller {
  const { origin, username, password } = new URL(address);
  const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  const headers = {
    authorization: `Basic ${login.toString('base64')}`,
    'content-type': 'application/json',
  };
  return (method, path, body) =>
    eventually(
      `RabbitMQ's management API accepts ${method} ${path}`,
      async () => {
        const answer = await fetch(`${origin}/api/${path}`, {
          method,
          headers,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const text = await answer.text();
        if (!answer.ok && answer.status !== 404) throw new Error(`${answer.status} ${text}`);
        return text;
      },
      { everyMs: 200 },
    );
}
