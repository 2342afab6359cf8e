import type { Logger, Service } from '@scrutin/service-runtime';
import { backgroundFailure, periodic } from '@scrutin/service-runtime';
import type { ContestTally, VoterRoll } from '@scrutin/voter-roll';
import type { BlockTally } from './block-tally.ts';

const SAVE_MS = 5_000;

/** What is saved, and where to. */
export interface SignalReportOptions {
  readonly refused: Pick<ContestTally, 'take' | 'putBack'>;
  readonly blocks: Pick<BlockTally, 'take'>;
  readonly roll: Pick<VoterRoll, 'signals'>;
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/**
 * Saves the refused guesses of contests and the requests of blocks every few seconds and at the end. While Redis is away,
 * votes do not wait for it. The numbers of blocks that were taken and could not be saved are lost.
 */
export function signalReport({ refused, blocks, roll, logger, clock }: SignalReportOptions): Service {
  const save = async (): Promise<void> => {
    const counts = refused.take();
    try {
      await roll.signals.addContests(counts);
    } catch (error) {
      refused.putBack(counts);
      throw error;
    }
    const lookUp = (guessKeys: readonly string[]): Promise<boolean[]> =>
      roll.signals.haveFailed(guessKeys, clock());
    await roll.signals.addBlocks(await blocks.take(lookUp, clock()));
  };
  const onError = backgroundFailure(logger, 'signals', 'signals.unsaved');
  const saving = periodic({ name: 'signals', everyMs: SAVE_MS, task: save, onError });
  return {
    ...saving,
    async drain() {
      await saving.drain();
      await save().catch(onError); // Redis is not needed to end in order
    },
  };
}
