/**
 * What an event requires of people. `normal`: nothing. `attention`: somebody should look at it soon. `failure`:
 * somebody must act now.
 */
export type Disposition = 'normal' | 'attention' | 'failure';

/**
 * All events that a service may log, with their meaning. A line without a declared event cannot be written. P6: no
 * event contains a NAS, a code, or a credential together with a choice, and accepted votes are not logged one by one.
 */
export const LOG_EVENTS = {
  'service.starting': { disposition: 'normal', meaning: 'A service begins to start.' },
  'configuration.unknown-name': {
    disposition: 'attention',
    meaning: 'A name in the environment is similar to that of a setting, but has no effect.',
  },
  'configuration.read-again': {
    disposition: 'normal',
    meaning: 'The file of a setting has a new content, which is used from now on.',
  },
  'configuration.file-unusable': {
    disposition: 'failure',
    meaning:
      'The file of a setting cannot be read or has no usable content. The last good value stays in use.',
  },
  'service.ready': {
    disposition: 'normal',
    meaning: 'All parts of the service have started, and it takes work.',
  },
  'service.draining': {
    disposition: 'normal',
    meaning: 'The service is about to end: it takes no new work and finishes what it has begun.',
  },
  'service.stopped': { disposition: 'normal', meaning: 'The service has ended in order.' },
  'service.start-failed': {
    disposition: 'failure',
    meaning: 'The service could not start, and the process ends.',
  },
  'service.crashed': { disposition: 'failure', meaning: 'An unexpected error ends the process.' },
  'service.drain-failed': {
    disposition: 'failure',
    meaning: 'Some work could not be finished before the end. The broker delivers it again.',
  },
  'service.not-ready': {
    disposition: 'failure',
    meaning: 'The service has not been ready for some time. The line gives the reasons.',
  },
  'readiness.changed': {
    disposition: 'attention',
    meaning: 'A dependency of the service has become unavailable, or is available again.',
  },
  'metrics.refresh-failed': {
    disposition: 'attention',
    meaning: 'A number for the metrics could not be read and keeps its last value.',
  },
  'background.failed': {
    disposition: 'failure',
    meaning: 'Periodic work failed with an unexpected error. It is tried again.',
  },
  'http.listening': { disposition: 'normal', meaning: 'The service accepts connections on a port.' },
  'http.untrusted-proxy': {
    disposition: 'failure',
    meaning:
      'X-Forwarded-For came from an address that TRUSTED_PROXIES does not name, so all its voters share one limit.',
  },
  'http.connections-full': {
    disposition: 'attention',
    meaning: 'The largest allowed number of connections is open. Idle ones are closed.',
  },
  'http.request-failed': { disposition: 'failure', meaning: 'A request was answered 500.' },
  'broker.connected': { disposition: 'normal', meaning: 'A connection to RabbitMQ is open and set up.' },
  'broker.connect-failed': {
    disposition: 'attention',
    meaning: 'RabbitMQ could not be reached. It is tried again.',
  },
  'broker.login-refused': {
    disposition: 'failure',
    meaning: 'RabbitMQ refuses the login, the virtual host or a permission. Somebody must correct it.',
  },
  'broker.connection-lost': {
    disposition: 'attention',
    meaning: 'An open connection to RabbitMQ ended. Another one is opened.',
  },
  'broker.channel-closed': {
    disposition: 'attention',
    meaning: 'RabbitMQ closed the channel of a consumer. The consumer is set up again.',
  },
  'broker.blocked': {
    disposition: 'attention',
    meaning: 'RabbitMQ takes no messages because of its memory or disk alarm.',
  },
  'broker.unblocked': { disposition: 'normal', meaning: 'RabbitMQ takes messages again.' },
  'broker.consumer-cancelled': {
    disposition: 'attention',
    meaning: 'RabbitMQ cancelled a consumer, for example because its queue moves. It is set up again.',
  },
  'broker.batch-retry': {
    disposition: 'attention',
    meaning: 'A batch waits and is tried again, because a dependency is unavailable.',
  },
  'broker.parked': {
    disposition: 'attention',
    meaning: 'Entries that cannot be handled were put into the parking queue.',
  },
  'broker.publish-refused': {
    disposition: 'attention',
    meaning:
      'Messages were not confirmed. The line gives their number in the last second, by queue and outcome.',
  },
  'broker.policy-loses-votes': {
    disposition: 'failure',
    meaning: 'A policy on a queue could lose votes. Somebody must change it.',
  },
  'broker.policy-weakens': {
    disposition: 'attention',
    meaning: 'A policy on a queue weakens a promise.',
  },
  'broker.policies-harmless': { disposition: 'normal', meaning: 'No policy on a queue is harmful any more.' },
  'broker.policies-unchecked': {
    disposition: 'attention',
    meaning: 'The policies on the queues could not be read.',
  },
  'redis.connected': { disposition: 'normal', meaning: 'A connection to Redis is open.' },
  'redis.connection-lost': {
    disposition: 'attention',
    meaning: 'Redis is unavailable. The service keeps trying to connect.',
  },
  'redis.refused': {
    disposition: 'failure',
    meaning: 'Redis refuses a command, a password or a write. Somebody must correct it.',
  },
  'redis.unknown-reply': { disposition: 'failure', meaning: 'Redis gave an unexpected answer.' },
  'redis.unsafe-setting': { disposition: 'failure', meaning: 'Redis may evict keys, including claims.' },
  'redis.settings-unchecked': {
    disposition: 'attention',
    meaning: 'The settings of Redis could not be read.',
  },
  'redis.forgetful': {
    disposition: 'attention',
    meaning: 'With a setting of Redis, claims may be lost when it restarts.',
  },
  'voter-roll.missing': {
    disposition: 'failure',
    meaning: 'A roll in Redis is not of the generation on record. Votes whose credential is not found wait.',
  },
  'pepper.wrong': {
    disposition: 'failure',
    meaning: 'A roll was hashed with another pepper than this service has. Its votes are refused.',
  },
  'pepper.right': {
    disposition: 'normal',
    meaning: 'All rolls were hashed with the pepper of this service again.',
  },
  'database.pool-error': {
    disposition: 'attention',
    meaning: 'An idle connection to PostgreSQL was cut. Another one is opened when it is needed.',
  },
  'database.refused': {
    disposition: 'failure',
    meaning: 'PostgreSQL refuses a login, a permission or a statement. Somebody must correct it.',
  },
  'database.unknown-error': {
    disposition: 'failure',
    meaning: 'PostgreSQL answered with an unexpected error. The work is tried again.',
  },
  'database.unsafe-setting': {
    disposition: 'failure',
    meaning: 'A setting of PostgreSQL breaks a promise.',
  },
  'database.pooler': {
    disposition: 'attention',
    meaning: 'A connection pooler shares the sessions, so statements are not prepared by name.',
  },
  'clock.wrong': {
    disposition: 'failure',
    meaning: 'The clock is too far from the clock of the database. The service accepts no work.',
  },
  'clock.right': { disposition: 'normal', meaning: 'The clock is close to the clock of the database again.' },
  'clock.unknown': {
    disposition: 'attention',
    meaning: 'The clock could not be compared with the clock of the database.',
  },
  'ballots.mixed': {
    disposition: 'normal',
    meaning:
      'Ballots were mixed, so that the order of their arrival is lost (P6). The line gives their number.',
  },
  'ballots.mix-failed': {
    disposition: 'attention',
    meaning: 'Ballots could not be mixed. It is tried again.',
  },
  'intake.report-failed': {
    disposition: 'attention',
    meaning: 'The accepted votes could not be reported to the ledger. It is tried again.',
  },
  'signals.unsaved': {
    disposition: 'normal',
    meaning: 'The counts in which anomalies are found cannot be stored or read now. No vote waits for them.',
  },
  'intake.second-count-failed': {
    disposition: 'attention',
    meaning: 'The second count of accepted votes could not be saved in Redis. It is tried again.',
  },
  'intake.backlog-high': {
    disposition: 'attention',
    meaning: 'Too many votes wait for validation, so new ones are answered 503.',
  },
  'intake.backlog-normal': {
    disposition: 'normal',
    meaning: 'Fewer votes wait for validation, so new ones are accepted again.',
  },
  'intake.admission-skipped': {
    disposition: 'attention',
    meaning: 'Redis did not check the limits of votes. The votes are accepted without this check.',
  },
  'intake.failed': {
    disposition: 'failure',
    meaning: 'An unexpected error occurred while votes were checked or sent.',
  },
  'intake.admission-restored': { disposition: 'normal', meaning: 'Redis checks the limits of votes again.' },
  'gateways.refresh-failed': {
    disposition: 'attention',
    meaning: 'The gateways could not be read. Keys that were accepted before stay valid for ten minutes.',
  },
  'catalogue.refresh-failed': {
    disposition: 'attention',
    meaning: 'The contests could not be read. The last known ones are used until they are too old.',
  },
} as const satisfies Record<string, { readonly disposition: Disposition; readonly meaning: string }>;

/** The name of a declared event. */
export type LogEvent = keyof typeof LOG_EVENTS;
