import { Counter, Histogram } from 'prom-client';
import type { Registry } from '@scrutin/service-runtime';
import { LATENCY_BUCKETS_S } from '@scrutin/service-runtime';
import type { Validated } from './validate-votes.ts';

/** What a batch came to, as it is counted: votes in doubt are counted when they are decided. */
interface BatchOutcome extends Pick<Validated, 'eligible' | 'rejected'> {
  readonly postponed: number;
}

export interface ValidationMetrics {
  /** Starts the clock of a batch; the returned function stops it and counts what the batch came to. */
  batchStarted(): (outcome: BatchOutcome) => void;
  failed(errorType: string): void;
}

export function validationMetrics(registry: Registry): ValidationMetrics {
  const processed = new Counter({
    name: 'validation_votes_processed_total',
    help: 'Votes decided, by status: valid, postponed or the reason of the rejection.',
    labelNames: ['status'],
    registers: [registry],
  });
  const latency = new Histogram({
    name: 'validation_processing_latency_seconds',
    help: 'Time from a batch being handed to the worker to its outcome being durable.',
    buckets: LATENCY_BUCKETS_S,
    registers: [registry],
  });
  const duplicates = new Counter({
    name: 'duplicate_attempts_total',
    help: 'Submissions whose credential had already voted.',
    registers: [registry],
  });
  const errors = new Counter({
    name: 'validation_errors_total',
    help: 'Batches that ended in an error, by its class.',
    labelNames: ['error_type'],
    registers: [registry],
  });
  return {
    batchStarted() {
      const stop = latency.startTimer();
      return ({ eligible, rejected, postponed }) => {
        stop();
        processed.inc({ status: 'valid' }, eligible.length);
        if (postponed > 0) processed.inc({ status: 'postponed' }, postponed);
        for (const { reason } of rejected) {
          processed.inc({ status: reason });
          if (reason === 'already-voted') duplicates.inc();
        }
      };
    },
    failed: (errorType) => {
      errors.inc({ error_type: errorType });
    },
  };
}
