import type { QueueName } from '@scrutin/contracts/messages';
import type { Address, Logger, Service } from '@scrutin/service-runtime';
import { TransientError } from '@scrutin/service-runtime';
import type { BrokerManagement } from './management.ts';
import { openBrokerManagement } from './management.ts';
import type { PolicyFinding } from './queue-policies.ts';
import { policyFindings } from './queue-policies.ts';

export interface PolicyWatchOptions {
  /** The value of `AMQP_MANAGEMENT_URL`. Without it, nothing can be checked, and that is logged. */
  readonly managementUrl: Address | undefined;
  readonly logger: Logger;
  readonly everyMs: number;
  readonly queuePrefix?: string;
}

/** Checks the policies on our queues, at the start and then at regular intervals. */
export interface PolicyWatch extends Service {
  /** False while a policy is in effect that would destroy accepted votes. No votes must be accepted then. */
  isSafe(): boolean;
  /** The delivery limit that a policy sets on the queue, or undefined if none is known. */
  deliveryLimit(queue: QueueName): number | undefined;
  /**
   * For readiness.
   *
   * @throws TransientError with the policies that would destroy accepted votes
   */
  check(): Promise<void>;
}

/** The interval while something is wrong or unknown. It is shorter, so that a correction is noticed soon. */
const SOON_MS = 1_000;

/**
 * Creates a watch over the policies.
 *
 * @throws ConfigurationError when the address is not that of a management API
 */
export function openPolicyWatch(options: PolicyWatchOptions): PolicyWatch {
  const { managementUrl, logger, everyMs, queuePrefix = '' } = options;
  const management =
    managementUrl === undefined ? undefined : openBrokerManagement({ url: managementUrl, queuePrefix });
  let losing: readonly PolicyFinding[] = [];
  let limits: ReadonlyMap<QueueName, number> = new Map();
  let lastLogged = '';
  let isUnchecked = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const checkPolicies = async (api: BrokerManagement): Promise<void> => {
    try {
      const findings = policyFindings(await api.effectivePolicies());
      losing = findings.filter(({ effect }) => effect === 'loses');
      limits = deliveryLimits(findings);
      isUnchecked = false;
      const text = JSON.stringify(findings);
      if (text === lastLogged) return;
      lastLogged = text;
      for (const finding of findings) {
        if (finding.effect === 'loses') logger.error('broker.policy-loses-votes', { ...finding });
        else logger.warn('broker.policy-weakens', { ...finding });
      }
      if (findings.length === 0) logger.info('broker.policies-harmless');
    } catch (error) {
      // The last findings remain valid, because a policy stays in effect when the API is unavailable.
      if (!isUnchecked) logger.warn('broker.policies-unchecked', { error });
      isUnchecked = true;
    }
  };
  const schedule = (api: BrokerManagement): void => {
    if (stopped) return;
    const delayMs = losing.length > 0 || isUnchecked ? Math.min(SOON_MS, everyMs) : everyMs;
    timer = setTimeout(() => {
      void checkPolicies(api).then(() => {
        schedule(api);
      });
    }, delayMs);
  };
  const end = (): Promise<void> => {
    stopped = true;
    clearTimeout(timer);
    return Promise.resolve();
  };
  return {
    name: 'policy-watch',
    isSafe: () => losing.length === 0,
    deliveryLimit: (queue) => limits.get(queue),
    check() {
      if (losing.length === 0) return Promise.resolve();
      return Promise.reject(new TransientError(losing.map(sentence).join('; ')));
    },
    async start() {
      if (management === undefined) {
        logger.warn('broker.policies-unchecked', {
          error: new TransientError('AMQP_MANAGEMENT_URL is not set'),
        });
        return;
      }
      await checkPolicies(management);
      schedule(management);
    },
    drain: () => Promise.resolve(),
    stop: end,
  };
}

/** The delivery limits by queue. If two policies set one on a queue, the lower limit applies. */
function deliveryLimits(findings: readonly PolicyFinding[]): Map<QueueName, number> {
  const limits = new Map<QueueName, number>();
  for (const { queue, key, value } of findings) {
    if (key === 'delivery-limit' && typeof value === 'number')
      limits.set(queue, Math.min(value, limits.get(queue) ?? Infinity));
  }
  return limits;
}

function sentence({ kind, policy, key, value, queue, explanation }: PolicyFinding): string {
  return `${kind} ${policy} sets ${key} to ${String(value)} on ${queue}: ${explanation}`;
}
