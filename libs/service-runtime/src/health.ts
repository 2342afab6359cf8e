import { withDeadline } from './deadline.ts';
import type { Logger } from './logger.ts';
import type { ReadinessCheck } from './service.ts';

/** Whether a service is ready, and the state of its dependencies. */
export interface HealthReport {
  readonly status: 'ok' | 'unavailable';
  /** The state of each dependency by its name. */
  readonly dependencies: Readonly<Record<string, 'up' | 'down'>>;
}

/**
 * The readiness of a service. A service is ready if all its dependencies answer, except the optional ones, which are
 * only reported. Liveness is different: it asks only whether the event loop runs, because Kubernetes must not kill the
 * pods while the broker is unavailable.
 *
 * The log says why a dependency is down. The report says only that it is down, because anybody may read it.
 *
 * A report is kept for `maxAgeMs`, and only one is made at a time, so that many requests cause one check.
 */
export class Health {
  readonly #checks: readonly ReadinessCheck[];
  readonly #logger: Logger;
  readonly #timeoutMs: number;
  readonly #maxAgeMs: number;
  #latest: { readonly report: HealthReport; readonly atMs: number } | undefined;
  #underway: Promise<HealthReport> | undefined;
  #problems: readonly string[] = [];

  constructor(checks: readonly ReadinessCheck[], logger: Logger, timeoutMs = 2_000, maxAgeMs = 500) {
    this.#checks = checks;
    this.#logger = logger;
    this.#timeoutMs = timeoutMs;
    this.#maxAgeMs = maxAgeMs;
  }

  /** Checks all dependencies, or returns the last report if it is recent. Never rejects. */
  async report(): Promise<HealthReport> {
    if (this.#latest !== undefined && Date.now() - this.#latest.atMs < this.#maxAgeMs)
      return this.#latest.report;
    this.#underway ??= this.#checkAll().finally(() => {
      this.#underway = undefined;
    });
    return this.#underway;
  }

  async #checkAll(): Promise<HealthReport> {
    const answers = await Promise.all(
      this.#checks.map(async ({ name, check, isOptional = false }) => {
        return { name, isOptional, problem: await this.#problemOf(check) };
      }),
    );
    const report: HealthReport = {
      status: answers.every((one) => one.isOptional || one.problem === undefined) ? 'ok' : 'unavailable',
      dependencies: Object.fromEntries(
        answers.map(({ name, problem }) => [name, problem === undefined ? 'up' : 'down'] as const),
      ),
    };
    this.#problems = answers.flatMap(({ name, problem }) =>
      problem === undefined ? [] : [`${name}: ${problem}`],
    );
    const wasDown = Object.entries(this.#latest?.report.dependencies ?? {}).filter(
      ([, state]) => state === 'down',
    );
    const isDown = Object.entries(report.dependencies).filter(([, state]) => state === 'down');
    if (String(wasDown) !== String(isDown)) {
      const { status, dependencies } = report;
      this.#logger.warn('readiness.changed', { status, dependencies, problems: this.#problems });
    }
    this.#latest = { report, atMs: Date.now() };
    return report;
  }

  /** The reasons why dependencies were down at the last report. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  #problemOf(check: () => Promise<void>): Promise<string | undefined> {
    const answer = check().then(() => undefined, reasonOf);
    return withDeadline(answer, this.#timeoutMs, () => `no answer within ${this.#timeoutMs} ms`);
  }
}

/** The messages of an error and its causes. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const causes: string[] = [];
  for (let at: unknown = error; at instanceof Error && causes.length < 8; at = at.cause) {
    if (at.message !== '' && !causes.some((cause) => cause.includes(at.message))) causes.push(at.message);
  }
  return causes.join(': ');
}
