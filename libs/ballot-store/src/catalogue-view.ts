import type { Catalogue, ContestKey, OpenContest } from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';
import type { Logger, Service } from '@scrutin/service-runtime';

export interface CatalogueViewOptions {
  readonly load: () => Promise<Catalogue>;
  readonly logger: Logger;
  readonly refreshMs: number;
  /** The soonest that an unknown contest makes the view ask again, so that guesses cannot flood the database. */
  readonly askAgainMs?: number;
}

/**
 * The contests as of at most `refreshMs` ago, without a query per vote. While the database is away the
 * last known contests stand: their windows are still the law (P9).
 */
export class CatalogueView implements Service {
  readonly name = 'catalogue';
  readonly #options: CatalogueViewOptions;
  #catalogue: Catalogue = new Map();
  /** When the load began that gave the present catalogue: nothing newer is in it. */
  #asOfMs = Number.NEGATIVE_INFINITY;
  #underway: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: CatalogueViewOptions) {
    this.#options = options;
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

  /** Loads once; a database that is away at the start is tried again like any other time. */
  async start(): Promise<void> {
    await this.#tick();
  }

  async drain(): Promise<void> {
    await this.stop();
  }

  stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    return Promise.resolve();
  }

  async #tick(): Promise<void> {
    try {
      await this.#refresh();
    } catch (error) {
      this.#options.logger.warn('catalogue.refresh-failed', { error });
      if (!(error instanceof TransientError)) throw error;
    }
    if (!this.#stopped) this.#timer = setTimeout(() => void this.#tick(), this.#options.refreshMs);
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
