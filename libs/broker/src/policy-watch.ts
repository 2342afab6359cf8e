import type { QueueName } from '@scrutin/contracts/messages';
import { TransientError } from '@scrutin/service-runtime';
import type { Logger, Service } from '@scrutin/service-runtime';
import { openBrokerManagement } from './management.ts';
import type { BrokerManagement } from './management.ts';
import { policyFindings } from './queue-policies.ts';
import type { PolicyFinding } from './queue-policies.ts';

export interface PolicyWatchOptions {
  /** `AMQP_MANAGEMENT_URL`; without it nothing can be checked, and the log says so. */
  readonly managementUrl: string | undefined;
  readonly logger: Logger;
  readonly everyMs: number;
  readonly queuePrefix?: string;
}

/** Looks at the policies on our queues, at the start and then regularly. */
export interface PolicyWatch extends Service {
  /** False while a policy is in effect that would destroy accepted votes: none must be accepted. */
  isSafe(): boolean;
  /** The limit of deliveries that a policy sets on the queue, as far as that is known. */
  deliveryLimit(queue: QueueName): number | undefined;
  /** For readiness. @throws TransientError naming the policies that would destroy accepted votes */
  check(): Promise<void>;
}

/** While something is wrong or not known yet, it is looked at more often, so that its mending is seen soon. */
const SOON_MS = 1_000;

/**
 * @throws ConfigurationError when the address cannot be one of a management API
 */
export function openPolicyWatch(options: PolicyWatchOptions): PolicyWatch {
  const { managementUrl, logger, everyMs, queuePrefix = '' } = options;
  const management =
    managementUrl === undefined ? undefined : openBrokerManagement({ url: managementUrl, queuePrefix });
  let losing: readonly PolicyFinding[] = [];
  let limits: ReadonlyMap<QueueName, number> = new Map();
  let known = '';
  let isUnchecked = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const look = async (api: BrokerManagement): Promise<void> => {
    try {
      const findings = policyFindings(await api.effectivePolicies());
      losing = findings.filter(({ effect }) => effect === 'loses');
      limits = deliveryLimits(findings);
      isUnchecked = false;
      const seen = JSON.stringify(findings);
      if (seen === known) return;
      known = seen;
      for (const finding of findings) {
        if (finding.effect === 'loses') logger.error('broker.policy-loses-votes', { ...finding });
        else logger.warn('broker.policy-weakens', { ...finding });
      }
      if (findings.length === 0) logger.info('broker.policies-harmless');
    } catch (error) {
      // What was seen last stands: a policy does not go away with the API that shows it.
      if (!isUnchecked) logger.warn('broker.policies-unchecked', { error });
      isUnchecked = true;
    }
  };
  const schedule = (api: BrokerManagement): void => {
    if (stopped) return;
    const delayMs = losing.length > 0 || isUnchecked ? Math.min(SOON_MS, everyMs) : everyMs;
    timer = setTimeout(() => {
      void look(api).then(() => {
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
      await look(management);
      schedule(management);
    },
    drain: () => Promise.resolve(),
    stop: end,
  };
}

/** Of two policies on a queue the lower limit holds. */
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
