import { tmpdir } from 'node:os';
import { ClockWatch, compareSecondCount, openBallotStore, openSubmissionAudit } from '@scrutin/ballot-store';
import { openBrokerManagement, parkedMessages, queuesAreEmpty } from '@scrutin/broker';
import { openSharedTurns } from '@scrutin/database';
import { openElectionOffice } from '@scrutin/election-office';
import { answerBrokenRequests } from '@scrutin/http-edge';
import type { PrintFonts } from '@scrutin/printing';
import { openPrintFonts } from '@scrutin/printing';
import type { Composition } from '@scrutin/service-runtime';
import { counter, Health, histogram, resource, VERSION } from '@scrutin/service-runtime';
import type { RuntimeContext } from '@scrutin/service-runtime/program';
import { healthRoutes, httpService } from '@scrutin/service-runtime/program';
import { openVoterRoll } from '@scrutin/voter-roll';
import { anomalyWatch } from './anomalies/anomaly-watch.ts';
import { createApp } from './app.ts';
import type { AdminConfig } from './config.ts';
import { officePages } from './pages/office-pages.ts';
import { RollSpools } from './rolls/roll-spools.ts';
import { LoginLimiter } from './session/login-limiter.ts';
import { requestSessions } from './session/request-sessions.ts';
import { countInThread } from './tabulations/count-in-thread.ts';
import { timedCount } from './tabulations/timed-count.ts';

/** How long an upload or a count waits for one on another replica. A proxy often waits for an answer for a minute. */
const TURN_WAIT_MS = 30_000;

export function compose(
  config: AdminConfig,
  { logger, registry, running, current }: RuntimeContext,
): Composition {
  const roll = openVoterRoll({
    url: current('REDIS_URL', config.REDIS_URL),
    connectionName: 'admin-api',
    logger,
    registry,
  });
  const ballots = openBallotStore({
    url: current('DATABASE_URL', config.DATABASE_URL),
    poolMax: 1,
    applicationName: 'admin-api-second-count',
    logger,
  });
  const management =
    config.AMQP_MANAGEMENT_URL === undefined
      ? undefined
      : openBrokerManagement({ url: current('AMQP_MANAGEMENT_URL', config.AMQP_MANAGEMENT_URL) });
  const office = openElectionOffice({
    url: current('DATABASE_URL', config.DATABASE_URL),
    poolMax: config.DATABASE_POOL_MAX,
    applicationName: 'admin-api',
    logger,
    registry,
    clock: Date.now,
    ...(management === undefined ? {} : { queuesAreEmpty: () => queuesAreEmpty(management) }),
    unknownVotes: async () => (await compareSecondCount(roll.intakeCounts, ballots)).contests,
    secondFactor: { keys: config.SECOND_FACTOR_KEYS ?? [], requiredOf: config.SECOND_FACTOR_ROLES },
  });
  // A page of a large record is read for a second. One connection keeps such readers from taking all of them.
  const audit = openSubmissionAudit({
    url: current('DATABASE_URL', config.DATABASE_URL),
    poolMax: 1,
    applicationName: 'admin-api-audit',
    logger,
  });
  const clock = new ClockWatch({
    databaseClock: () => office.databaseClock(),
    clock: Date.now,
    logger,
    registry,
    maxOffsetMs: config.CLOCK_OFFSET_MAX_MS,
  });
  const sharedTurns = openSharedTurns({
    url: current('DATABASE_URL', config.DATABASE_URL),
    logger,
    applicationName: 'admin-api-turns',
    waitMs: TURN_WAIT_MS,
  });
  const spools = new RollSpools(tmpdir());
  const readiness = [
    { name: 'database', check: () => office.check() },
    { name: 'redis', check: () => roll.checkClaims() },
    clock.readiness,
  ];
  const health = new Health([running, ...readiness], logger);
  const app = createApp({
    logger,
    registry,
    trustedProxies: config.TRUSTED_PROXIES,
    version: VERSION,
    pages: officePages(),
    health: healthRoutes(health),
    report: () => health.report(),
    parked: management && (() => parkedMessages(management)),
    refusesActs: () => clock.isWrong(),
    clock: Date.now,
    office,
    audit,
    ballots,
    roll,
    sessions: requestSessions({ office, cookieSecure: config.COOKIE_SECURE }),
    limiter: new LoginLimiter({
      clock: Date.now,
      failures: config.LOGIN_FAILURES_MAX,
      windowMs: config.LOGIN_WINDOW_MS,
      atOnce: config.LOGINS_AT_ONCE,
      waiting: config.LOGINS_WAITING_MAX,
      shared: roll.logins,
    }),
    maxAgeMs: config.SESSION_MAX_AGE_MS,
    logins: counter(registry, 'admin_logins_total'),
    maxBytes: config.ROLL_MAX_BYTES,
    spools,
    count: timedCount(
      countInThread(current('DATABASE_URL', config.DATABASE_URL), config.COUNT_TIMEOUT_MS),
      histogram(registry, 'count_duration_seconds'),
    ),
    sharedTurns,
    timeZone: config.TIME_ZONE,
    fonts: fontsOf(config),
  });
  return {
    services: [
      resource('election-office', () => office.close()),
      resource('ballot-store', () => ballots.close()),
      resource('submission-audit', () => audit.close()),
      resource('voter-roll', () => roll.close()),
      resource('shared-turns', () => sharedTurns.close()),
      anomalyWatch({ store: ballots, roll, registry, logger, clock: Date.now }),
      clock,
      {
        name: 'roll-spools',
        // An upload that is still arriving was written to more recently than this.
        start: () => spools.sweep(Date.now() - 2 * config.REQUEST_TIMEOUT_MS),
        drain: () => Promise.resolve(),
        stop: () => spools.removeAll(),
      },
      httpService({
        name: 'admin',
        app,
        port: config.PORT,
        host: config.HOST,
        logger,
        onServer: answerBrokenRequests,
        requestTimeoutMs: config.REQUEST_TIMEOUT_MS,
        keepAliveTimeoutMs: config.KEEP_ALIVE_TIMEOUT_MS,
        maxConnections: config.HTTP_MAX_CONNECTIONS,
      }),
    ],
    readiness,
  };
}

/** Opened at the start if the office has a font of its own, so that a wrong file is noticed then. */
function fontsOf({ PRINT_FALLBACK_FONT: fallback }: AdminConfig): PrintFonts | undefined {
  return fallback === undefined ? undefined : openPrintFonts(fallback);
}
