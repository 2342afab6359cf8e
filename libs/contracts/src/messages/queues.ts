/** The queues of the pipeline. Durable quorum queues; see the broker for limits and dead letters. */
export const QUEUES = {
  validation: 'votes.validation',
  /** Votes that Redis alone could not decide: they wait for their roll, or for what PostgreSQL says. */
  waiting: 'votes.waiting',
  aggregation: 'votes.aggregation',
  review: 'votes.review',
  parked: 'votes.parked',
} as const;

export type QueueName = (typeof QUEUES)[keyof typeof QUEUES];
