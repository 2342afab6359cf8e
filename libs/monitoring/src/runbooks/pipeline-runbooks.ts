import { events, LOAD, logsOf, RUNNING, scrutin, serverLog } from './lookup.ts';
import type { Runbooks } from './runbook.ts';

const LEDGER = scrutin('ledger');
const PARKED = scrutin('parked list');
const ROLLS = scrutin('roll status');

const BEHIND_STEPS = [
  'Find out whether the workers work: they are ready, and `validation_votes_processed_total` grows. If not, see QueueConsumerStall.',
  'If they work, start more: `docker compose --profile full up -d --scale validation-worker=8`. On Kubernetes, look with `kubectl -n scrutin get scaledobjects` whether the scaler has reached its maximum.',
  'If Redis uses all of one processor, it is the slow part, and more workers do not help. Votes are safe and are validated later.',
];
const DUPLICATE_STEPS = [
  'Find out whether voters got no answer and sent their vote again: look at the latency and the errors of the API.',
  'If an address sends far more than others, lower ADDRESS_LIMIT or block it at the proxy.',
  'Look whether one client repeats its requests without an Idempotency-Key.',
];
const EXPLAIN =
  'Put what you found on record with `scrutin ledger explain --contest … --votes N --reason …`. Only a difference that is not explained prevents a certificate.';

