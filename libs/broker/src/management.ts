import type { QueueName } from '@scrutin/contracts/messages';
import { QUEUES } from '@scrutin/contracts/messages';
import type { Address } from '@scrutin/service-runtime';
import { addressNow, ConfigurationError, TransientError } from '@scrutin/service-runtime';
import {
  addUp,
  ANY_COUNTER,
  CONNECTION_COUNTER,
  countersOf,
  NODE_COUNTER,
  REDUCTIONS,
} from './management-counters.ts';
import { logicalName } from './topology.ts';

export interface ManagementOptions {
  /** `http://user:password@host:15672/vhost`. The user needs the tag `monitoring` and access to the virtual host. */
  readonly url: Address;
  /** The timeout of each request. Default 3000. */
  readonly timeoutMs?: number;
  /** The prefix that the broker's clients use for the name of every queue. */
  readonly queuePrefix?: string;
}

/** The state of a queue. `ready` and `unacknowledged` count messages (groups of votes), not votes. */
interface QueueFigures {
  /** Messages that wait in the queue. */
  readonly ready: number;
  /** Messages that were delivered to a consumer and are not acknowledged yet. */
  readonly unacknowledged: number;
  readonly consumers: number;
}

/** A policy that somebody set at the broker. */
export interface QueuePolicy {
  readonly name: string;
  readonly definition: Readonly<Record<string, unknown>>;
}

/** The policies that are in effect on a queue. There is at most one of each kind, and both apply. */
export interface EffectivePolicies {
  readonly policy: QueuePolicy | undefined;
  readonly operatorPolicy: QueuePolicy | undefined;
}

/** A resource alarm. While one is raised anywhere in the cluster, the broker accepts no messages. */
interface BrokerAlarm {
  readonly node: string;
  readonly resource: 'memory' | 'disk';
}

/** Queries to RabbitMQ's management API. None of them changes anything or touches a message. */
export interface BrokerManagement {
  /**
   * The state of each of our queues, over all members of a cluster. A quorum queue publishes these figures every five
   * seconds, and RabbitMQ offers no fresher ones over HTTP (`QUEUE_FIGURES_MAX_AGE_MS`). To learn the state *after* a
   * certain moment, wait for that long before asking.
   *
   * @throws TransientError when the API is unavailable, refuses the login, or does not have all of our queues
   */
  queues(): Promise<Readonly<Record<QueueName, QueueFigures>>>;
  /**
   * The policies in effect on each of our queues at this moment.
   *
   * @throws TransientError as `queues`
   */
  effectivePolicies(): Promise<Readonly<Record<QueueName, EffectivePolicies>>>;
  /**
   * The alarms at all running nodes. They may be as old as the broker's statistics (five seconds).
   *
   * @throws TransientError as `queues`
   */
  alarms(): Promise<readonly BrokerAlarm[]>;
  /**
   * What the broker has counted since it started, by RabbitMQ's own names: `node.context_switches`,
   * `connections.recv_oct`, `queue votes.validation.publish`. The nodes are added up, and so are the connections and
   * channels that are open. The figures may be up to ten seconds old.
   *
   * @throws TransientError when the API is unavailable or refuses the login
   */
  counters(): Promise<Readonly<Record<string, number>>>;
}

/**
 * The greatest age of the figures of `queues`, with a margin. The leader of a quorum queue publishes its counts at
 * every tick, which is 5,000 ms by default (`quorum_tick_interval`). Measured with RabbitMQ 3.10, they are between 0
 * and 4.9 s old. Those of the Prometheus plugin are equally old, because it reads the same table. Without
 * `disable_stats`, the figures of the API are up to 10 s old.
 */
export const QUEUE_FIGURES_MAX_AGE_MS = 6_000;

const DEFAULT_TIMEOUT_MS = 3_000;

/**
 * Opens a client of RabbitMQ's management API.
 *
 * @throws ConfigurationError when the address is not that of a management API
 */
