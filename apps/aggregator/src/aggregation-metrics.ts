import type {
  BallotStore,
  SettledRejections,
  SettledVotes,
  UnsettledSubmission,
} from '@scrutin/ballot-store';
import { BLANK_SELECTION } from '@scrutin/election';
import type { Registry } from '@scrutin/service-runtime';
import {
  counter,
  gauge,
  histogram,
  minuteCounter,
  PoisonMessageError,
  TransientError,
} from '@scrutin/service-runtime';
import type { LawVotes } from './law-counts.ts';
import { LawCounts, votesOf } from './law-counts.ts';

/** An entry of a batch, of which only the time of acceptance is measured. */
interface Accepted {
  /** Milliseconds since the epoch. */
  readonly acceptedAtMs: number;
}

/** Measures what the aggregator settles. */
export interface AggregationMetrics {
  /** Settles a batch of votes, and measures its time, its size, and its counted votes or its error. */
  votesBatch(batch: readonly Accepted[], settle: () => Promise<SettledVotes>): Promise<SettledVotes>;
  /** Settles a batch of rejections, and measures its time, its size or its error. */
  rejectionsBatch(
    batch: readonly Accepted[],
    settle: () => Promise<SettledRejections>,
  ): Promise<SettledRejections>;
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
  counter(registry, 'votes_aggregated_total', (votesAggregated) => {
    votesAggregated.reset();
    for (const { lawId, choice, votes } of aggregated.samples) {
      votesAggregated.inc({ law_id: lawId, choice }, votes);
    }
  });
  const aggregatedInElections = minuteCounter({ registry, name: 'election_votes_aggregated_total', clock });
  const duration = histogram(registry, 'batch_processing_duration_seconds');
  const sizes = counter(registry, 'batch_size_processed_total');
  const errors = counter(registry, 'aggregation_errors_total');
  const late = counter(registry, 'late_duplicates_total');
  const age = histogram(registry, 'vote_age_seconds').labels({ stage: 'settled' });
  gauge(registry, 'current_vote_totals', (totals) => {
    totals.reset();
    for (const { lawId, choice, votes } of stored.samples) totals.set({ law_id: lawId, choice }, votes);
  });
  const unsettled = counter(registry, 'submissions_refused_to_settle_total');
  const countUnsettled = (submissions: readonly UnsettledSubmission[]): void => {
    for (const { reason } of submissions) unsettled.inc({ reason });
  };

  const measured = async <T>(
    kind: 'votes' | 'rejections',
    batch: readonly Accepted[],
    settle: () => Promise<T>,
  ): Promise<T> => {
    const stop = duration.startTimer({ kind });
    try {
      const settled = await settle();
      stop();
      sizes.inc({ kind }, batch.length);
      age.observe(Math.max(0, clock() - oldestOf(batch)) / 1_000);
      return settled;
    } catch (error) {
      errors.inc({ error_type: errorType(error) });
      throw error;
    }
  };
  return {
    async votesBatch(batch, settle) {
      const settled = await measured('votes', batch, settle);
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
    async rejectionsBatch(batch, settle) {
      const settled = await measured('rejections', batch, settle);
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

/** The earliest time of acceptance, in milliseconds since the epoch. */
function oldestOf(batch: readonly Accepted[]): number {
  let oldestMs = Number.POSITIVE_INFINITY;
  for (const { acceptedAtMs } of batch) oldestMs = Math.min(oldestMs, acceptedAtMs);
  return oldestMs;
}

/** The label of an error. `refused` means that the database refused the data; the batch is then tried in parts. */
function errorType(error: unknown): 'transient' | 'refused' | 'unexpected' {
  if (error instanceof TransientError) return 'transient';
  return error instanceof PoisonMessageError ? 'refused' : 'unexpected';
}
