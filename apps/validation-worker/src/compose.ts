import { CatalogueView, ClockWatch, openBallotStore } from '@scrutin/ballot-store';
import { openBroker, openPolicyWatch } from '@scrutin/broker';
import { QUEUES, sealedCodecs } from '@scrutin/contracts';
import type { Composition, RuntimeContext } from '@scrutin/service-runtime';
import { createMessageSeal, readyWhen, resource, TransientError } from '@scrutin/service-runtime';
import { DEFAULT_ADMISSION_LIMITS, openVoterRoll } from '@scrutin/voter-roll';
import type { WorkerConfig } from './config.ts';
import { handleBatch } from './handle-batch.ts';
import { validationMetrics } from './validation-metrics.ts';

export function compose(config: WorkerConfig, { logger, registry, crash }: RuntimeContext): Composition {
  const store = openBallotStore({
    url: config.DATABASE_URL,
    poolMax: config.DATABASE_POOL_MAX,
    applicationName: 'validation-worker',
    logger,
    registry,
  });
  const roll = openVoterRoll({
    url: config.REDIS_URL,
    connectionName: 'validation-worker',
    logger,
    registry,
    admission: {
      ...DEFAULT_ADMISSION_LIMITS,
      guesses: { ...DEFAULT_ADMISSION_LIMITS.guesses, windowMs: config.GUESS_WINDOW_MS },
    },
  });
  const broker = openBroker({ url: config.AMQP_URL, connectionName: 'validation-worker', logger, registry });
  const policies = openPolicyWatch({
    managementUrl: config.AMQP_MANAGEMENT_URL,
    logger,
    everyMs: config.QUEUE_POLICIES_CHECK_MS,
  });
  const catalogue = new CatalogueView({
    load: () => store.catalogue(),
    logger,
    refreshMs: config.CATALOGUE_REFRESH_MS,
    askAgainMs: 0, // what was accepted is rejected only by what the database says now
  });
  const codecs = sealedCodecs(createMessageSeal(config.MESSAGE_KEYS));
  const clock = new ClockWatch({
    databaseClock: () => store.clock(),
    clock: Date.now,
    logger,
    registry,
    maxOffsetMs: config.CLOCK_OFFSET_MAX_MS,
  });
  const metrics = validationMetrics(registry);
  const consumer = broker.consume({
    queue: QUEUES.validation,
    ...codecs.submitted,
    maxItems: config.BATCH_MAX_VOTES,
    maxAgeMs: config.BATCH_MAX_AGE_MS,
    prefetch: config.PREFETCH_MESSAGES,
    concurrency: config.BATCHES_IN_FLIGHT,
    handle: async (votes) => {
      try {
        await handleBatch(votes, {
          broker,
          codecs,
          contest: (key) => catalogue.get(key),
          freshContest: (key) => catalogue.getFresh(key),
          claim: (claims) => roll.claim(claims),
          countFailedGuesses: (keys, nowMs) => roll.countFailedGuesses(keys, nowMs),
          clock: Date.now,
          logger,
          metrics,
          publishTimeoutMs: config.PUBLISH_TIMEOUT_MS,
          postponeMs: config.POSTPONE_MS,
        });
      } catch (error) {
        metrics.failed(error instanceof TransientError ? 'transient' : 'unexpected');
        throw error;
      }
    },
    onFatal: crash,
  });
  return {
    services: [
      resource('ballot-store', () => store.close()),
      resource('voter-roll', () => roll.close()),
      resource('broker', () => broker.close()),
      policies,
      catalogue,
      clock,
      consumer,
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
