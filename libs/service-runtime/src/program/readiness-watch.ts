import type { Health } from '../health.ts';
import type { Logger } from '../logger.ts';
import { periodic } from '../periodic.ts';
import type { Service } from '../service.ts';

/** Connections are opened in the background. If a dependency is still down after this time, it is logged. */
const GRACE_MS = 3_000;
const ASK_AT_FIRST_MS = 250;
const ASK_EVERY_MS = 5_000;
/** How often it is logged again that a service is not ready. */
const REPEAT_MS = 60_000;

/** The times of the watch, in milliseconds. */
export interface ReadinessWatchTimes {
  readonly graceMs: number;
  readonly askAtFirstMs: number;
  readonly askEveryMs: number;
  readonly repeatMs: number;
}

/**
 * Creates a service that checks the readiness regularly, even if nobody asks for it. It logs `service.ready` when the
 * service becomes ready, and `service.not-ready` with the reasons while it is not. So a wrong login is noticed at the
 * start and not at the first vote.
 */
export function readinessWatch(
  health: Health,
  logger: Logger,
  times: ReadinessWatchTimes = {
    graceMs: GRACE_MS,
    askAtFirstMs: ASK_AT_FIRST_MS,
    askEveryMs: ASK_EVERY_MS,
    repeatMs: REPEAT_MS,
  },
): Service {
  const startedMs = performance.now();
  let isReady = false;
  let notReadyLoggedMs = Number.NEGATIVE_INFINITY;

  const look = async (): Promise<void> => {
    const { status, dependencies } = await health.report();
    const nowMs = performance.now();
    if (status === 'ok') {
      if (!isReady) logger.info('service.ready', { dependencies });
      isReady = true;
      notReadyLoggedMs = Number.NEGATIVE_INFINITY;
    } else {
      isReady = false;
      if (nowMs - startedMs < times.graceMs || nowMs - notReadyLoggedMs < times.repeatMs) return;
      notReadyLoggedMs = nowMs;
      logger.error('service.not-ready', { dependencies, problems: health.problems });
    }
  };
  const onError = (error: unknown): void => {
    logger.error('background.failed', { work: 'readiness', error });
  };
  const later = periodic({ name: 'readiness', everyMs: times.askEveryMs, task: look, onError });
  const first = periodic({
    name: 'readiness at the start',
    everyMs: times.askAtFirstMs,
    onError,
    task: async () => {
      await look();
      if (!isReady && performance.now() - startedMs < times.graceMs) return;
      await first.stop();
      await later.start();
    },
  });
  const both = [first, later];
  return {
    name: 'readiness',
    start: () => first.start(),
    async drain() {
      for (const one of both) await one.drain();
    },
    async stop() {
      for (const one of both) await one.stop();
    },
  };
}