export function openBrokerManagement(options: ManagementOptions): BrokerManagement {
  const api = managementApi(options);
  const prefix = options.queuePrefix ?? '';
  const vhost = encodeURIComponent(api.vhost);

  /** The descriptions of our queues, without the statistics, which are expensive for the broker. */
  async function describeQueues(): Promise<Record<QueueName, Fields>> {
    const byName = new Map<QueueName, Fields>();
    for (const queue of await api.list(`queues/${vhost}?disable_stats=true&enable_queue_totals=true`)) {
      const name = logicalName(String(queue['name']), prefix);
      if (name !== undefined) byName.set(name, queue);
    }
    return ofEachQueue((name) => {
      const queue = byName.get(name);
      if (queue === undefined) throw new TransientError(`the broker has no queue ${name}`);
      return queue;
    });
  }

  return {
    async queues() {
      const [queues, consumers] = await Promise.all([describeQueues(), api.list(`consumers/${vhost}`)]);
      const counts = new Map<QueueName | undefined, number>();
      for (const { queue } of consumers) {
        const name = logicalName(String(fieldsOf(queue)['name']), prefix);
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      return ofEachQueue((name) => ({
        ready: count(queues[name], 'messages_ready'),
        unacknowledged: count(queues[name], 'messages_unacknowledged'),
        consumers: counts.get(name) ?? 0,
      }));
    },

    async effectivePolicies() {
      const [queues, policies, operatorPolicies] = await Promise.all([
        describeQueues(),
        api.list(`policies/${vhost}`),
        api.list(`operator-policies/${vhost}`),
      ]);
      return ofEachQueue((name) => {
        // The broker reports which policy applies, but not which operator policy.
        const policy = policies.find((each) => each['name'] === queues[name]['policy']);
        const operator = operatorPolicies
          .filter((each) => matches(each, prefix + name))
          .sort((a, b) => Number(b['priority']) - Number(a['priority']))[0];
        return { policy: policyOf(policy), operatorPolicy: policyOf(operator) };
      });
    },

    async alarms() {
      const nodes = await api.list('nodes?columns=name,running,mem_alarm,disk_free_alarm');
      return nodes.flatMap((node): BrokerAlarm[] => {
        const name = String(node['name']);
        return [
          ...(node['mem_alarm'] === true ? [{ node: name, resource: 'memory' as const }] : []),
          ...(node['disk_free_alarm'] === true ? [{ node: name, resource: 'disk' as const }] : []),
        ];
      });
    },

    async counters() {
      const [nodes, connections, channels, queues] = await Promise.all(
        ['nodes', 'connections', 'channels', `queues/${vhost}`].map((path) => api.list(path)),
      );
      return addUp([
        ...(nodes ?? []).map((node) => countersOf('node', node, NODE_COUNTER)),
        ...(connections ?? []).map((each) => countersOf('connections', each, CONNECTION_COUNTER)),
        ...(channels ?? []).map((each) => countersOf('channels', each, REDUCTIONS)),
        ...(queues ?? []).flatMap((queue) => {
          const name = `queue ${logicalName(String(queue['name']), prefix) ?? 'other'}`;
          return [
            countersOf(name, queue, REDUCTIONS),
            countersOf(name, fieldsOf(queue['message_stats']), ANY_COUNTER),
          ];
        }),
      ]);
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;

interface Api {
  readonly vhost: string;
  list(path: string): Promise<readonly Fields[]>;
}

function managementApi({ url, timeoutMs = DEFAULT_TIMEOUT_MS }: ManagementOptions): Api {
  return {
    vhost: decodeURIComponent(managementAddress(url).pathname.slice(1)) || '/',
    async list(path) {
      const address = managementAddress(url);
      const login = `${decodeURIComponent(address.username)}:${decodeURIComponent(address.password)}`;
      const authorization = `Basic ${Buffer.from(login).toString('base64')}`;
      let answer: unknown;
      try {
        const response = await fetch(`${address.origin}/api/${path}`, {
          headers: { authorization },
          signal: AbortSignal.timeout(timeoutMs),
        });
        if (!response.ok) throw new TransientError(refusal(response.status));
        answer = await response.json();
      } catch (error) {
        if (error instanceof TransientError) throw error;
        throw new TransientError(`the broker's management API did not answer`, { cause: error });
      }
      if (!Array.isArray(answer))
        throw new TransientError(`the broker's management API did not return a list`);
      return answer.map(fieldsOf);
    },
  };
}

/** The address at this moment, whose password may have changed. */
function managementAddress(url: Address): URL {
  const text = addressNow(url);
  if (!URL.canParse(text)) throw new ConfigurationError('AMQP_MANAGEMENT_URL: not a URL');
  const address = new URL(text);
  if (address.protocol !== 'http:' && address.protocol !== 'https:')
    throw new ConfigurationError('AMQP_MANAGEMENT_URL: must begin with http:// or https://');
  return address;
}

function refusal(status: number): string {
  if (status === 401)
    return `the broker's management API refuses the login: it needs a user with the tag monitoring`;
  if (status === 404) return `the broker's management API does not know the virtual host`;
  return `the broker's management API answered ${status}`;
}

function ofEachQueue<T>(make: (name: QueueName) => T): Record<QueueName, T> {
  return Object.fromEntries(Object.values(QUEUES).map((name) => [name, make(name)])) as Record<QueueName, T>;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

/**
 * Reads a figure of a queue.
 *
 * @throws TransientError if it is missing, which happens for a moment after a restart
 */
function count(queue: Fields, field: string): number {
  const value = queue[field];
  if (typeof value !== 'number') throw new TransientError(`the broker does not know ${field} yet`);
  return value;
}

function policyOf(policy: Fields | undefined): QueuePolicy | undefined {
  if (policy === undefined) return undefined;
  return { name: String(policy['name']), definition: fieldsOf(policy['definition']) };
}

/**
 * Whether a policy applies to a queue. RabbitMQ's patterns are PCRE; one that is invalid in JavaScript counts as a
 * match.
 */
function matches(policy: Fields, queue: string): boolean {
  if (policy['apply-to'] === 'exchanges' || policy['apply-to'] === 'classic_queues') return false;
  try {
    return new RegExp(String(policy['pattern'])).test(queue);
  } catch {
    return true;
  }
}
