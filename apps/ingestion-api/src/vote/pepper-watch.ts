import type { Catalogue, OpenContest } from '@scrutin/election';
import type { Logger, ReadinessCheck } from '@scrutin/service-runtime';
import { TransientError } from '@scrutin/service-runtime';

export interface PepperWatchOptions {
  /** The check value of the pepper that this process was given. */
  readonly ownCheck: string;
  readonly logger: Logger;
  readonly clock: () => number;
}

/**
 * Compares this process's pepper with the one that each roll on record was hashed with (P7). With another one, every
 * voter of that roll would be answered 202 and rejected as unknown later. Rolls may have peppers of different times:
 * what matters is each contest's own.
 */
export class PepperWatch {
  readonly #options: PepperWatchOptions;
  #differing = '';
  #catalogue: Catalogue = new Map();

  constructor(options: PepperWatchOptions) {
    this.#options = options;
  }

  /** Looks at a catalogue that was just read, and tells once when other contests differ than before. */
  look(catalogue: Catalogue): void {
    this.#catalogue = catalogue;
    const contests = this.#ahead().filter((contest) => this.differs(contest));
    const differing = contests.map(({ key }) => key).sort();
    if (differing.join() === this.#differing) return;
    this.#differing = differing.join();
    const { logger } = this.#options;
    if (differing.length === 0) logger.info('pepper.right');
    else {
      logger.error('pepper.wrong', {
        contests: differing,
        remedy:
          'give this process the CREDENTIAL_PEPPER that these rolls were hashed with; their votes are refused with 503',
      });
    }
  }

  /** Whether the contest's roll was hashed with another pepper. Unknown is not different. */
  differs({ rollScheme, roll }: OpenContest): boolean {
    if (rollScheme !== 'hmac-sha256' || roll?.pepperCheck === undefined) return false;
    return roll.pepperCheck !== this.#options.ownCheck;
  }

  /** Not ready when this process could take no vote of any contest that is open or to come. */
  readonly readiness: ReadinessCheck = {
    name: 'pepper',
    check: () => {
      const ahead = this.#ahead();
      if (ahead.length === 0 || ahead.some((contest) => !this.differs(contest))) return Promise.resolve();
      return Promise.reject(
        new TransientError('CREDENTIAL_PEPPER is not the one that the rolls on record were hashed with.'),
      );
    },
  };

  #ahead(): OpenContest[] {
    const nowMs = this.#options.clock();
    return [...this.#catalogue.values()].filter(({ window }) => window.closesAtMs > nowMs);
  }
}
