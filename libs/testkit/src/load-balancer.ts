import { setTimeout as delay } from 'node:timers/promises';
import type { AppProcess } from './app-process.ts';

/** How often a load balancer asks each API, and how long it waits for the answer. */
const ASKS_EVERY_MS = 250;
const WAITS_MS = 1_000;

/**
 * The choice of a load balancer among the APIs of a system. It asks each of them for its readiness four times a second,
 * and gives requests to those that were ready when it asked. So it learns late that an API is about to end, as those of
 * a real installation do.
 */
export class LoadBalancer {
  readonly #apis: () => readonly AppProcess[];
  #ready: readonly AppProcess[] = [];
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
      const isReady = await Promise.all(apis.map(asks));
      this.#ready = apis.filter((_, i) => isReady[i]);
      await delay(ASKS_EVERY_MS);
    }
  }
}

async function asks(api: AppProcess): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(WAITS_MS);
    const answer = await fetch(`${api.publicUrl()}/health/ready`, { signal });
    await answer.text();
    return answer.status === 200;
  } catch {
    return false; // It has not begun to listen, or does not any more.
  }
}
