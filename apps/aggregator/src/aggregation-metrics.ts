import { Counter, Gauge, Histogram } from 'prom-client';
import type {
  BallotStore,
  SettledRejections,
  SettledVotes,
  UnsettledSubmission,
} from '@scrutin/ballot-store';
import { BLANK_SELECTION } from '@scrutin/election';
import type { Registry } from '@scrutin/service-runtime';
import {
  LATENCY_BUCKETS_S,
  minuteCounter,
  PoisonMessageError,
  TransientError,
} from '@scrutin/service-runtime';
import type { LawVotes } from './law-counts.ts';
import { LawCounts, votesOf } from './law-counts.ts';

/** Measures what the aggregator settles. */
export interface AggregationMetrics {
  /** Settles a batch of votes, and measures its time, its size, and its counted votes or its error. */
  votesBatch(size: number, settle: () => Promise<SettledVotes>): Promise<SettledVotes>;
  /** Settles a batch of rejections, and measures its time, its size or its error. */
  rejectionsBatch(size: number, settle: () => Promise<SettledRejections>): Promise<SettledRejections>;
  /**
   * Updates the shown numbers of each law, as far as they are public. It is to be called at whole minutes (P6).
   *
   * @throws TransientError if the database is unavailable. The shown numbers then stay unchanged.
   */
  refreshLaws(): Promise<void>;
}

/** Where the metrics are registered, and what they read. */
export interface AggregationMetricsOptions {
  readonly registry: Registry;
  readonly store: Pick<BallotStore, 'laws' | 'lawResults'>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/**
 * Registers the metrics of aggregation. P6: they never show the choices of a law whose results are withheld, never show
 * candidates, and no number of a single contest changes with a single vote.
 */
export function aggregationMetrics({
  registry,
  store,
  clock,
}: AggregationMetricsOptions): AggregationMetrics {
  const aggregatedByLaw = new Map<string, LawVotes>();
  const aggregated = new LawCounts();
  const stored = new LawCounts();
  new Counter({
    name: 'votes_aggregated_total',
    help: 'Votes that this process counted until a whole minute, by law and choice. withheld: the choices are not public.',
    labelNames: ['law_id', 'choice'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { lawId, choice, votes } of aggregated.samples) this.inc({ law_id: lawId, choice }, votes);
    },
  });
  // This is not counted by candidate: a rare first preference would be visible as a single vote (P6).
  const aggregatedInElections = minuteCounter({
    registry,
    name: 'election_votes_aggregated_total',
    help: 'Ballots counted until the last whole minute, by election and region.',
    labelNames: ['election_id', 'region_id'],
    clock,
  });
  const duration = new Histogram({
    name: 'batch_processing_duration_seconds',
    help: 'Time of one batch, from when it is complete to its commit.',
    labelNames: ['kind'],
    buckets: LATENCY_BUCKETS_S,
    registers: [registry],
  });
  const sizes = new Counter({
    name: 'batch_size_processed_total',
    help: 'Votes and rejections in the batches that were committed.',
    labelNames: ['kind'],
    registers: [registry],
  });
  const errors = new Counter({
    name: 'aggregation_errors_total',
    help: 'Batches that ended in an error, by its class.',
    labelNames: ['error_type'],
    registers: [registry],
  });
  const late = new Counter({
    name: 'late_duplicates_total',
    help: 'Second votes of a credential that Redis did not detect and the database rejected (P3).',
    registers: [registry],
  });
  new Gauge({
    name: 'current_vote_totals',
    help: 'Votes in the database at a whole minute, by law and choice. withheld: the choices are not public.',
    labelNames: ['law_id', 'choice'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { lawId, choice, votes } of stored.samples) this.set({ law_id: lawId, choice }, votes);
    },
  });

  const unsettled = new Counter({
    name: 'submissions_refused_to_settle_total',
    help: 'Submissions that were parked because they may not be settled: certified (too late), not-standing.',
    labelNames: ['reason'],
    registers: [registry],
  });
  const countUnsettled = (submissions: readonly UnsettledSubmission[]): void => {
    for (const { reason } of submissions) unsettled.inc({ reason });
  };

  const batch = async <T>(
    kind: 'votes' | 'rejections',
    size: number,
    settle: () => Promise<T>,
  ): Promise<T> => {
    const stop = duration.startTimer({ kind });
    try {
      const settled = await settle();
      stop();
      sizes.inc({ kind }, size);
      return settled;
    } catch (error) {
      errors.inc({ error_type: errorType(error) });
      throw error;
    }
  };
  return {
    async votesBatch(size, settle) {
      const settled = await batch('votes', size, settle);
      for (const { contest, selection, ballots } of settled.counted) {
        const [kind, id = '', region = ''] = contest.split(':');
        if (kind !== 'law') {
          aggregatedInElections.add([id, region], ballots);
          continue;
        }
        const sum = aggregatedByLaw.get(id) ?? { oui: 0, non: 0, blank: 0 };
        const choice = selection === BLANK_SELECTION ? 'blank' : selection === 'oui' ? 'oui' : 'non';
        aggregatedByLaw.set(id, { ...sum, [choice]: sum[choice] + ballots });
      }
      late.inc(settled.alreadyVoted);
      countUnsettled(settled.unsettled);
      return settled;
    },
    async rejectionsBatch(size, settle) {
      const settled = await batch('rejections', size, settle);
      countUnsettled(settled.unsettled);
      return settled;
    },
    async refreshLaws() {
      const nowMs = clock();
      const atMinute = new Map(aggregatedByLaw); // Votes that are counted while the database answers are not included.
      const [laws, results] = await Promise.all([store.laws(), store.lawResults()]);
      aggregated.refresh(atMinute, laws, nowMs);
      stored.refresh(votesOf(results), laws, nowMs);
    },
  };
}

/** The label of an error. `refused` means that the database refused the data; the batch is then tried in parts. */
function errorType(error: unknown): 'transient' | 'refused' | 'unexpected' {
  if (error instanceof TransientError) return 'transient';
  return error instanceof PoisonMessageError ? 'refused' : 'unexpected';
}
