/** What a line with this event asks of people: nothing, a look soon, or a person at once. */
export type Disposition = 'normal' | 'attention' | 'failure';

/**
 * Every event that a service may log, with what it is for. A line without a declared event cannot be
 * written. P6: no event carries a NAS, a code, or a credential beside a choice; accepted votes are
 * never logged one by one.
 *
 * disposition: `normal` says how things go; `attention` wants a look soon; `failure` needs a person.
 */
export const LOG_EVENTS = {
  'service.starting': { disposition: 'normal', meaning: 'A service begins to start.' },
  'configuration.unknown-name': {
    disposition: 'attention',
    meaning: 'A name in the environment is almost that of a setting, and does nothing.',
  },
  'service.ready': {
    disposition: 'normal',
    meaning: 'Everything of the service has started, and it takes work.',
  },
  'service.draining': {
    disposition: 'normal',
    meaning: 'The service was told to end: it takes no new work and finishes what it began.',
  },
  'service.stopped': { disposition: 'normal', meaning: 'The service has ended in order.' },
  'service.start-failed': {
    disposition: 'failure',
    meaning: 'The service could not start, and the process ends.',
  },
  'service.crashed': { disposition: 'failure', meaning: 'An error that nobody foresaw ends the process.' },
  'service.drain-failed': {
    disposition: 'failure',
    meaning: 'Something could not be finished before the end; the broker delivers it again.',
  },
  'service.not-ready': {
    disposition: 'failure',
    meaning: 'The service has not been ready for long, and here is why.',
  },
  'readiness.changed': {
    disposition: 'attention',
    meaning: 'One of the things that the service needs is there again, or away.',
  },
  'metrics.refresh-failed': {
    disposition: 'attention',
    meaning: 'A figure could not be read for the metrics and keeps its last value.',
  },
  'background.failed': {
    disposition: 'failure',
    meaning: 'Periodic work failed by an error that nobody foresaw; it is tried again.',
  },
  'http.listening': { disposition: 'normal', meaning: 'A port takes connections.' },
  'http.untrusted-proxy': {
    disposition: 'failure',
    meaning:
      'X-Forwarded-For came from an address that TRUSTED_PROXIES does not name, so all its voters share one limit.',
  },
  'http.connections-full': {
    disposition: 'attention',
    meaning: 'As many connections are open as may be; idle ones are ended.',
  },
  'http.request-failed': { disposition: 'failure', meaning: 'A request was answered 500.' },
  'broker.connected': { disposition: 'normal', meaning: 'A connection to RabbitMQ is open and set up.' },
  'broker.connect-failed': {
    disposition: 'attention',
    meaning: 'RabbitMQ could not be reached; it is tried again.',
  },
  'broker.login-refused': {
    disposition: 'failure',
    meaning: 'RabbitMQ refuses the login, the virtual host or a right until somebody mends it.',
  },
  'broker.connection-lost': {
    disposition: 'attention',
    meaning: 'An open connection to RabbitMQ ended; another is made.',
  },
  'broker.channel-closed': {
    disposition: 'attention',
    meaning: 'RabbitMQ closed the channel of a consumer; all is set up again.',
  },
  'broker.blocked': {
    disposition: 'attention',
    meaning: 'RabbitMQ takes no messages: its memory or disk alarm is raised.',
  },
  'broker.unblocked': { disposition: 'normal', meaning: 'RabbitMQ takes messages again.' },
  'broker.consumer-cancelled': {
    disposition: 'attention',
    meaning: 'RabbitMQ cancelled a consumer, as when its queue is deleted or moves; all is set up again.',
  },
  'broker.batch-retry': {
    disposition: 'attention',
    meaning: 'A batch waits and is tried again, since something it needs is away.',
  },
  'broker.parked': {
    disposition: 'attention',
    meaning: 'Entries that cannot be handled were put into the parking queue.',
  },
  'broker.publish-refused': {
    disposition: 'attention',
    meaning: 'So many messages were not confirmed in the last second, by queue and outcome.',
  },
  'broker.policy-loses-votes': {
    disposition: 'failure',
    meaning: 'A policy on a queue would lose votes; somebody must change it.',
  },
  'broker.policy-weakens': {
    disposition: 'attention',
    meaning: 'A policy on a queue weakens what is promised of it.',
  },
  'broker.policies-harmless': { disposition: 'normal', meaning: 'No policy on a queue does harm any more.' },
  'broker.policies-unchecked': {
    disposition: 'attention',
    meaning: 'The policies on the queues could not be read.',
  },
  'redis.connected': { disposition: 'normal', meaning: 'A connection to Redis is open.' },
  'redis.connection-lost': {
    disposition: 'attention',
    meaning: 'Redis is away; it is tried again without an end.',
  },
  'redis.refused': {
    disposition: 'failure',
    meaning: 'Redis refuses a command, a password or a write until somebody mends it.',
  },
  'redis.unknown-reply': { disposition: 'failure', meaning: 'Redis answered something that nobody foresaw.' },
  'redis.unsafe-setting': { disposition: 'failure', meaning: 'Redis may evict keys, claims among them.' },
  'redis.settings-unchecked': {
    disposition: 'attention',
    meaning: 'The settings of Redis could not be read.',
  },
  'redis.forgetful': {
    disposition: 'attention',
    meaning: 'A setting of Redis lets a restart forget claims.',
  },
  'voter-roll.missing': {
    disposition: 'failure',
    meaning: 'A roll in Redis is not the generation on record; votes of those not found wait.',
  },
  'pepper.wrong': {
    disposition: 'failure',
    meaning: 'The pepper of this service is not that of a roll; it accepts nothing for it.',
  },
  'pepper.right': { disposition: 'normal', meaning: 'The pepper is that of the rolls again.' },
  'database.pool-error': {
    disposition: 'attention',
    meaning: 'An idle connection to PostgreSQL was cut; another is made when one is needed.',
  },
  'database.refused': {
    disposition: 'failure',
    meaning: 'PostgreSQL refuses a login, a right or a statement until somebody mends it.',
  },
  'database.unknown-error': {
    disposition: 'failure',
    meaning: 'PostgreSQL answered an error that nobody foresaw; the work is tried again.',
  },
  'database.unsafe-setting': {
    disposition: 'failure',
    meaning: 'A setting of PostgreSQL that a promise rests on is not as it must be.',
  },
  'database.pooler': {
    disposition: 'attention',
    meaning: 'A pooler shares the sessions, so statements are not prepared by name.',
  },
  'clock.wrong': {
    disposition: 'failure',
    meaning: "The clock is too far from the database's; the service accepts nothing.",
  },
  'clock.right': { disposition: 'normal', meaning: "The clock is near the database's again." },
  'clock.unknown': {
    disposition: 'attention',
    meaning: "The clock could not be compared with the database's.",
  },
  'ballots.mixed': {
    disposition: 'normal',
    meaning: 'So many ballots lost the order of their arrival (P6).',
  },
  'ballots.mix-failed': {
    disposition: 'attention',
    meaning: 'Ballots could not be mixed; it is tried again.',
  },
  'intake.report-failed': {
    disposition: 'attention',
    meaning: 'What was accepted could not be reported to the ledger; it is tried again.',
  },
  'intake.backlog-high': {
    disposition: 'attention',
    meaning: 'So many votes wait for validation that new ones are answered 503.',
  },
  'intake.backlog-normal': {
    disposition: 'normal',
    meaning: 'Few enough votes wait again: new ones are accepted.',
  },
  'intake.admission-skipped': {
    disposition: 'attention',
    meaning: 'Redis did not check the limits of votes. The votes are accepted without this check.',
  },
  'intake.failed': {
    disposition: 'failure',
    meaning: 'A group of votes was not accepted because of an error that nobody foresaw.',
  },
  'intake.admission-restored': { disposition: 'normal', meaning: 'Redis checks the limits of votes again.' },
  'catalogue.refresh-failed': {
    disposition: 'attention',
    meaning: 'The contests could not be read; the last ones known are used while they are young enough.',
  },
} as const satisfies Record<string, { readonly disposition: Disposition; readonly meaning: string }>;

export type LogEvent = keyof typeof LOG_EVENTS;
