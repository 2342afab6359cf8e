import { z } from 'zod';
import { loadConfig, setting } from './config.ts';
import { ConfigurationError, TransientError } from './errors.ts';
import { httpService } from './express-server.ts';
import { Health } from './health.ts';
import { createLogger } from './logger.ts';
import type { Logger } from './logger.ts';
import { createMetrics } from './metrics.ts';
import type { Registry } from './metrics.ts';
import { createOpsApp } from './ops-app.ts';
import { endAll, startAll } from './service.ts';
import type { Composition, Service } from './service.ts';

export interface RuntimeContext {
  readonly logger: Logger;
  readonly registry: Registry;
  /** Ends the process with failure after an attempt to end in order: the unexpected crashes. */
  readonly crash: (error: unknown) => void;
}

export interface ServiceDefinition<Config> {
  readonly name: string;
  readonly config: z.ZodType<Config>;
  compose(config: Config, context: RuntimeContext): Composition;
}

const runtimeConfig = z.object({
  LOG_LEVEL: setting.logLevel(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: setting.port(0),
  SHUTDOWN_TIMEOUT_MS: setting.integer(25_000, 1),
});

/** Exit codes: 0 ended in order, 1 crashed, 78 (EX_CONFIG of sysexits) configuration not usable. */
const EXIT = { ok: 0, crashed: 1, configuration: 78 } as const;

/**
 * The life of a service process: configuration, composition, health and metrics, start, then until a
 * signal; drain (nothing is lost, P2), stop, exit. A second signal does not wait. What is not ended
 * after SHUTDOWN_TIMEOUT_MS (below Kubernetes' 30 s) is left to the broker to redeliver.
 */
export async function runService<Config>(definition: ServiceDefinition<Config>): Promise<void> {
  let settings: z.infer<typeof runtimeConfig>;
  let config: Config;
  try {
    settings = loadConfig(runtimeConfig);
    config = loadConfig(definition.config);
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
  let ending: Promise<void> | undefined;

  const end = (exitCode: number): void => {
    if (ending !== undefined) return;
    process.exitCode = exitCode;
    isRunning = false;
    logger.info('service.draining');
    setTimeout(() => {
      logger.error('service.drain-failed', { reason: `not ended after ${settings.SHUTDOWN_TIMEOUT_MS} ms` });
      process.exit(EXIT.crashed);
    }, settings.SHUTDOWN_TIMEOUT_MS).unref();
    ending = endAll(services).then(
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

  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (ending !== undefined) process.exit(EXIT.crashed);
      end(EXIT.ok);
    });
  }

  logger.info('service.starting');
  try {
    const composition = definition.compose(config, { logger, registry, crash });
    // Not ready before everything has started, nor from the first moment of the end on.
    const started = {
      name: 'service',
      check: () => (isRunning ? Promise.resolve() : Promise.reject(new TransientError('not running'))),
    };
    const health = new Health([started, ...composition.readiness], logger);
    const app = createOpsApp(health, registry, logger);
    const ops = httpService({
      name: 'operations',
      app,
      port: settings.METRICS_PORT,
      host: settings.METRICS_HOST,
      logger,
      drainTimeoutMs: 1_000,
    });
    services = [ops, ...composition.services];
    await startAll(services);
  } catch (error) {
    logger.error('service.start-failed', { error });
    end(EXIT.crashed);
    return;
  }
  isRunning = ending === undefined;
  logger.info('service.ready');
}
