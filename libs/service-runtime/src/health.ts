import type { Logger } from './logger.ts';
import type { ReadinessCheck } from './service.ts';

export interface HealthReport {
  readonly status: 'ok' | 'unavailable';
  /** One word for each dependency. */
  readonly dependencies: Readonly<Record<string, 'up' | 'down'>>;
}

/**
 * Readiness: true only when every dependency that the work needs answers; the optional ones are reported beside them.
 * Liveness is another question (does the event loop turn?) and needs none of this: a broker that is away must not make
 * Kubernetes kill the pods.
 *
 * The log says why a dependency is down; the answer says only that it is, as anybody may read it.
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
  #problems: readonly string[] = [];

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
    const before = this.#latest?.report;
    const wasDown = Object.entries(before?.dependencies ?? {}).filter(([, state]) => state === 'down');
    const isDown = Object.entries(report.dependencies).filter(([, state]) => state === 'down');
    if (String(wasDown) !== String(isDown)) {
      const { status, dependencies } = report;
      this.#logger.warn('readiness.changed', { status, dependencies, problems: this.#problems });
    }
    this.#latest = { report, atMs: Date.now() };
    return report;
  }

  /** Why each dependency that was down at the last report was so. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  async #problemOf(check: () => Promise<void>): Promise<string | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<string>((resolve) => {
      timer = setTimeout(() => {
        resolve(`no answer within ${this.#timeoutMs} ms`);
      }, this.#timeoutMs);
    });
    const answer = check().then(() => undefined, reasonOf);
    try {
      return await Promise.race([answer, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The message of an error and of what caused it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const causes: string[] = [];
  for (let at: unknown = error; at instanceof Error && causes.length < 8; at = at.cause) {
    if (at.message !== '' && !causes.some((cause) => cause.includes(at.message))) causes.push(at.message);
  }
  return causes.join(': ');
}
