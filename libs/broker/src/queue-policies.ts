import type { QueueName } from '@scrutin/contracts/messages';
import { QUEUES } from '@scrutin/contracts/messages';
import type { EffectivePolicies, QueuePolicy } from './management.ts';

/** The effect on one of our queues of a policy that somebody set at the broker. */
export interface PolicyFinding {
  readonly queue: QueueName;
  readonly policy: string;
  readonly kind: 'policy' | 'operator-policy';
  readonly key: string;
  readonly value: unknown;
  /** `loses`: accepted votes would be destroyed. `weakens`: nothing is lost, but we promise less than documented. */
  readonly effect: 'loses' | 'weakens';
  readonly explanation: string;
}

type PolicyEffect = Pick<PolicyFinding, 'effect' | 'explanation'>;

const loses = (explanation: string): PolicyEffect => ({ effect: 'loses', explanation });
const weakens = (explanation: string): PolicyEffect => ({ effect: 'weakens', explanation });

const FULL = weakens('the queue refuses messages beyond this limit, and votes are answered 503 or wait');

/**
 * The keys of policies that have an effect on a quorum queue (RabbitMQ's documentation, "Policies", "Quorum Queues").
 *
 * RabbitMQ combines policies with the arguments of a queue. Of two limits the lower one applies. For other keys the
 * policy applies, except for dead letters, where the arguments that we declare apply. So no argument can protect a
 * queue from these keys, and they must be checked.
 */
const POLICY_EFFECTS: Readonly<
  Record<string, (value: unknown, queue: QueueName) => PolicyEffect | undefined>
> = {
  'message-ttl': () => loses('messages older than this are deleted'),
  expires: () => loses('the queue and all of its messages are deleted when nobody has used it for this long'),
  overflow: (value) =>
    value === 'reject-publish' ? undefined : loses('a full queue deletes its oldest messages'),
  'max-length': () => FULL,
  'max-length-bytes': () => FULL,
  'delivery-limit': (_value, queue) =>
    queue === QUEUES.parked
      ? weakens(
          'a parked message is deleted when another program returns it to its queue more often than this',
        )
      : weakens('votes are parked after fewer attempts'),
};

/** All effects of policies on our queues. Those that lose votes come first. */
export function policyFindings(
  policies: Readonly<Record<QueueName, EffectivePolicies>>,
): readonly PolicyFinding[] {
  const findings = Object.values(QUEUES).flatMap((queue) => [
    ...findingsOf(queue, 'policy', policies[queue].policy),
    ...findingsOf(queue, 'operator-policy', policies[queue].operatorPolicy),
  ]);
  const rank = ({ effect }: PolicyFinding): number => (effect === 'loses' ? 0 : 1);
  return findings.sort((a, b) => rank(a) - rank(b));
}

function findingsOf(
  queue: QueueName,
  kind: PolicyFinding['kind'],
  policy: QueuePolicy | undefined,
): PolicyFinding[] {
  if (policy === undefined) return [];
  return Object.entries(policy.definition).flatMap(([key, value]) => {
    const effect = Object.hasOwn(POLICY_EFFECTS, key) ? POLICY_EFFECTS[key]?.(value, queue) : undefined;
    return effect === undefined ? [] : [{ queue, policy: policy.name, kind, key, value, ...effect }];
  });
}
