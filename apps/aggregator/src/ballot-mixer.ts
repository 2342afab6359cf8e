import type { BallotStore } from '@scrutin/ballot-store';
import { TransientError } from '@scrutin/service-runtime';
import type { Logger, Service } from '@scrutin/service-runtime';

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
  let timer: NodeJS.Timeout | undefined;
  let underway = Promise.resolve();
  let stopped = false;

  const mix = async (): Promise<void> => {
    try {
      const moved = await options.store.mixBallots(options.minBallots);
      if (moved > 0) options.logger.info('ballots.mixed', { ballots: moved });
    } catch (error) {
      options.logger.warn('ballots.mix-failed', { error });
      if (!(error instanceof TransientError)) throw error;
    }
  };
  const schedule = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      underway = mix().then(schedule);
    }, options.everyMs);
  };
  return {
    name: 'ballot-mixer',
    start() {
      schedule();
      return Promise.resolve();
    },
    async drain() {
      stopped = true;
      clearTimeout(timer);
      await underway;
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      return Promise.resolve();
    },
  };
}
