export type { ConsumeOptions, Consumer } from './batch-consumer.ts';
export { openBroker } from './broker.ts';
export type { Broker, BrokerOptions } from './broker.ts';
export type { PublishOptions } from './confirmed-publisher.ts';
export type { BrowsedMessage } from './parking.ts';
