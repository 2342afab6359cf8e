import { CatalogueView, ClockWatch, openBallotStore } from '@scrutin/ballot-store';
import type { Consumer } from '@scrutin/broker';
import { openBroker, openPolicyWatch } from '@scrutin/broker';
import type { QueueName, SubmittedVote } from '@scrutin/contracts/messages';
import { QUEUES, sealedCodecs } from '@scrutin/contracts/messages';
import type { Catalogue, ContestKey } from '@scrutin/election';
import type { Composition } from '@scrutin/service-runtime';
import { createMessageSeal, readyWhen, resource, TransientError } from '@scrutin/service-runtime';
import type { RuntimeContext } from '@scrutin/service-runtime/program';
import type { Claim, ClaimDecision } from '@scrutin/voter-roll';
import { ContestTally, DEFAULT_ADMISSION_LIMITS, openVoterRoll } from '@scrutin/voter-roll';
import type { WorkerConfig } from './config.ts';
import { doubtClock } from './doubt-clock.ts';
import { handleBatch, handleWaiting } from './handle-batch.ts';
import { signalReport, withSignals } from './signal-tally.ts';
import { validationMetrics } from './validation-metrics.ts';

/**
 * How many usual batches a batch of `votes.waiting` contains. It is large because each batch of that queue takes
 * POSTPONE_MS.
 */
const WAITING_BATCHES = 2;

/** No statement of this service takes a second, except on a machine that has no time for it. */
const DATABASE_DEADLINE_MS = 60_000;

/** Opens the connections of the validation worker and connects its parts. Nothing is started yet. */
export function compose(
  config: WorkerConfig,
  { logger, registry, current, crash }: RuntimeContext,
): Composition {
  const store = openBallotStore({
    url: current('DATABASE_URL', config.DATABASE_URL),
    poolMax: config.DATABASE_POOL_MAX,
    applicationName: 'validation-worker',
    logger,
    registry,
    deadlineMs: DATABASE_DEADLINE_MS,
  });
  const roll = openVoterRoll({
    url: current('REDIS_URL', config.REDIS_URL),
    connectionName: 'validation-worker',
    logger,
    registry,
    admission: {
      ...DEFAULT_ADMISSION_LIMITS,
      guesses: { ...DEFAULT_ADMISSION_LIMITS.guesses, windowMs: config.GUESS_WINDOW_MS },
    },
  });
  const broker = openBroker({
    url: current('AMQP_URL', config.AMQP_URL),
    connectionName: 'validation-worker',
    logger,
    registry,
  });
  const policies = openPolicyWatch({
    managementUrl: current('AMQP_MANAGEMENT_URL', config.AMQP_MANAGEMENT_URL),
    logger,
    everyMs: config.QUEUE_POLICIES_CHECK_MS,
  });
  const catalogue = new CatalogueView({
    load: () => store.catalogue(),
    logger,
    refreshMs: config.CATALOGUE_REFRESH_MS,
  });
  const codecs = sealedCodecs(createMessageSeal(config.MESSAGE_KEYS));
  const clock = new ClockWatch({
    databaseClock: () => store.clock(),
    clock: Date.now,
    logger,
    registry,
    maxOffsetMs: config.CLOCK_OFFSET_MAX_MS,
  });
  const tally = new ContestTally();
  const metrics = withSignals(validationMetrics(registry, Date.now), tally);
  const handling = { broker, codecs, metrics, publishTimeoutMs: config.PUBLISH_TIMEOUT_MS };
  const claim = (claims: readonly Claim[]): Promise<ClaimDecision[]> => roll.claim(claims);
  // An accepted vote is rejected only by the present state of the database.
  const freshContests = (keys: readonly ContestKey[]): Promise<Catalogue> => store.catalogue(keys);
  const doubts = doubtClock(config.CLAIM_DOUBT_MS, () => performance.now());
  const consume = (
    queue: QueueName,
    maxItems: number,
    handle: (votes: readonly SubmittedVote[]) => Promise<void>,
  ): Consumer =>
    broker.consume({
      queue,
      maxItems,
      acceptedAtMs: (vote) => vote.acceptedAtMs,
      ...codecs.submitted,
      deliveryLimit: () => policies.deliveryLimit(queue),
      maxAgeMs: config.BATCH_MAX_AGE_MS,
      prefetch: config.PREFETCH_MESSAGES,
      concurrency: config.BATCHES_IN_FLIGHT,
      handle: async (votes) => {
        try {
          await handle(votes);
        } catch (error) {
          metrics.failed(error instanceof TransientError ? 'transient' : 'unexpected');
          throw error;
        }
      },
      onFatal: crash,
    });
  const consumer = consume(QUEUES.validation, config.BATCH_MAX_VOTES, (votes) =>
    handleBatch(votes, { ...handling, contest: (key) => catalogue.get(key), freshContests, claim }),
  );
  const waiting = consume(QUEUES.waiting, config.BATCH_MAX_VOTES * WAITING_BATCHES, (votes) =>
    handleWaiting(votes, {
      ...handling,
      freshContests,
      claim,
      doubts,
      logger,
      countedAmong: (rollKey, hashes) => store.countedAmong(rollKey, hashes),
      isCounting: async () => (await broker.depth(QUEUES.aggregation)).consumers > 0,
      countFailedGuesses: (keys, nowMs) => roll.countFailedGuesses(keys, nowMs),
      clock: Date.now,
      postponeMs: config.POSTPONE_MS,
    }),
  );
  return {
    services: [
      resource('ballot-store', () => store.close()),
      resource('voter-roll', () => roll.close()),
      resource('broker', () => broker.close()),
      policies,
      catalogue,
      clock,
      signalReport(tally, roll, logger),
      consumer,
      waiting,
    ],
    readiness: [
      readyWhen('broker', () => broker.isReady()),
      { name: 'queue-policies', check: () => policies.check() },
      { name: 'redis', check: () => roll.checkClaims() },
      { name: 'catalogue', check: () => catalogue.check() },
      clock.readiness,
      { name: 'database', check: () => store.check() },
    ],
  };
}
