import { ClockWatch, openBallotStore } from '@scrutin/ballot-store';
import { openBroker, openPolicyWatch } from '@scrutin/broker';
import { QUEUES, sealedCodecs } from '@scrutin/contracts/messages';
import type { Composition } from '@scrutin/service-runtime';
import { createMessageSeal, readyWhen, resource } from '@scrutin/service-runtime';
import type { RuntimeContext } from '@scrutin/service-runtime/program';
import { aggregationMetrics } from './aggregation-metrics.ts';
import { ballotMixer } from './ballot-mixer.ts';
import type { AggregatorConfig } from './config.ts';
import { entriesToPark } from './entries-to-park.ts';
import { minuteTick } from './minute-tick.ts';
import { mixingMetrics } from './mixing-metrics.ts';
import { settleOrPark } from './settle-or-park.ts';

/** A batch takes a tenth of a second. If it is abandoned and has an effect all the same, it is settled once (P2, P3). */
const SETTLING_DEADLINE_MS = 60_000;
/** After a long time without mixing, one statement mixes millions of ballots. */
const MIXING_DEADLINE_MS = 1_800_000;

/** Opens the connections of the aggregator and connects its parts. Nothing is started yet. */
export function compose(
  config: AggregatorConfig,
  { logger, registry, current, crash }: RuntimeContext,
): Composition {
  const store = openBallotStore({
    url: current('DATABASE_URL', config.DATABASE_URL),
    poolMax: config.DATABASE_POOL_MAX,
    applicationName: 'aggregator',
    logger,
    registry,
    deadlineMs: SETTLING_DEADLINE_MS,
    longDeadlineMs: MIXING_DEADLINE_MS,
  });
  const broker = openBroker({
    url: current('AMQP_URL', config.AMQP_URL),
    connectionName: 'aggregator',
    logger,
    registry,
  });
  const policies = openPolicyWatch({
    managementUrl: current('AMQP_MANAGEMENT_URL', config.AMQP_MANAGEMENT_URL),
    logger,
    everyMs: config.QUEUE_POLICIES_CHECK_MS,
  });
  const clock = new ClockWatch({
    databaseClock: () => store.clock(),
    clock: Date.now,
    logger,
    registry,
    maxOffsetMs: config.CLOCK_OFFSET_MAX_MS,
  });
  const metrics = aggregationMetrics({ registry, store, clock: Date.now });
  const codecs = sealedCodecs(createMessageSeal(config.MESSAGE_KEYS));
  const batching = {
    targetItems: config.BATCH_MAX_VOTES,
    maxItems: Math.max(config.BATCH_MAX_VOTES, config.BATCH_BEHIND_MAX_VOTES),
    maxAgeMs: config.BATCH_MAX_AGE_MS,
    maxIdleMs: config.BATCH_MAX_IDLE_MS,
    prefetch: config.PREFETCH_MESSAGES,
    concurrency: config.BATCHES_IN_FLIGHT,
    onFatal: crash,
    acceptedAtMs: ({ acceptedAtMs }: { readonly acceptedAtMs: number }) => acceptedAtMs,
  };
  // P2, P4: a batch is one transaction, and its messages are acknowledged after the commit. Only a batch with entries
  // that the database refuses takes more transactions; these entries are parked.
  const votes = broker.consume({
    ...batching,
    queue: QUEUES.aggregation,
    deliveryLimit: () => policies.deliveryLimit(QUEUES.aggregation),
    ...codecs.eligible,
    handle: (entries) =>
      settleOrPark(entries, async (part) => {
        const { unsettled } = await metrics.votesBatch(part, () => store.settleVotes(part));
        return entriesToPark(part, unsettled);
      }),
  });
  const rejections = broker.consume({
    ...batching,
    queue: QUEUES.review,
    deliveryLimit: () => policies.deliveryLimit(QUEUES.review),
    ...codecs.rejections,
    handle: (entries) =>
      settleOrPark(entries, async (part) => {
        const { unsettled } = await metrics.rejectionsBatch(part, () => store.settleRejections(part));
        return entriesToPark(part, unsettled);
      }),
  });
  return {
    services: [
      resource('ballot-store', () => store.close()),
      resource('broker', () => broker.close()),
      policies,
      clock,
      minuteTick({ name: 'law-metrics', task: () => metrics.refreshLaws(), clock: Date.now, logger }),
      ballotMixer({
        store,
        logger,
        metrics: mixingMetrics(registry, Date.now),
        everyMs: config.MIX_EVERY_MS,
        minBallots: config.MIX_MIN_BALLOTS,
      }),
      votes,
      rejections,
    ],
    readiness: [
      readyWhen('broker', () => broker.isReady()),
      { name: 'queue-policies', check: () => policies.check() },
      { name: 'database', check: () => store.check('settling') },
      clock.readiness,
    ],
  };
}
