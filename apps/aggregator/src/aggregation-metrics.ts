import type { BallotStore, SettledRejections, SettledVotes } from '@scrutin/ballot-store';
import { LATENCY_BUCKETS_S, PoisonMessageError, TransientError } from '@scrutin/service-runtime';
import type { Registry } from '@scrutin/service-runtime';
import { Counter, Gauge, Histogram } from 'prom-client';

export interface AggregationMetrics {
  /** Settles a batch and measures it: its time, its size, what it added, or that it failed. */
  votesBatch(size: number, settle: () => Promise<SettledVotes>): Promise<void>;
  rejectionsBatch(size: number, settle: () => Promise<SettledRejections>): Promise<void>;
}

export function aggregationMetrics(
  registry: Registry,
  store: Pick<BallotStore, 'lawResults'>,
): AggregationMetrics {
  const aggregated = new Counter({
    name: 'votes_aggregated_total',
    help: 'Votes counted, by law and choice.',
    labelNames: ['law_id', 'choice'],
    registers: [registry],
  });
  // Not by candidate: first preferences are in the results, and a rare one would stand here alone (P6).
  const aggregatedInElections = new Counter({
    name: 'election_votes_aggregated_total',
    help: 'Ballots counted, by election and region.',
    labelNames: ['election_id', 'region_id'],
    registers: [registry],
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
    help: 'Votes counted so far, by law and choice, as the database has them.',
    labelNames: ['law_id', 'choice'],
    registers: [registry],
    async collect() {
      try {
        for (const result of await store.lawResults()) {
          this.set({ law_id: result.lawId, choice: 'oui' }, Number(result.oui));
          this.set({ law_id: result.lawId, choice: 'non' }, Number(result.non));
        }
      } catch (error) {
        // The other metrics must not go with it: the last totals stand, and readiness says what is away.
        if (!(error instanceof TransientError)) throw error;
      }
    },
  });

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
        if (kind === 'law') aggregated.inc({ law_id: id, choice: selection }, ballots);
        else aggregatedInElections.inc({ election_id: id, region_id: region }, ballots);
      }
      late.inc(settled.alreadyVoted);
    },
    async rejectionsBatch(size, settle) {
      await batch('rejections', size, settle);
    },
  };
}

/** `refused`: for its data; the batch is tried again in parts. */
function errorType(error: unknown): 'transient' | 'refused' | 'unexpected' {
  if (error instanceof TransientError) return 'transient';
  return error instanceof PoisonMessageError ? 'refused' : 'unexpected';
}
