import { QUEUES } from '@scrutin/contracts/messages';
import type { QueueName } from '@scrutin/contracts/messages';
import { ConfigurationError, TransientError } from '@scrutin/service-runtime';
import { logicalName } from './topology.ts';

export interface ManagementOptions {
  /** `http://user:password@host:15672/vhost`; the user needs the tag `monitoring` and the right to see the vhost. */
  readonly url: string;
  /** For each question; default 3000. */
  readonly timeoutMs?: number;
  /** The prefix that the broker's clients put before every queue's name. */
  readonly queuePrefix?: string;
}

/** What a queue holds. All three count messages (groups of votes), not votes. */
interface QueueFigures {
  readonly ready: number;
  /** Delivered to a consumer and not acknowledged yet. */
  readonly unacknowledged: number;
  readonly consumers: number;
}

/** A named policy with its definition, as somebody set it at the broker. */
export interface QueuePolicy {
  readonly name: string;
  readonly definition: Readonly<Record<string, unknown>>;
}

/** The policies that are in effect on a queue: at most one of each kind, and both apply. */
export interface EffectivePolicies {
  readonly policy: QueuePolicy | undefined;
  readonly operatorPolicy: QueuePolicy | undefined;
}

/** A resource alarm: while one is raised anywhere in the cluster, the broker takes no publishes. */
interface BrokerAlarm {
  readonly node: string;
  readonly resource: 'memory' | 'disk';
}

/** Questions to RabbitMQ's management API. None of them changes anything or touches a message. */
export interface BrokerManagement {
  /**
   * What each of our queues holds, members of a cluster included. A quorum queue publishes these figures every five
   * seconds, and nothing that RabbitMQ offers over HTTP is fresher (`QUEUE_FIGURES_MAX_AGE_MS`). Whoever needs to know
   * what holds *after* a moment asks once that much time has passed since.
   *
   * @throws TransientError the API is away, refuses the login, or does not know all of our queues
   */
  queues(): Promise<Readonly<Record<QueueName, QueueFigures>>>;
  /** As of this moment. @throws TransientError as `queues` */
  effectivePolicies(): Promise<Readonly<Record<QueueName, EffectivePolicies>>>;
  /** Alarms raised at any running node; as old as the broker's statistics (five seconds). @throws TransientError */
  alarms(): Promise<readonly BrokerAlarm[]>;
}

/**
 * How old the figures of `queues` may be, with a margin: a quorum queue's leader publishes its counts at every tick,
 * 5,000 ms by default (`quorum_tick_interval`). Measured with RabbitMQ 3.10: between 0 and 4.9 s, the same for
 * the Prometheus plugin, which reads the same table; the API's figures without `disable_stats` are up to 10 s old.
 */
export const QUEUE_FIGURES_MAX_AGE_MS = 6_000;

const DEFAULT_TIMEOUT_MS = 3_000;

/** @throws ConfigurationError when the address cannot be one of a management API */
export function openBrokerManagement(options: ManagementOptions): BrokerManagement {
  const api = managementApi(options);
  const prefix = options.queuePrefix ?? '';
  const vhost = encodeURIComponent(api.vhost);

  /** The queues' descriptions, without the statistics that cost the broker work. */
  async function described(): Promise<Record<QueueName, Fields>> {
    const found = new Map<QueueName, Fields>();
    for (const queue of await api.list(`queues/${vhost}?disable_stats=true&enable_queue_totals=true`)) {
      const name = logicalName(String(queue['name']), prefix);
      if (name !== undefined) found.set(name, queue);
    }
    return ofEachQueue((name) => {
      const queue = found.get(name);
      if (queue === undefined) throw new TransientError(`the broker has no queue ${name}`);
      return queue;
    });
  }

  return {
    async queues() {
      const [queues, consumers] = await Promise.all([described(), api.list(`consumers/${vhost}`)]);
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
        described(),
        api.list(`policies/${vhost}`),
        api.list(`operator-policies/${vhost}`),
      ]);
      return ofEachQueue((name) => {
        // The broker says which policy won, but not which operator policy.
        const won = policies.find((policy) => policy['name'] === queues[name]['policy']);
        const operator = operatorPolicies
          .filter((policy) => matches(policy, prefix + name))
          .sort((a, b) => Number(b['priority']) - Number(a['priority']))[0];
        return { policy: policyOf(won), operatorPolicy: policyOf(operator) };
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
  };
}

type Fields = Readonly<Record<string, unknown>>;

interface Api {
  readonly vhost: string;
  list(path: string): Promise<readonly Fields[]>;
}

function managementApi({ url, timeoutMs = DEFAULT_TIMEOUT_MS }: ManagementOptions): Api {
  if (!URL.canParse(url)) throw new ConfigurationError('AMQP_MANAGEMENT_URL: not a URL');
  const address = new URL(url);
  if (address.protocol !== 'http:' && address.protocol !== 'https:')
    throw new ConfigurationError('AMQP_MANAGEMENT_URL: must begin with http:// or https://');
  const login = `${decodeURIComponent(address.username)}:${decodeURIComponent(address.password)}`;
  const authorization = `Basic ${Buffer.from(login).toString('base64')}`;
  return {
    vhost: decodeURIComponent(address.pathname.slice(1)) || '/',
    async list(path) {
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
      if (!Array.isArray(answer)) throw new TransientError(`the broker's management API gave no list`);
      return answer.map(fieldsOf);
    },
  };
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

/** @throws TransientError no such figure: after a restart the broker may need a moment to have it */
function count(queue: Fields, field: string): number {
  const value = queue[field];
  if (typeof value !== 'number') throw new TransientError(`the broker does not know ${field} yet`);
  return value;
}

function policyOf(policy: Fields | undefined): QueuePolicy | undefined {
  if (policy === undefined) return undefined;
  return { name: String(policy['name']), definition: fieldsOf(policy['definition']) };
}

/** RabbitMQ's patterns are PCRE: one that is none in JavaScript is taken to match, so that it is looked at. */
function matches(policy: Fields, queue: string): boolean {
  if (policy['apply-to'] === 'exchanges' || policy['apply-to'] === 'classic_queues') return false;
  try {
    return new RegExp(String(policy['pattern'])).test(queue);
  } catch {
    return true;
  }
}
