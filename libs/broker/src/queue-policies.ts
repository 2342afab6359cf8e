import { QUEUES } from '@scrutin/contracts/messages';
import type { QueueName } from '@scrutin/contracts/messages';
import type { EffectivePolicies, QueuePolicy } from './management.ts';

/** What a policy that somebody set at the broker does to a queue of ours. */
export interface PolicyFinding {
  readonly queue: QueueName;
  readonly policy: string;
  readonly kind: 'policy' | 'operator-policy';
  readonly key: string;
  readonly value: unknown;
  /** `loses`: accepted votes would be destroyed. `weakens`: nothing is lost, but less holds than documented. */
  readonly effect: 'loses' | 'weakens';
  readonly explanation: string;
}

type Judgement = Pick<PolicyFinding, 'effect' | 'explanation'>;

const loses = (explanation: string): Judgement => ({ effect: 'loses', explanation });
const weakens = (explanation: string): Judgement => ({ effect: 'weakens', explanation });

const FULL = weakens('the queue refuses messages above this, and votes are answered 503 or wait');

/**
 * Keys of policies that matter to a quorum queue (RabbitMQ's documentation, "Policies", "Quorum Queues"). Policies and
 * queue arguments are combined: of limits the lower one holds, and of the rest what the policy says, but for dead letters,
 * where the arguments that we declare win. So no argument can protect a queue from these; somebody has to look.
 */
const JUDGEMENTS: Readonly<Record<string, (value: unknown, queue: QueueName) => Judgement | undefined>> = {
  'message-ttl': () => loses('messages are thrown away when they are older than this'),
  expires: () => loses('the queue is deleted with all it holds when nobody has used it for so long'),
  overflow: (value) =>
    value === 'reject-publish' ? undefined : loses('a full queue throws its oldest messages away'),
  'max-length': () => FULL,
  'max-length-bytes': () => FULL,
  'delivery-limit': (_value, queue) =>
    queue === QUEUES.parked
      ? weakens(
          'a parked message that somebody else returns to its queue more often than this is thrown away',
        )
      : weakens('votes are parked after fewer attempts'),
};

/** Everything that somebody's policies do to our queues, what loses votes first. */
export function policyFindings(
  policies: Readonly<Record<QueueName, EffectivePolicies>>,
): readonly PolicyFinding[] {
  const findings = Object.values(QUEUES).flatMap((queue) => [
    ...judged(queue, 'policy', policies[queue].policy),
    ...judged(queue, 'operator-policy', policies[queue].operatorPolicy),
  ]);
  const rank = ({ effect }: PolicyFinding): number => (effect === 'loses' ? 0 : 1);
  return findings.sort((a, b) => rank(a) - rank(b));
}

function judged(
  queue: QueueName,
  kind: PolicyFinding['kind'],
  policy: QueuePolicy | undefined,
): PolicyFinding[] {
  if (policy === undefined) return [];
  return Object.entries(policy.definition).flatMap(([key, value]) => {
    const judgement = Object.hasOwn(JUDGEMENTS, key) ? JUDGEMENTS[key]?.(value, queue) : undefined;
    return judgement === undefined ? [] : [{ queue, policy: policy.name, kind, key, value, ...judgement }];
  });
}
