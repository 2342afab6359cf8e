import type { Router } from 'express';
import { openBallotStore } from '@scrutin/ballot-store';
import { openBroker, openBrokerManagement } from '@scrutin/broker';
import { createCredentialHasher } from '@scrutin/credentials';
import { answerBrokenRequests, openSiteFiles } from '@scrutin/http-edge';
import { openPrintFonts } from '@scrutin/printing';
import type { Composition } from '@scrutin/service-runtime';
import { Health, neededOnce, nodeDigest, readyWhen, resource, VERSION } from '@scrutin/service-runtime';
import type { RuntimeContext } from '@scrutin/service-runtime/program';
import { healthRoutes, httpService } from '@scrutin/service-runtime/program';
import { BROWSER_FOLDER, createSite, WATCH_SOURCE } from '@scrutin/web';
import { createApp } from './app.ts';
import type { IngestionConfig } from './config.ts';
import { makeInThread } from './exports/make-in-thread.ts';
import { localClients } from './pages/local-clients.ts';
import { pagesRouter } from './pages/pages-router.ts';
import { cacheControlFor } from './read/cache-control.ts';
import { ledgerMetrics } from './read/ledger-metrics.ts';
import { ledgerView } from './read/ledger-view.ts';
import { PublicQueries } from './read/public-queries.ts';
import { createReadRouter } from './read/read-router.ts';
import type { ExportOptions } from './read/result-export-handlers.ts';
import { turnoutMetrics } from './read/turnout-metrics.ts';
import { composeIntake } from './vote/compose-intake.ts';
import { VOTING_CONNECTIONS } from './voting-connections.ts';

/** No statement for voters takes a second, except on a machine that has no time for it. */
const DATABASE_DEADLINE_MS = 60_000;
/** Millions of ballots are sorted before the first one of the public record is read. */
const READING_DEADLINE_MS = 900_000;

/**
 * Opens the connections of the ingestion API and connects its parts. Nothing is started yet. SERVED_ROUTES decides
 * whether the process takes votes, answers readers, or both.
 */
export function compose(config: IngestionConfig, context: RuntimeContext): Composition {
  const { logger, registry, running, current } = context;
  const database = {
    url: current('DATABASE_URL', config.DATABASE_URL),
    applicationName: 'ingestion-api',
    logger,
    registry,
    deadlineMs: DATABASE_DEADLINE_MS,
  };
  // Voting has separate connections, so that many readers cannot delay the catalogue or the report of groups.
  const store = openBallotStore({ ...database, poolMax: VOTING_CONNECTIONS, poolName: 'voting' });
  const readStore = openBallotStore({
    ...database,
    poolMax: config.DATABASE_POOL_MAX,
    poolName: 'reading',
    longDeadlineMs: READING_DEADLINE_MS,
  });
  const broker = openBroker({
    url: current('AMQP_URL', config.AMQP_URL),
    connectionName: 'ingestion-api',
    logger,
    registry,
  });
  const pepper = config.CREDENTIAL_PEPPER;
  const hashers = {
    'hmac-sha256': createCredentialHasher({ scheme: 'hmac-sha256', pepper, digest: nodeDigest }),
    sha256: createCredentialHasher({ scheme: 'sha256', pepper, digest: nodeDigest }),
  };
  const intake =
    config.SERVED_ROUTES === 'results'
      ? undefined
      : composeIntake(config, context, { store, readStore, broker, hashers });
  const readiness = intake?.readiness ?? [
    // Without it voters can still open the ballot, and readers are told what is wrong.
    neededOnce({ name: 'database', check: () => readStore.check('reading') }),
    { ...readyWhen('broker', () => broker.isReady()), isOptional: true },
  ];

  const reads = (): ReturnType<typeof createReadRouter> => {
    const management =
      config.AMQP_MANAGEMENT_URL === undefined
        ? undefined
        : openBrokerManagement({ url: current('AMQP_MANAGEMENT_URL', config.AMQP_MANAGEMENT_URL) });
    const ledger = ledgerView({ store, broker, management });
    ledgerMetrics({ registry, ledger, steadyClock: () => performance.now() });
    const queries = new PublicQueries({
      store: readStore,
      clock: Date.now,
      cacheMs: config.RESULTS_CACHE_MS,
    });
    turnoutMetrics({ registry, queries, clock: Date.now });
    return createReadRouter({
      store: readStore,
      submissionTag: hashers['hmac-sha256'].submissionTag,
      ledger,
      clock: Date.now,
      cacheMs: config.RESULTS_CACHE_MS,
      exports: exportsOf(config),
      version: VERSION,
    });
  };
  const pagesOf = (readRouter: Router): Router => {
    const files = openSiteFiles(BROWSER_FOLDER);
    const assets = { script: files.script, style: files.style, watch: files.addressOf(WATCH_SOURCE) };
    return pagesRouter({
      files,
      findPage: createSite({ clientIn: localClients(readRouter, logger), assets, clock: Date.now }),
      cacheMs: config.RESULTS_CACHE_MS,
      cacheControl: cacheControlFor(config.RESULTS_CACHE_MS),
    });
  };
  const readRouter = config.SERVED_ROUTES === 'ballots' ? undefined : reads();
  const app = createApp({
    logger,
    registry,
    trustedProxies: config.TRUSTED_PROXIES,
    corsOrigins: config.CORS_ORIGINS,
    votes: intake?.votes,
    reads: readRouter,
    pages: readRouter === undefined ? undefined : pagesOf(readRouter),
    health: healthRoutes(new Health([running, ...readiness], logger)),
  });
  return {
    services: [
      resource('ballot-store', () => store.close()),
      resource('read-store', () => readStore.close()),
      resource('broker', () => broker.close()),
      ...(intake?.services ?? []),
      httpService({
        name: 'public',
        app,
        port: config.PORT,
        host: config.HOST,
        logger,
        onServer: answerBrokenRequests,
        keepAliveTimeoutMs: config.KEEP_ALIVE_TIMEOUT_MS,
        maxConnections: config.HTTP_MAX_CONNECTIONS,
      }),
    ],
    readiness,
  };
}

/** How long one file of results may take to be made. */
const FILE_TIMEOUT_MS = 60_000;

/** A fallback font is opened at the start as well, so that a wrong file is noticed then. */
function exportsOf(config: IngestionConfig): ExportOptions {
  const fallbackFont = config.PRINT_FALLBACK_FONT;
  if (fallbackFont !== undefined) openPrintFonts(fallbackFont);
  return {
    makeFile: makeInThread({ timeoutMs: FILE_TIMEOUT_MS }),
    issuer: { name: config.RESULTS_ISSUER, abbreviation: config.RESULTS_ISSUER_ABBREVIATION },
    fallbackFont,
  };
}
