import type { LawResult } from '@scrutin/ballot-store';
import type { Law } from '@scrutin/election';
import { windowStateAt } from '@scrutin/election';

/** How many votes were cast for each choice of a law. */
export interface LawVotes {
  readonly oui: number;
  readonly non: number;
  /** Votes whose choice the database keeps from this process: then both sides are 0. */
  readonly withheld?: number;
}

/** A sample of a metric by law and choice. */
export interface LawSample {
  readonly lawId: string;
  readonly choice: 'oui' | 'non' | 'withheld';
  readonly votes: number;
}

export type PublishedLaw = Pick<Law, 'id' | 'window' | 'resultsVisibility'>;

/** While a law is open, the numbers of its choices move by so many votes at least. */
const CHOICE_STEP_VOTES = 10;

/**
 * Votes on laws as metrics show them (P6): never more of a choice than the public results say, and never one vote.
 * While the results of a law are withheld there is one number without a choice. Once they are public there are both
 * choices: while voting goes on in steps of at least ten votes, after the closing exactly. What a scrape reads was
 * decided when `refresh` was called last.
 */
export class LawCounts {
  #choices = new Map<string, LawVotes>();
  #samples: readonly LawSample[] = [];

  get samples(): readonly LawSample[] {
    return this.#samples;
  }

  /** @param laws all that are known; votes on any other law are withheld */
  refresh(votes: ReadonlyMap<string, LawVotes>, laws: readonly PublishedLaw[], nowMs: number): void {
    const known = new Map(laws.map((law) => [law.id, law]));
    const choices = new Map<string, LawVotes>();
    const samples: LawSample[] = [];
    for (const [lawId, counted] of votes) {
      const law = known.get(lawId);
      const closed = law !== undefined && windowStateAt(law.window, nowMs) === 'closed';
      const hidden = counted.withheld !== undefined;
      if (hidden || law === undefined || (!closed && law.resultsVisibility !== 'live')) {
        samples.push({ lawId, choice: 'withheld', votes: counted.withheld ?? counted.oui + counted.non });
        continue;
      }
      const before = this.#choices.get(lawId) ?? { oui: 0, non: 0 };
      const more = counted.oui + counted.non - before.oui - before.non;
      const shown = closed || more >= CHOICE_STEP_VOTES ? counted : before;
      choices.set(lawId, shown);
      samples.push({ lawId, choice: 'oui', votes: shown.oui }, { lawId, choice: 'non', votes: shown.non });
    }
    this.#choices = choices;
    this.#samples = samples;
  }
}

export function votesOf(results: readonly LawResult[]): Map<string, LawVotes> {
  return new Map(
    results.map(({ lawId, oui, non, counted, withheld }) => [
      lawId,
      { oui: Number(oui), non: Number(non), ...(withheld ? { withheld: Number(counted) } : {}) },
    ]),
  );
}
