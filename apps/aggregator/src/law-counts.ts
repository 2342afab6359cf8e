import type { Law, LawResult } from '@scrutin/election';
import { resultsArePublic, windowStateAt } from '@scrutin/election';

/** How many votes were cast for each choice of a law. */
export interface LawVotes {
  readonly oui: number;
  readonly non: number;
  readonly blank: number;
  /** Votes whose choice the database withholds from this process. Then both sides are 0. */
  readonly withheld?: number;
}

/** A sample of a metric by law and choice. */
export interface LawSample {
  readonly lawId: string;
  readonly choice: 'oui' | 'non' | 'blank' | 'withheld';
  readonly votes: number;
}

/** What decides whether the choices of a law are public. */
export type PublishedLaw = Pick<Law, 'id' | 'window' | 'resultsVisibility'>;

/** While a law is open, the numbers of its choices change by at least this number of votes together. */
const CHOICE_STEP_VOTES = 10;

/**
 * The votes on laws as the metrics show them (P6). They never show more than the public results, and never a single
 * vote. While the results of a law are withheld, there is one number without a choice. If they are public, there is a
 * number for each choice: it changes in steps of at least ten votes while the law is open, and is exact after the
 * closing. The numbers change only when `refresh` is called.
 */
export class LawCounts {
  #choices = new Map<string, LawVotes>();
  #samples: readonly LawSample[] = [];

  /** The numbers to show, as of the last `refresh`. */
  get samples(): readonly LawSample[] {
    return this.#samples;
  }

  /**
   * Updates the numbers.
   *
   * @param votes the counted votes by the identifier of the law
   * @param laws all published laws. The choices of any other law are withheld.
   * @param nowMs milliseconds since the epoch
   */
  refresh(votes: ReadonlyMap<string, LawVotes>, laws: readonly PublishedLaw[], nowMs: number): void {
    const known = new Map(laws.map((law) => [law.id, law]));
    const choices = new Map<string, LawVotes>();
    const samples: LawSample[] = [];
    for (const [lawId, counted] of votes) {
      const law = known.get(lawId);
      if (counted.withheld !== undefined || law === undefined || !resultsArePublic(law, nowMs)) {
        samples.push({ lawId, choice: 'withheld', votes: counted.withheld ?? sumOf(counted) });
        continue;
      }
      const shownBefore = this.#choices.get(lawId) ?? { oui: 0, non: 0, blank: 0 };
      const newVotes = sumOf(counted) - sumOf(shownBefore);
      const closed = windowStateAt(law.window, nowMs) === 'closed';
      const shown = closed || newVotes >= CHOICE_STEP_VOTES ? counted : shownBefore;
      choices.set(lawId, shown);
      samples.push({ lawId, choice: 'oui', votes: shown.oui }, { lawId, choice: 'non', votes: shown.non });
      if (shown.blank > 0) samples.push({ lawId, choice: 'blank', votes: shown.blank });
    }
    this.#choices = choices;
    this.#samples = samples;
  }
}

function sumOf({ oui, non, blank }: LawVotes): number {
  return oui + non + blank;
}

/** The votes in results from the database, by the identifier of the law. */
export function votesOf(results: readonly LawResult[]): Map<string, LawVotes> {
  return new Map(
    results.map(({ lawId, oui, non, blank, counted, withheld }) => [
      lawId,
      {
        oui: Number(oui),
        non: Number(non),
        blank: Number(blank),
        ...(withheld ? { withheld: Number(counted) } : {}),
      },
    ]),
  );
}
