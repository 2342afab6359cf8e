import { completeTabulation } from '@scrutin/contracts/public';
import type { ContestKey, PublishedCount, PublishedTabulation, StandingTabulation } from '@scrutin/election';
import { InvariantViolation } from '@scrutin/service-runtime';
import type { TabulationComplete } from '@scrutin/tabulation';

/**
 * The published tabulations with all their rounds. A published tabulation never changes, so each is read only once,
 * when it is first needed. For each contest, the last one that was read is kept.
 */
export class PublishedCounts {
  readonly #load: (id: string) => Promise<PublishedTabulation | undefined>;
  readonly #counts = new Map<ContestKey, { readonly id: string; readonly count: Promise<PublishedCount> }>();

  constructor(load: (id: string) => Promise<PublishedTabulation | undefined>) {
    this.#load = load;
  }

  /**
   * Returns a published tabulation. A failed read is not kept.
   *
   * @throws InvariantViolation if the stored result is not a complete count
   */
  get({ id, contest }: StandingTabulation): Promise<PublishedCount> {
    const last = this.#counts.get(contest);
    if (last?.id === id) return last.count;
    const entry = { id, count: this.#read(id) };
    this.#counts.set(contest, entry);
    entry.count.catch(() => {
      if (this.#counts.get(contest) === entry) this.#counts.delete(contest);
    });
    return entry.count;
  }

  async #read(id: string): Promise<PublishedCount> {
    const tabulation = await this.#load(id);
    if (tabulation === undefined || !completeTabulation.safeParse(tabulation.result).success) {
      throw new InvariantViolation('P8', `the published tabulation ${id} is not a complete count`);
    }
    return { ...tabulation, result: tabulation.result as TabulationComplete };
  }
}
