import { Counter, Gauge, Histogram } from 'prom-client';
import type { BallotStore, RefusedSubmission, SettledRejections, SettledVotes } from '@scrutin/ballot-store';
import type { Registry } from '@scrutin/service-runtime';
import {
  LATENCY_BUCKETS_S,
  minuteCounter,
  PoisonMessageError,
  TransientError,
} from '@scrutin/service-runtime';
import type { LawVotes } from './law-counts.ts';
import { LawCounts, votesOf } from './law-counts.ts';

export interface AggregationMetrics {
  /** Settles a batch and measures it: its time, its size, what it added, or that it failed. */
  votesBatch(size: number, settle: () => Promise<SettledVotes>): Promise<SettledVotes>;
  rejectionsBatch(size: number, settle: () => Promise<SettledRejections>): Promise<SettledRejections>;
  /** Shows what was counted of each law until now, as far as it is public. Meant for the turn of a minute (P6). */
  refreshLaws(): Promise<void>;
}

export interface AggregationMetricsOptions {
  readonly registry: Registry;
  readonly store: Pick<BallotStore, 'laws' | 'lawResults'>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/**
 * P6: no choice of a law whose results are withheld, no candidate at all, and nothing of a single contest that moves
 * with one vote.
 */
export function aggregationMetrics({
  registry,
  store,
  clock,
}: AggregationMetricsOptions): AggregationMetrics {
  const aggregatedHere = new Map<string, LawVotes>();
  const aggregated = new LawCounts();
  const stored = new LawCounts();
  new Counter({
    name: 'votes_aggregated_total',
    help: 'Votes this process counted until a whole minute, by law and choice; withheld: the choices are not public.',
    labelNames: ['law_id', 'choice'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { lawId, choice, votes } of aggregated.samples) this.inc({ law_id: lawId, choice }, votes);
    },
  });
  // Not by candidate: first preferences are in the results, and a rare one would stand here alone (P6).
  const aggregatedInElections = minuteCounter({
    registry,
    name: 'election_votes_aggregated_total',
    help: 'Ballots counted until the last whole minute, by election and region.',
    labelNames: ['election_id', 'region_id'],
    clock,
  });
  const duration = new Histogram({
    name: 'batch_processing_duration_seconds',
    help: 'Time of one batch, from its close to its commit.',
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
    help: 'Votes that Redis let through and the database found to be second ones (P3).',
    registers: [registry],
  });
  new Gauge({
    name: 'current_vote_totals',
    help: 'Votes in the database at a whole minute, by law and choice; withheld: the choices are not public.',
    labelNames: ['law_id', 'choice'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { lawId, choice, votes } of stored.samples) this.set({ law_id: lawId, choice }, votes);
    },
  });

  const refused = new Counter({
    name: 'submissions_refused_to_settle_total',
    help: 'Submissions that were parked because they may not be settled: certified (too late), not-standing.',
    labelNames: ['reason'],
    registers: [registry],
  });
  const afterwards = (submissions: readonly RefusedSubmission[]): void => {
    for (const { reason } of submissions) refused.inc({ reason });
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
        const { oui, non } = aggregatedHere.get(id) ?? { oui: 0, non: 0 };
        const added = selection === 'oui' ? { oui: oui + ballots, non } : { oui, non: non + ballots };
        aggregatedHere.set(id, added);
      }
      late.inc(settled.alreadyVoted);
      afterwards(settled.refused);
      return settled;
    },
    async rejectionsBatch(size, settle) {
      const settled = await batch('rejections', size, settle);
      afterwards(settled.refused);
      return settled;
    },
    async refreshLaws() {
      const nowMs = clock();
      const here = new Map(aggregatedHere); // as of the turn of the minute, however long the database takes
      const [laws, results] = await Promise.all([store.laws(), store.lawResults()]);
      aggregated.refresh(here, laws, nowMs);
      stored.refresh(votesOf(results), laws, nowMs);
    },
  };
}

/** `refused`: for its data; the batch is tried again in parts. */
function errorType(error: unknown): 'transient' | 'refused' | 'unexpected' {
  if (error instanceof TransientError) return 'transient';
  return error instanceof PoisonMessageError ? 'refused' : 'unexpected';
}
