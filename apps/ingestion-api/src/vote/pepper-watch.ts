import type { Catalogue, CatalogueContest } from '@scrutin/election';
import type { Logger, ReadinessCheck } from '@scrutin/service-runtime';
import { TransientError } from '@scrutin/service-runtime';

/** The pepper of this process, and what else the watch needs. */
export interface PepperWatchOptions {
  /** The check value of the pepper that this process has. */
  readonly ownCheck: string;
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/**
 * Compares the pepper of this process with the pepper that each roll was hashed with (P7). If they differ, every voter
 * of that roll would get 202 and be rejected as unknown later. Rolls may have been hashed with different peppers, so
 * each contest is compared with its own roll.
 */
export class PepperWatch {
  readonly #options: PepperWatchOptions;
  #differing = '';
  #catalogue: Catalogue = new Map();

  constructor(options: PepperWatchOptions) {
    this.#options = options;
  }

  /** Checks a catalogue that was just read. If the set of contests with another pepper has changed, it is logged. */
  look(catalogue: Catalogue): void {
    this.#catalogue = catalogue;
    const contests = this.#notClosed().filter((contest) => this.differs(contest));
    const differing = contests.map(({ key }) => key).sort();
    if (differing.join() === this.#differing) return;
    this.#differing = differing.join();
    const { logger } = this.#options;
    if (differing.length === 0) logger.info('pepper.right');
    else {
      logger.error('pepper.wrong', {
        contests: differing,
        remedy:
          'Give this process the CREDENTIAL_PEPPER that these rolls were hashed with. Until then it answers their votes with 503.',
      });
    }
  }

  /** Whether the roll of a contest was hashed with another pepper. If that is not known, the answer is false. */
  differs({ rollScheme, roll }: CatalogueContest): boolean {
    if (rollScheme !== 'hmac-sha256' || roll?.pepperCheck === undefined) return false;
    return roll.pepperCheck !== this.#options.ownCheck;
  }

  /** The process is not ready if it could accept no vote of any contest that is open or will open. */
  readonly readiness: ReadinessCheck = {
    name: 'pepper',
    check: () => {
      const contests = this.#notClosed();
      if (contests.length === 0 || contests.some((contest) => !this.differs(contest)))
        return Promise.resolve();
      return Promise.reject(
        new TransientError('CREDENTIAL_PEPPER is not the one that the rolls on record were hashed with.'),
      );
    },
  };

  #notClosed(): CatalogueContest[] {
    const nowMs = this.#options.clock();
    return [...this.#catalogue.values()].filter(({ window }) => window.closesAtMs > nowMs);
  }
}
