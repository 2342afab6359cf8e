import type { ContestCounts, Outcome } from '@scrutin/anomalies';
import { signalWindowOf } from '@scrutin/anomalies';

/** A process that cannot reach Redis keeps the numbers of about a day. */
const UNSAVED_WINDOWS_MAX = 150;

type Outcomes = Partial<Record<Outcome, number>>;

/** Counts what becomes of submissions in one process, by contest and window of acceptance, until they are saved. */
export class ContestTally {
  #unsaved = new Map<number, Map<string, Outcomes>>();

  /** Counts submissions of a contest that were accepted at this time (milliseconds since the epoch). */
  add(contest: string, outcome: Outcome, acceptedAtMs: number): void {
    this.#add(signalWindowOf(acceptedAtMs), contest, outcome, 1);
  }

  /** What was counted since the last call. */
  take(): ContestCounts[] {
    const taken = this.#unsaved;
    this.#unsaved = new Map();
    return [...taken].flatMap(([window, contests]) =>
      [...contests].map(([contest, outcomes]) => ({ contest, window, outcomes })),
    );
  }

  /** Counts again what could not be saved. */
  putBack(counts: readonly ContestCounts[]): void {
    for (const { contest, window, outcomes } of counts) {
      if (this.#unsaved.size >= UNSAVED_WINDOWS_MAX) return;
      for (const [outcome, n] of Object.entries(outcomes)) this.#add(window, contest, outcome as Outcome, n);
    }
  }

  #add(window: number, contest: string, outcome: Outcome, submissions: number): void {
    let contests = this.#unsaved.get(window);
    if (contests === undefined) this.#unsaved.set(window, (contests = new Map<string, Outcomes>()));
    let outcomes = contests.get(contest);
    if (outcomes === undefined) contests.set(contest, (outcomes = {}));
    outcomes[outcome] = (outcomes[outcome] ?? 0) + submissions;
  }
}
