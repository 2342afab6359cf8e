import type { PublishedTabulation, StandingTabulation } from '@scrutin/ballot-store';
import { completeTabulation } from '@scrutin/contracts/public';
import type { ContestKey } from '@scrutin/election';
import { InvariantViolation } from '@scrutin/service-runtime';
import type { TabulationComplete } from '@scrutin/tabulation';

/** A published tabulation, read. */
export interface PublishedCount extends PublishedTabulation {
  readonly result: TabulationComplete;
}

/**
 * The published tabulations with all their rounds, read when first asked for. One that is published never changes,
 * so each is read once; of a contest the last one asked for is kept.
 */
export class PublishedCounts {
  readonly #load: (id: string) => Promise<PublishedTabulation | undefined>;
  readonly #kept = new Map<ContestKey, { readonly id: string; readonly count: Promise<PublishedCount> }>();

  constructor(load: (id: string) => Promise<PublishedTabulation | undefined>) {
    this.#load = load;
  }

  /** @throws InvariantViolation when what is stored is no complete count */
  get({ id, contest }: StandingTabulation): Promise<PublishedCount> {
    const kept = this.#kept.get(contest);
    if (kept?.id === id) return kept.count;
    const entry = { id, count: this.#read(id) };
    this.#kept.set(contest, entry);
    entry.count.catch(() => {
      if (this.#kept.get(contest) === entry) this.#kept.delete(contest);
    });
    return entry.count;
  }

  async #read(id: string): Promise<PublishedCount> {
    const tabulation = await this.#load(id);
    if (tabulation === undefined || !completeTabulation.safeParse(tabulation.result).success) {
      throw new InvariantViolation('P8', `the published tabulation ${id} is no complete count`);
    }
    return { ...tabulation, result: tabulation.result as TabulationComplete };
  }
}
