export { PostgresPair } from './postgres-pair.ts';
export { RabbitMqCluster } from './rabbitmq-cluster.ts';
export type { QuorumQueue } from './rabbitmq-cluster.ts';
export { startRedis, startRedisCluster } from './redis-cluster.ts';
export type { RedisCluster, RedisNode } from './redis-cluster.ts';
