/**
 * Every event that a service may log, with what it is for. A line without a declared event cannot be
 * written. P6: no event carries a NAS, a code, or a credential beside a choice; accepted votes are
 * never logged one by one.
 *
 * disposition: `normal` says how things go; `attention` wants a look soon; `failure` needs a person.
 */
export const LOG_EVENTS = {
  'service.starting': 'normal',
  'service.ready': 'normal',
  'service.draining': 'normal',
  'service.stopped': 'normal',
  'service.start-failed': 'failure',
  'service.crashed': 'failure',
  'service.drain-failed': 'failure',
  'service.not-ready': 'failure',
  'readiness.changed': 'attention',
  'metrics.refresh-failed': 'attention',
  'background.failed': 'failure',
  'http.listening': 'normal',
  'http.request-failed': 'failure',
  'broker.connected': 'normal',
  'broker.connect-failed': 'attention',
  'broker.connection-lost': 'attention',
  'broker.channel-closed': 'attention',
  'broker.blocked': 'attention',
  'broker.unblocked': 'normal',
  'broker.consumer-cancelled': 'attention',
  'broker.batch-retry': 'attention',
  'broker.parked': 'attention',
  'broker.publish-refused': 'attention',
  'redis.connected': 'normal',
  'redis.connection-lost': 'attention',
  'redis.refused': 'failure',
  'redis.unknown-reply': 'failure',
  'redis.unsafe-setting': 'failure',
  'voter-roll.missing': 'failure',
  'voter-roll.loaded': 'normal',
  'database.pool-error': 'attention',
  'database.refused': 'failure',
  'database.unknown-error': 'failure',
  'database.unsafe-setting': 'failure',
  'database.pooler': 'attention',
  'clock.wrong': 'failure',
  'clock.right': 'normal',
  'ballots.mixed': 'normal',
  'ballots.mix-failed': 'attention',
  'intake.report-failed': 'attention',
  'intake.backlog-high': 'attention',
  'intake.backlog-normal': 'normal',
  'intake.gate-open': 'attention',
  'intake.failed': 'failure',
  'intake.gate-restored': 'normal',
  'catalogue.refresh-failed': 'attention',
  'votes.postponed': 'attention',
} as const satisfies Record<string, 'normal' | 'attention' | 'failure'>;

export type LogEvent = keyof typeof LOG_EVENTS;
