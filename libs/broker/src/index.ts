export { openBroker } from './broker.ts';
export type { Broker, BrokerOptions } from './broker.ts';
export type { PublishOptions } from './confirmed-publisher.ts';
export type { ConsumeOptions, Consumer, RefusedEntry } from './consume-options.ts';
export type { BrowsedMessage } from './parking.ts';
