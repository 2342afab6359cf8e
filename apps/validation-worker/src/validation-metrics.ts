import type { SubmittedVote } from '@scrutin/contracts/messages';
import type { RejectionReason } from '@scrutin/election';
import type { Registry } from '@scrutin/service-runtime';
import { counter, histogram } from '@scrutin/service-runtime';
import type { LookedAgain } from './look-again.ts';

/** The counted outcome of a batch. Votes in doubt are counted when they are decided. */
interface BatchOutcome extends Pick<LookedAgain, 'eligible' | 'rejected'> {
  readonly postponed: number;
}

/** Measures the batches of a worker. */
export interface ValidationMetrics {
  /** Starts the clock of a batch. The returned function stops it and counts the outcome of the batch. */
  batchStarted(votes: readonly Pick<SubmittedVote, 'acceptedAtMs'>[]): (outcome: BatchOutcome) => void;
  /** Counts a batch that ended in an error of this class. */
  failed(errorType: 'transient' | 'unexpected'): void;
}

/**
 * Registers the metrics of validation.
 *
 * @param clock milliseconds since the epoch
 */
export function validationMetrics(registry: Registry, clock: () => number): ValidationMetrics {
  const processed = counter(registry, 'validation_votes_processed_total');
  const latency = histogram(registry, 'validation_processing_latency_seconds');
  const duplicates = counter(registry, 'duplicate_attempts_total');
  const errors = counter(registry, 'validation_errors_total');
  const age = histogram(registry, 'vote_age_seconds').labels({ stage: 'validated' });
  return {
    batchStarted(votes) {
      const startedMs = performance.now();
      return ({ eligible, rejected, postponed }) => {
        latency.observe((performance.now() - startedMs) / 1_000);
        age.observe(Math.max(0, clock() - oldestOf(votes)) / 1_000);
        processed.inc({ status: 'valid' }, eligible.length);
        if (postponed > 0) processed.inc({ status: 'postponed' }, postponed);
        for (const [reason, number] of countByReason(rejected)) {
          processed.inc({ status: reason }, number);
          if (reason === 'already-voted') duplicates.inc(number);
        }
      };
    },
    failed: (errorType) => {
      errors.inc({ error_type: errorType });
    },
  };
}

/** The earliest time of acceptance, in milliseconds since the epoch. */
function oldestOf(votes: readonly Pick<SubmittedVote, 'acceptedAtMs'>[]): number {
  let oldestMs = Number.POSITIVE_INFINITY;
  for (const { acceptedAtMs } of votes) oldestMs = Math.min(oldestMs, acceptedAtMs);
  return oldestMs;
}

function countByReason(rejected: BatchOutcome['rejected']): Map<RejectionReason, number> {
  const numbers = new Map<RejectionReason, number>();
  for (const { reason } of rejected) numbers.set(reason, (numbers.get(reason) ?? 0) + 1);
  return numbers;
}
