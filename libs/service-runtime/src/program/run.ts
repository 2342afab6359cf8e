import { z } from 'zod';
import { loadConfigs, misspeltSettings, setting, settingsReadAgain } from '../config.ts';
import type { CurrentSettings } from '../current-setting.ts';
import { ConfigurationError, TransientError } from '../errors.ts';
import { Health } from '../health.ts';
import type { Logger } from '../logger.ts';
import { createLogger } from '../logger.ts';
import type { Registry } from '../metrics/registry.ts';
import { createMetrics } from '../metrics/registry.ts';
import type { Composition, ReadinessCheck, Service } from '../service.ts';
import { endAll, sendAllAway, startAll } from '../service.ts';
import { isSystemError } from '../system-error.ts';
import { httpService } from './express-server.ts';
import { createOpsApp } from './ops-app.ts';
import { readinessMetrics } from './readiness-metrics.ts';
import { readinessWatch } from './readiness-watch.ts';
import { keepNewObjectsYoung } from './young-objects.ts';

/** What the runtime gives to an app. */
export interface RuntimeContext {
  readonly logger: Logger;
  readonly registry: Registry;
  /** Whether all services have started and the process is not ending. An app with a public health route needs it. */
  readonly running: ReadinessCheck;
  /**
   * A setting that is read again from its file before each use. Adapters connect with it, so that a password can be
   * changed while the process runs.
   *
   * @param name a setting of this service whose value is a text
   * @param value its value at the start
   */
  readonly current: CurrentSettings;
  /** Ends the process after an unexpected error. The services are drained first, and the exit code is 1. */
  readonly crash: (error: unknown) => void;
}

/** The name of an app, its settings, and how it is composed. */
export interface ServiceDefinition<Config> {
  readonly name: string;
  readonly config: z.ZodType<Config>;
  compose(config: Config, context: RuntimeContext): Composition;
}

/** The settings that every service has. */
export const runtimeConfig = z
  .object({
    LOG_LEVEL: setting.logLevel(),
    METRICS_HOST: z.string().default('127.0.0.1'),
    METRICS_PORT: setting.port(0),
    SHUTDOWN_TIMEOUT_MS: setting.milliseconds(25_000, 1),
    /** How long the service continues after a signal while it reports not ready, so that load balancers stop using it. */
    DRAIN_DELAY_MS: setting.milliseconds(0, 0, 60_000),
  })
  .refine((given) => given.DRAIN_DELAY_MS < given.SHUTDOWN_TIMEOUT_MS, {
    path: ['DRAIN_DELAY_MS'],
    error: 'must be shorter than SHUTDOWN_TIMEOUT_MS, which includes it',
  });

/** The exit codes. 78 is EX_CONFIG of sysexits. */
const EXIT = { ok: 0, crashed: 1, configuration: 78 } as const;

/**
 * Runs a service process. It reads the configuration, composes the app, serves health and metrics, and starts all
 * services. After a signal it is not ready and asks its clients to go elsewhere, but works on for DRAIN_DELAY_MS, so that
 * no client meets a closed port. Then it drains the services, so that nothing is lost (P2), stops them and exits. A
 * second signal exits immediately. If the end takes longer than SHUTDOWN_TIMEOUT_MS (less than the 30 s of Kubernetes), the process exits
 * anyway, and the broker delivers unfinished work again.
 */
export async function runService<Config>(definition: ServiceDefinition<Config>): Promise<void> {
  keepNewObjectsYoung();
  let settings: z.infer<typeof runtimeConfig>;
  let config: Config;
  try {
    [settings, config] = loadConfigs(runtimeConfig, definition.config);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${definition.name}: ${error.message}\n`);
    process.exitCode = EXIT.configuration;
    return;
  }

  const logger = createLogger({ service: definition.name, level: settings.LOG_LEVEL });
  const registry = createMetrics(definition.name);
  let services: readonly Service[] = [];
  let isRunning = false;
  let watch: Service | undefined;
  let ending: Promise<void> | undefined;

  const end = (exitCode: number): void => {
    if (ending !== undefined) return;
    process.exitCode = exitCode;
    isRunning = false;
    logger.info('service.draining');
    void watch?.stop(); // The process is ending, so it is expected that it is not ready.
    const deadline = setTimeout(() => {
      logger.error('service.drain-failed', {
        reason: `the service had not ended after ${settings.SHUTDOWN_TIMEOUT_MS} ms`,
      });
      process.exit(EXIT.crashed);
    }, settings.SHUTDOWN_TIMEOUT_MS).unref();
    sendAllAway(services);
    ending = pause(exitCode === EXIT.ok ? settings.DRAIN_DELAY_MS : 0)
      .then(() => endAll(services))
      .finally(() => {
        clearTimeout(deadline);
      })
      .then(
        () => {
          logger.info('service.stopped');
          process.exit(exitCode);
        },
        (error: unknown) => {
          logger.error('service.drain-failed', { error });
          process.exit(EXIT.crashed);
        },
      );
  };
  const crash = (error: unknown): void => {
    logger.error('service.crashed', { error });
    end(EXIT.crashed);
  };

  // Errors of the operating system, such as a closed socket or a lack of descriptors, are no fault of this process.
  const unexpected = (error: unknown): void => {
    if (isSystemError(error)) logger.error('background.failed', { work: 'unknown', error });
    else crash(error);
  };
  process.on('uncaughtException', unexpected);
  process.on('unhandledRejection', unexpected);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (ending !== undefined) process.exit(EXIT.crashed);
      end(EXIT.ok);
    });
  }

  logger.info('service.starting');
  for (const { given, meant } of misspeltSettings([runtimeConfig, definition.config])) {
    logger.warn('configuration.unknown-name', { given, meant });
  }
  try {
    // The service is not ready before all its parts have started, or once it is ending.
    const running: ReadinessCheck = {
      name: 'service',
      check: () => (isRunning ? Promise.resolve() : Promise.reject(new TransientError('not running'))),
    };
    const current = settingsReadAgain(definition.config, logger);
    const composition = definition.compose(config, { logger, registry, running, current, crash });
    const health = new Health([running, ...composition.readiness], logger);
    const app = createOpsApp(health, registry, logger);
    const ops = httpService({
      name: 'operations',
      app,
      port: settings.METRICS_PORT,
      host: settings.METRICS_HOST,
      logger,
      drainTimeoutMs: 1_000,
    });
    readinessMetrics(registry, health);
    watch = readinessWatch(health, logger);
    services = [ops, ...composition.services, watch];
    await startAll(services);
  } catch (error) {
    logger.error('service.start-failed', { error });
    end(error instanceof ConfigurationError ? EXIT.configuration : EXIT.crashed);
    return;
  }
  isRunning = ending === undefined;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
