import type { BallotStore, Ledger } from '@scrutin/ballot-store';

/** How old the numbers may be. All officials who watch read the database once in this time. */
const MOST_AGE_MS = 1_000;

interface Reading {
  readonly atMs: number;
  readonly ledger: Promise<Ledger>;
}

/** The ledger of all contests, read at most once a second, however many watch. */
export class LedgerReadings {
  readonly #ballots: Pick<BallotStore, 'ledger'>;
  readonly #clock: () => number;
  #last: Reading | undefined;

  constructor(ballots: Pick<BallotStore, 'ledger'>, clock: () => number) {
    this.#ballots = ballots;
    this.#clock = clock;
  }

  /** The last reading if it is recent, and a new one otherwise. */
  read(): Reading {
    const atMs = this.#clock();
    const last = this.#last;
    if (last !== undefined && atMs - last.atMs < MOST_AGE_MS && atMs >= last.atMs) return last;
    const reading = { atMs, ledger: this.#ballots.ledger() };
    this.#last = reading;
    // A failure is not kept for the next reader.
    reading.ledger.catch(() => {
      if (this.#last === reading) this.#last = undefined;
    });
    return reading;
  }
}

/** The votes that were rejected, whatever the reason. */
export function rejectedVotes({ rejected }: Ledger): number {
  return Object.values(rejected).reduce((sum, votes) => sum + votes, 0);
}
