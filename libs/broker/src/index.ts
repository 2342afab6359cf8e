export { openBroker } from './broker.ts';
export type { Broker, BrokerOptions } from './broker.ts';
export { UnconfirmedError } from './publish-options.ts';
export type { PublishOptions } from './publish-options.ts';
export type { ConsumeOptions, Consumer, RefusedEntry } from './consume-options.ts';
export { openBrokerManagement, QUEUE_FIGURES_MAX_AGE_MS } from './management.ts';
export type {
  BrokerAlarm,
  BrokerManagement,
  EffectivePolicies,
  ManagementOptions,
  QueueFigures,
  QueuePolicy,
} from './management.ts';
export { openPolicyWatch } from './policy-watch.ts';
export type { PolicyWatch, PolicyWatchOptions } from './policy-watch.ts';
export { queuesAreEmpty } from './queues-are-empty.ts';
export type { BrowsedMessage } from './parked-message.ts';
export type { TakeDecision } from './parking.ts';
