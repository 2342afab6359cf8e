import type { BallotStore } from '@scrutin/ballot-store';
import type { Logger, Service } from '@scrutin/service-runtime';
import { backgroundFailure, periodic } from '@scrutin/service-runtime';
import type { MixingMetrics } from './mixing-metrics.ts';

/** How often ballots are mixed, and how many at least. */
export interface BallotMixerOptions {
  readonly store: Pick<BallotStore, 'mixBallots'>;
  readonly logger: Logger;
  readonly metrics: MixingMetrics;
  readonly everyMs: number;
  /** Fewer new ballots than this are not mixed without others. */
  readonly minBallots: number;
}

/**
 * Creates the service that mixes ballots (P6). It moves new ballots in random order among those that were mixed before,
 * so that neither their place in the table nor their transaction shows whose they are. Several aggregators may run it
 * at the same time: the database lets one of them mix at a time.
 */
export function ballotMixer(options: BallotMixerOptions): Service {
  return periodic({
    name: 'ballot-mixer',
    everyMs: options.everyMs,
    task: async () => {
      const startedMs = performance.now();
      const moved = await options.store.mixBallots(options.minBallots);
      options.metrics.mixed(moved, performance.now() - startedMs);
      if (moved > 0) options.logger.info('ballots.mixed', { ballots: moved });
    },
    onError: backgroundFailure(options.logger, 'ballot-mixer', 'ballots.mix-failed'),
  });
}
