import type { Catalogue, CatalogueContest, ContestKey } from '@scrutin/election';
import type { Logger, Service } from '@scrutin/service-runtime';
import { backgroundFailure, periodic, TransientError } from '@scrutin/service-runtime';

export interface CatalogueViewOptions {
  readonly load: () => Promise<Catalogue>;
  readonly logger: Logger;
  readonly refreshMs: number;
  /**
   * How old the catalogue must be before an unknown contest causes a new load, so that guesses cannot flood the
   * database.
   */
  readonly askAgainMs?: number;
}

/**
 * Keeps the catalogue of contests in memory and reads it again every `refreshMs`, so that a vote needs no query. While
 * the database is away or refuses, the last catalogue stays valid: the windows in it still decide (P9).
 */
export class CatalogueView implements Service {
  readonly name = 'catalogue';
  readonly #options: CatalogueViewOptions;
  #catalogue: Catalogue = new Map();
  /** When the load of the present catalogue began. The catalogue contains no change that is newer. */
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

  /** The contest in the catalogue that is in memory. */
  get(key: ContestKey): CatalogueContest | undefined {
    return this.#catalogue.get(key);
  }

  /**
   * The contest as it is in the database now, or was at most `askAgainMs` ago.
   *
   * @throws TransientError when the database is away
   */
  async getFresh(key: ContestKey): Promise<CatalogueContest | undefined> {
    const oldestMs = performance.now() - (this.#options.askAgainMs ?? 250);
    // A load that is already running may have begun too early. Then a second load is needed.
    if (this.#asOfMs < oldestMs) await this.#refresh();
    if (this.#asOfMs < oldestMs) await this.#refresh();
    return this.#catalogue.get(key);
  }

  /** Checks readiness. @throws TransientError until the contests have been read for the first time */
  async check(): Promise<void> {
    await Promise.resolve();
    if (this.#asOfMs === Number.NEGATIVE_INFINITY) throw new TransientError('The contests were never read.');
  }

  /**
   * Like {@link getFresh}, for a key that a voter wrote. If no contest has exactly this key, it returns the contest
   * whose key differs only in upper and lower case, if there is exactly one.
   *
   * @throws TransientError when the database is away
   */
  async getFreshInAnyCase(key: ContestKey): Promise<CatalogueContest | undefined> {
    const exact = await this.getFresh(key);
    if (exact !== undefined) return exact;
    const lowered = key.toLowerCase();
    const alike = [...this.#catalogue.values()].filter((contest) => contest.key.toLowerCase() === lowered);
    return alike.length === 1 ? alike[0] : undefined;
  }

  /** Loads the catalogue for the first time. If the database is away, the load is repeated as at any other time. */
  start(): Promise<void> {
    return this.#refreshing.start();
  }

  drain(): Promise<void> {
    return this.#refreshing.stop(); // a load writes nothing, so nobody needs to wait for it
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
