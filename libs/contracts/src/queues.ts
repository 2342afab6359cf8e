/** The queues of the pipeline. Durable quorum queues; see the broker for limits and dead letters. */
export const QUEUES = {
  validation: 'votes.validation',
  aggregation: 'votes.aggregation',
  review: 'votes.review',
  parked: 'votes.parked',
} as const;

export type QueueName = (typeof QUEUES)[keyof typeof QUEUES];
