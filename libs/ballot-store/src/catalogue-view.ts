import type { Catalogue, ContestKey, OpenContest } from '@scrutin/election';
import type { Logger, Service } from '@scrutin/service-runtime';
import { backgroundFailure, periodic, TransientError } from '@scrutin/service-runtime';

export interface CatalogueViewOptions {
  readonly load: () => Promise<Catalogue>;
  readonly logger: Logger;
  readonly refreshMs: number;
  /** The soonest that an unknown contest makes the view ask again, so that guesses cannot flood the database. */
  readonly askAgainMs?: number;
}

/**
 * The contests as of at most `refreshMs` ago, without a query per vote. While the database is away, or refuses
 * for whatever reason, the last known contests stand: their windows are still the law (P9).
 */
export class CatalogueView implements Service {
  readonly name = 'catalogue';
  readonly #options: CatalogueViewOptions;
  #catalogue: Catalogue = new Map();
  /** When the load began that gave the present catalogue: nothing newer is in it. */
  #asOfMs = Number.NEGATIVE_INFINITY;
  #underway: Promise<void> | undefined;
  readonly #refreshing: Service;

  constructor(options: CatalogueViewOptions) {
    this.#options = options;
    this.#refreshing = periodic({
      name: this.name,
      everyMs: options.refreshMs,
      task: () => this.#refresh(),
      onError: backgroundFailure(options.logger, this.name, 'catalogue.refresh-failed'),
      atStart: true,
    });
  }

  /** What is known now. */
  get(key: ContestKey): OpenContest | undefined {
    return this.#catalogue.get(key);
  }

  /**
   * The contest as it stands in the database now, or a moment ago (`askAgainMs`).
   *
   * @throws TransientError when the database is away
   */
  async getFresh(key: ContestKey): Promise<OpenContest | undefined> {
    const oldestMs = performance.now() - (this.#options.askAgainMs ?? 250);
    // A load that is under way may have begun too early: then one more.
    if (this.#asOfMs < oldestMs) await this.#refresh();
    if (this.#asOfMs < oldestMs) await this.#refresh();
    return this.#catalogue.get(key);
  }

  /** For readiness. @throws TransientError before the contests were read for the first time */
  async check(): Promise<void> {
    await Promise.resolve();
    if (this.#asOfMs === Number.NEGATIVE_INFINITY) throw new TransientError('The contests were never read.');
  }

  /**
   * The same for a key that a voter wrote: where no contest has it, the only one that differs from it by case alone.
   *
   * @throws TransientError when the database is away
   */
  async getFreshInAnyCase(key: ContestKey): Promise<OpenContest | undefined> {
    const exact = await this.getFresh(key);
    if (exact !== undefined) return exact;
    const lowered = key.toLowerCase();
    const alike = [...this.#catalogue.values()].filter((contest) => contest.key.toLowerCase() === lowered);
    return alike.length === 1 ? alike[0] : undefined;
  }

  /** Loads once; a database that is away at the start is tried again like any other time. */
  start(): Promise<void> {
    return this.#refreshing.start();
  }

  drain(): Promise<void> {
    return this.#refreshing.stop(); // what is under way changes nothing, and need not be waited for
  }

  stop(): Promise<void> {
    return this.#refreshing.stop();
  }

  #refresh(): Promise<void> {
    const asOfMs = performance.now();
    this.#underway ??= this.#options
      .load()
      .then((catalogue) => {
        this.#catalogue = catalogue;
        this.#asOfMs = asOfMs;
      })
      .finally(() => {
        this.#underway = undefined;
      });
    return this.#underway;
  }
}