export const PIPELINE_RUNBOOKS: Runbooks = {
  HighValidationQueueDepth: {
    meaning:
      'More than 10,000 messages wait in `votes.validation` or are held by workers. Each is a group of votes.',
    look: [LEDGER, LOAD, logsOf('validation-worker')],
    mitigation: BEHIND_STEPS,
  },
  CriticalValidationQueueDepth: {
    meaning:
      'More than 50,000 messages wait in `votes.validation` or are held by workers. Each is a group of votes.',
    look: [LEDGER, LOAD, logsOf('validation-worker')],
    mitigation: BEHIND_STEPS,
  },
  QueueConsumerStall: {
    meaning:
      'There are messages in `votes.validation`, but no worker has decided a vote for five minutes. The workers are down, or wait for Redis, PostgreSQL or RabbitMQ.',
    look: [RUNNING, events('broker.batch-retry'), logsOf('validation-worker')],
    mitigation: [
      'The error in the lines with `broker.batch-retry` names what the workers wait for. Bring it back, and they continue.',
      'If they wait for nothing, restart one worker. Its messages go to another one; nothing is lost (P2).',
    ],
  },
  HighAggregationQueueDepth: {
    meaning:
      'More than 10,000 messages wait in `votes.aggregation` and `votes.review` or are held by aggregators.',
    look: [LEDGER, logsOf('aggregator'), LOAD],
    mitigation: [
      'If the log has `broker.batch-retry`, PostgreSQL is unavailable or slow: see PostgresDown and DatabasePoolWaits.',
      'If PostgreSQL has free processor time, start another aggregator.',
      'If PostgreSQL is the slow part, look at its disks. Votes are safe and are counted later.',
    ],
  },
  VotesWaitLong: {
    meaning:
      'A vote that a process has taken from a queue and not finished was accepted more than a minute ago. The label `queue` says which queue. Queues keep their order, so the votes that still wait there are usually younger.',
    look: [LEDGER, events('broker.batch-retry')],
    mitigation: [
      'If there are lines with `broker.batch-retry`, a dependency is unavailable: bring it back.',
      'If there are none, the queue is long: see HighValidationQueueDepth and HighAggregationQueueDepth.',
    ],
  },
  VotesParked: {
    meaning:
      'There are messages in `votes.parked`. Either they could not be read, or they may not be settled, or their consumer failed at them again and again.',
    look: [PARKED, events('broker.parked')],
    mitigation: [
      'Read the reason of each message, and remove its cause. A key that a service lacks is the usual cause (MESSAGE_KEYS).',
      'Send it back: `scrutin parked replay ID`. It goes to the queue that it came from, once.',
      'Remove a message that holds no vote with `scrutin parked discard ID --reason …`. The reason is put on record.',
    ],
  },
  VotesParkedLong: {
    meaning: 'The parking queue has not been empty for more than an hour.',
    look: [PARKED, LEDGER],
    mitigation: [
      'Decide about each message now, as VotesParked says. A contest with parked votes is not balanced and cannot be certified.',
      'If a message holds a vote that cannot be replayed, two people together should discard it (`--even-votes`), with the reason on record.',
    ],
  },
  VotesWaitForTheRoll: {
    meaning:
      'For five minutes there have been messages in `votes.waiting`. Redis lacks a roll or a part of it, or a claim has no counted vote and PostgreSQL cannot decide yet. Second votes of voters wait here for a moment too.',
    look: [ROLLS, events('voter-roll.missing')],
    mitigation: [
      'Follow the advice of `scrutin roll status`: load the files of the roll again, then `scrutin roll rebuild`.',
      'If no roll is missing, look whether aggregators count: while none does, doubtful votes wait.',
    ],
  },
  HighDuplicateRate: {
    meaning:
      'More than 5 % of the votes that were decided in the last five minutes came from credentials that had voted already.',
    look: [logsOf('ingestion-api'), LEDGER],
    mitigation: DUPLICATE_STEPS,
  },
  CriticalDuplicateRate: {
    meaning:
      'More than 15 % of the votes that were decided in the last five minutes came from credentials that had voted already.',
    look: [logsOf('ingestion-api'), LEDGER],
    mitigation: DUPLICATE_STEPS,
  },
  HighValidationErrorRate: {
    meaning: 'More than one attempt in ten to validate a batch ended in an error. Each is tried again.',
    look: [events('broker.batch-retry'), serverLog('redis')],
    mitigation: [
      'The error names the dependency: Redis, PostgreSQL or RabbitMQ. Bring it back, or repair the network to it.',
      'The error type `unexpected` ends the worker: report the log.',
    ],
  },
  SlowValidationProcessing: {
    meaning: 'The 95th percentile of the time in which a worker decides a batch is above a second.',
    look: [LOAD, logsOf('validation-worker'), serverLog('redis')],
    mitigation: [
      'If Redis uses all of its processor and other programs use this Redis too, give Scrutin a Redis of its own.',
      'If RabbitMQ confirms slowly, see PublishConfirmsSlow.',
      'If votes are in `votes.waiting`, the time includes POSTPONE_MS: see VotesWaitForTheRoll.',
    ],
  },
  HighAggregationErrorRate: {
    meaning: 'More than one attempt in ten to settle a batch ended in an error. Each is tried again.',
    look: [events('broker.batch-retry'), serverLog('postgres')],
    mitigation: [
      'The error type `transient` means that PostgreSQL is unavailable, busy or refuses a right: repair that.',
      'The error type `refused` means that PostgreSQL refuses the data of single votes. They are parked: see VotesParked.',
    ],
  },
  SecondVotesPassedRedis: {
    meaning:
      'A worker passed on a second vote of a credential, because Redis did not have the claim of the first one. PostgreSQL rejected the second vote.',
    look: [ROLLS, serverLog('redis')],
    mitigation: [
      'Find out whether Redis was flushed, restarted with older data, or failed over.',
      'Rebuild its claims: `scrutin roll rebuild`.',
      'The result is right in any case: PostgreSQL decides (P3).',
    ],
  },
  SubmissionsRefusedToSettle: {
    meaning:
      'PostgreSQL refused to settle votes, and they are parked. The label `reason` says why: the contest is certified (`certified`), or a candidate does not stand (`not-standing`).',
    look: [PARKED, LEDGER],
    mitigation: [
      'Change nothing of the certified result. Find out where the votes were between their acceptance and now.',
      'Tell the election officials: they decide what it means for the certificate.',
      EXPLAIN,
    ],
  },
  LedgerMissesVotes: {
    meaning:
      'For at least one contest, received is more than counted + rejected + parked, while all queues are empty and no consumer holds a message.',
    look: [LEDGER, scrutin('ledger --json'), serverLog('rabbitmq')],
    mitigation: [
      'Leave everything as it is: restart nothing, delete nothing, and make copies of the logs.',
      'Find out whether a queue was deleted, or whether the database or RabbitMQ was restored.',
      'If votes are lost, tell the election officials. Their voters can vote again while the contest is open (docs/OPERATIONS.md, "Restore").',
      EXPLAIN,
    ],
  },
  LedgerSurplus: {
    meaning:
      'For at least one contest, more votes were settled or parked than the APIs reported as received. Either a report of an API was lost, or messages came from elsewhere.',
    look: [LEDGER, scrutin('ledger --json'), events('service.drain-failed')],
    mitigation: [
      'Look whether an API ended while PostgreSQL was unavailable (`service.drain-failed`). Then its last votes were counted, but it could not report them.',
      'Look whether a stranger can publish to RabbitMQ: only messages that were sealed with MESSAGE_KEYS are counted.',
      'Find the votes as section 4 of docs/AUDITING.md says.',
      EXPLAIN,
    ],
  },
  LedgerUnknown: {
    meaning:
      'The ledger cannot be read. Or votes are in no queue, or an API ended without reporting, and nobody can tell whether consumers hold votes.',
    look: [LEDGER, RUNNING],
    mitigation: [
      'If the metric is absent, PostgreSQL or RabbitMQ is unavailable, or no API serves results.',
      'If the state is `unknown`, set AMQP_MANAGEMENT_URL: without it, the API cannot ask what consumers hold.',
    ],
  },
  LedgerDoesNotDrain: {
    meaning:
      'No vote has come in for more than ten minutes, but some are neither settled nor parked. Usually votes wait for a roll, or a consumer waits for a dependency.',
    look: [LEDGER, ROLLS, events('broker.batch-retry')],
    mitigation: [
      'The ledger shows in which queue they are. `votes.waiting`: see VotesWaitForTheRoll. `votes.validation`: see QueueConsumerStall. `votes.aggregation` and `votes.review`: see HighAggregationQueueDepth.',
      'If the queues are empty, the state becomes `missing` soon: see LedgerMissesVotes.',
    ],
  },
  BallotsNotMixed: {
    meaning:
      'No aggregator has reported a successful mixing for two minutes. Mixing takes place every MIX_EVERY_MS, five seconds by default.',
    look: [events('ballots.mix-failed'), logsOf('aggregator')],
    mitigation: [
      'If no aggregator runs, start one. If PostgreSQL is unavailable, bring it back.',
      'If the log line names a missing right, run `scrutin db status` and repair the differences that it names.',
      'Until mixing works again, let nobody read the tables of ballots or copy the disk, because the order of arrival is still in them.',
    ],
  },
};
