import type { Outcome } from '@scrutin/anomalies';
import type { EligibleVote, Rejection } from '@scrutin/contracts/messages';
import type { RejectionReason } from '@scrutin/election';
import type { Logger, Service } from '@scrutin/service-runtime';
import { backgroundFailure, periodic } from '@scrutin/service-runtime';
import type { ContestTally, VoterRoll } from '@scrutin/voter-roll';
import type { ValidationMetrics } from './validation-metrics.ts';

const SAVE_MS = 5_000;

/** The rejections that are signals. All others depend on the ballot or the hour, which no attacker needs to try. */
const SIGNALLED: Readonly<Partial<Record<RejectionReason, Outcome>>> = {
  'already-voted': 'already-voted',
  'unknown-credential': 'unknown-credential',
  'wrong-region': 'wrong-region',
  'void-credential': 'void-credential',
};

/** The metrics of validation, which also count the outcome of every batch for the signals. */
export function withSignals(metrics: ValidationMetrics, tally: Pick<ContestTally, 'add'>): ValidationMetrics {
  return {
    ...metrics,
    batchStarted(votes) {
      const ended = metrics.batchStarted(votes);
      return (outcome) => {
        ended(outcome);
        tallyBatch(tally, outcome);
      };
    },
  };
}

function tallyBatch(
  tally: Pick<ContestTally, 'add'>,
  {
    eligible,
    rejected,
  }: {
    readonly eligible: readonly Pick<EligibleVote, 'contest' | 'acceptedAtMs'>[];
    readonly rejected: readonly Pick<Rejection, 'contest' | 'acceptedAtMs' | 'reason'>[];
  },
): void {
  for (const { contest, acceptedAtMs } of eligible) tally.add(contest, 'valid', acceptedAtMs);
  for (const { contest, acceptedAtMs, reason } of rejected) {
    tally.add(contest, SIGNALLED[reason] ?? 'other', acceptedAtMs);
  }
}

/** Saves the tally every few seconds and at the end. While Redis is away the numbers wait; votes do not. */
export function signalReport(
  tally: Pick<ContestTally, 'take' | 'putBack'>,
  { signals }: Pick<VoterRoll, 'signals'>,
  logger: Logger,
): Service {
  const save = async (): Promise<void> => {
    const counts = tally.take();
    try {
      await signals.addContests(counts);
    } catch (error) {
      tally.putBack(counts);
      throw error;
    }
  };
  const onError = backgroundFailure(logger, 'signals', 'signals.unsaved');
  const saving = periodic({ name: 'signals', everyMs: SAVE_MS, task: save, onError });
  return {
    ...saving,
    async drain() {
      await saving.drain();
      await save().catch(onError);
    },
  };
}
