import { setTimeout as delay } from 'node:timers/promises';
import type { AppProcess } from './app-process.ts';

/** How often a load balancer asks each API, and how long it waits for the answer. */
const ASKS_EVERY_MS = 250;
const WAITS_MS = 1_000;
/** An API gets no more requests after so many questions in a row without an answer. Kubernetes asks three times too. */
const UNANSWERED = 3;

/**
 * The choice of a load balancer among the APIs of a system. It asks each of them for its readiness four times a second,
 * and gives requests to those that were ready when it asked. So it learns late that an API is about to end, as those of
 * a real installation do. An API that answers late, on a busy machine, goes on getting requests for a while.
 */
export class LoadBalancer {
  readonly #apis: () => readonly AppProcess[];
  #ready: readonly AppProcess[] = [];
  readonly #unanswered = new Map<AppProcess, number>();
  #next = 0;
  #isStopped = false;
  readonly #looking: Promise<void>;

  constructor(apis: () => readonly AppProcess[]) {
    this.#apis = apis;
    this.#looking = this.#lookAgainAndAgain();
  }

  /** The address of the next API that was ready. @throws Error while none was */
  readonly target = (): string => {
    const api = this.#ready[this.#next++ % Math.max(1, this.#ready.length)];
    if (api === undefined) throw new Error('no API was ready');
    return api.publicUrl();
  };

  /** Whether requests go to this API. */
  uses(api: AppProcess): boolean {
    return this.#ready.includes(api);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#looking;
  }

  async #lookAgainAndAgain(): Promise<void> {
    while (!this.#isStopped) {
      const apis = this.#apis();
      const answers = await Promise.all(apis.map(ask));
      this.#ready = apis.filter((api, i) => this.#isReady(api, answers[i]));
      await delay(ASKS_EVERY_MS);
    }
  }

  #isReady(api: AppProcess, answer: Answer | undefined): boolean {
    const unanswered = answer === 'late' ? (this.#unanswered.get(api) ?? 0) + 1 : 0;
    this.#unanswered.set(api, unanswered);
    return answer === 'late' ? unanswered < UNANSWERED && this.uses(api) : answer === 'ready';
  }
}

type Answer = 'ready' | 'not-ready' | 'late';

async function ask(api: AppProcess): Promise<Answer> {
  const signal = AbortSignal.timeout(WAITS_MS);
  try {
    const answer = await fetch(`${api.publicUrl()}/health/ready`, { signal });
    await answer.text();
    return answer.status === 200 ? 'ready' : 'not-ready';
  } catch {
    return signal.aborted ? 'late' : 'not-ready'; // It has not begun to listen, or does not any more.
  }
}
