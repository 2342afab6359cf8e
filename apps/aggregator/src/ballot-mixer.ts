import type { BallotStore } from '@scrutin/ballot-store';
import type { Logger, Service } from '@scrutin/service-runtime';
import { backgroundFailure, periodic } from '@scrutin/service-runtime';

export interface BallotMixerOptions {
  readonly store: Pick<BallotStore, 'mixBallots'>;
  readonly logger: Logger;
  readonly everyMs: number;
  readonly minBallots: number;
}

/**
 * P6: moves the ballots that arrived, in random order, among those mixed before, so that neither their
 * place in the table nor the transaction they came in tells which voter's they are. Any number of
 * aggregators may try: the database lets one at a time.
 */
export function ballotMixer(options: BallotMixerOptions): Service {
  return periodic({
    name: 'ballot-mixer',
    everyMs: options.everyMs,
    task: async () => {
      const moved = await options.store.mixBallots(options.minBallots);
      if (moved > 0) options.logger.info('ballots.mixed', { ballots: moved });
    },
    onError: backgroundFailure(options.logger, 'ballot-mixer', 'ballots.mix-failed'),
  });
}
