import type { Logger } from './logger.ts';
import type { ReadinessCheck } from './service.ts';

export interface HealthReport {
  readonly status: 'ok' | 'unavailable';
  /** One word for each dependency. */
  readonly dependencies: Readonly<Record<string, 'up' | 'down'>>;
}

/**
 * Readiness: true only when every dependency answers. Liveness is another question (does the event
 * loop turn?) and needs none of this: a broker that is away must not make Kubernetes kill the pods.
 *
 * A report is kept for `maxAgeMs`, and one is made at a time, so that a flood of questions asks the
 * dependencies once.
 */
export class Health {
  readonly #checks: readonly ReadinessCheck[];
  readonly #logger: Logger;
  readonly #timeoutMs: number;
  readonly #maxAgeMs: number;
  #latest: { readonly report: HealthReport; readonly atMs: number } | undefined;
  #underway: Promise<HealthReport> | undefined;

  constructor(checks: readonly ReadinessCheck[], logger: Logger, timeoutMs = 2_000, maxAgeMs = 500) {
    this.#checks = checks;
    this.#logger = logger;
    this.#timeoutMs = timeoutMs;
    this.#maxAgeMs = maxAgeMs;
  }

  async report(): Promise<HealthReport> {
    if (this.#latest !== undefined && Date.now() - this.#latest.atMs < this.#maxAgeMs)
      return this.#latest.report;
    this.#underway ??= this.#ask().finally(() => {
      this.#underway = undefined;
    });
    return this.#underway;
  }

  async #ask(): Promise<HealthReport> {
    const entries = await Promise.all(
      this.#checks.map(async ({ name, check }) => [name, await this.#answers(check)] as const),
    );
    const report: HealthReport = {
      status: entries.every(([, state]) => state === 'up') ? 'ok' : 'unavailable',
      dependencies: Object.fromEntries(entries),
    };
    if (report.status !== (this.#latest?.report.status ?? 'ok')) {
      this.#logger.warn('readiness.changed', { status: report.status, dependencies: report.dependencies });
    }
    this.#latest = { report, atMs: Date.now() };
    return report;
  }

  async #answers(check: () => Promise<void>): Promise<'up' | 'down'> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<'down'>((resolve) => {
      timer = setTimeout(() => {
        resolve('down');
      }, this.#timeoutMs);
    });
    const answer = check().then(
      () => 'up' as const,
      () => 'down' as const, // which dependency is down is the answer; the adapter logged why
    );
    try {
      return await Promise.race([answer, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }
}
