/** The queues of the pipeline. They are durable quorum queues; @scrutin/broker sets their limits and dead letters. */
export const QUEUES = {
  validation: 'votes.validation',
  /** Votes that Redis alone could not decide. They wait until their roll is loaded or PostgreSQL can be asked. */
  waiting: 'votes.waiting',
  aggregation: 'votes.aggregation',
  review: 'votes.review',
  parked: 'votes.parked',
} as const;

export type QueueName = (typeof QUEUES)[keyof typeof QUEUES];
