import { CatalogueView, ClockWatch, openBallotStore } from '@scrutin/ballot-store';
import { openBroker, openBrokerManagement, openPolicyWatch } from '@scrutin/broker';
import { sealedCodecs } from '@scrutin/contracts/messages';
import { createCredentialHasher, pepperCheck } from '@scrutin/credentials';
import { answerBrokenRequests, refusedWhile } from '@scrutin/http-edge';
import type { Composition, RuntimeContext } from '@scrutin/service-runtime';
import {
  createMessageSeal,
  Health,
  healthRoutes,
  httpService,
  nodeDigest,
  readyWhen,
  resource,
  VERSION,
} from '@scrutin/service-runtime';
import { openVoterRoll } from '@scrutin/voter-roll';
import { createApp } from './app.ts';
import type { IngestionConfig } from './config.ts';
import { ledgerMetrics } from './read/ledger-metrics.ts';
import { ledgerView } from './read/ledger-view.ts';
import { createReadRouter } from './read/read-router.ts';
import { addressNames } from './vote/address-names.ts';
import { backlogGuard } from './vote/backlog-guard.ts';
import { electionVoteHandler } from './vote/election-vote-handler.ts';
import { GroupReceipts } from './vote/group-receipts.ts';
import { GuessLimit } from './vote/guess-limit.ts';
import { Intake } from './vote/intake.ts';
import { intakeReport } from './vote/intake-report.ts';
import { lawVoteHandler } from './vote/law-vote-handler.ts';
import { PepperWatch } from './vote/pepper-watch.ts';
import { pooledEntropy } from './vote/pooled-entropy.ts';
import type { VoteDependencies } from './vote/vote-dependencies.ts';
import { voteMetrics } from './vote/vote-metrics.ts';
import { VOTING_CONNECTIONS } from './voting-connections.ts';

/** Opens the connections of the ingestion API and connects its parts. Nothing is started yet. */
export function compose(config: IngestionConfig, { logger, registry, running }: RuntimeContext): Composition {
  const database = { url: config.DATABASE_URL, applicationName: 'ingestion-api', logger };
  // Voting has separate connections, so that many readers cannot delay the catalogue or the report of groups.
  const store = openBallotStore({ ...database, poolMax: VOTING_CONNECTIONS, registry });
  const readStore = openBallotStore({ ...database, poolMax: config.DATABASE_POOL_MAX });
  const roll = openVoterRoll({
    url: config.REDIS_URL,
    connectionName: 'ingestion-api',
    addressName: addressNames(config.CREDENTIAL_PEPPER, nodeDigest),
    logger,
    registry,
    admission: {
      address: { requests: config.ADDRESS_LIMIT, windowMs: config.ADDRESS_WINDOW_MS },
      guesses: {
        free: config.GUESS_NAS_LIMIT,
        windowMs: config.GUESS_WINDOW_MS,
        longestWaitMs: config.GUESS_LONGEST_WAIT_MS,
      },
    },
  });
  const broker = openBroker({ url: config.AMQP_URL, connectionName: 'ingestion-api', logger, registry });
  const policies = openPolicyWatch({
    managementUrl: config.AMQP_MANAGEMENT_URL,
    logger,
    everyMs: config.QUEUE_POLICIES_CHECK_MS,
  });
  const peppers = new PepperWatch({
    ownCheck: pepperCheck(config.CREDENTIAL_PEPPER, nodeDigest),
    logger,
    clock: Date.now,
  });
  const catalogue = new CatalogueView({
    load: async () => {
      const read = await store.catalogue();
      peppers.look(read);
      return read;
    },
    logger,
    refreshMs: config.CATALOGUE_REFRESH_MS,
  });
  const clock = new ClockWatch({
    databaseClock: () => store.clock(),
    clock: Date.now,
    logger,
    registry,
    maxOffsetMs: config.CLOCK_OFFSET_MAX_MS,
  });
  const backlog = backlogGuard({
    broker,
    logger,
    maxMessages: config.BACKLOG_MAX_MESSAGES,
    pollMs: config.BACKLOG_POLL_MS,
  });
  const receipts = new GroupReceipts();
  const intake = new Intake({
    encode: sealedCodecs(createMessageSeal(config.MESSAGE_KEYS)).submitted.encode,
    guesses: new GuessLimit({
      limits: {
        free: config.GUESS_LIMIT,
        windowMs: config.GUESS_WINDOW_MS,
        longestWaitMs: config.GUESS_LONGEST_WAIT_MS,
      },
    }),
    admit: (requests, nowMs) => roll.admit(requests, nowMs),
    receipts,
    broker: {
      publish: (queue, body, options) => broker.publish(queue, body, options),
      canPublish: () => broker.canPublish() && policies.isSafe(),
    },
    clock: Date.now,
    logger,
    backlogIsHigh: () => backlog.isHigh(),
    groupMaxVotes: config.INTAKE_GROUP_MAX_VOTES,
    groupsInFlight: config.INTAKE_GROUPS_IN_FLIGHT,
    waitingMaxVotes: config.INTAKE_WAITING_MAX_VOTES,
    publishTimeoutMs: config.PUBLISH_TIMEOUT_MS,
    admissionTimeoutMs: Math.min(config.ADMISSION_TIMEOUT_MS, config.PUBLISH_TIMEOUT_MS / 2),
  });

  const pepper = config.CREDENTIAL_PEPPER;
  const hashers = {
    'hmac-sha256': createCredentialHasher({ scheme: 'hmac-sha256', pepper, digest: nodeDigest }),
    sha256: createCredentialHasher({ scheme: 'sha256', pepper, digest: nodeDigest }),
  };
  // Votes are accepted as long as the broker takes them and the contests are known. Optional checks are only reported.
  const readiness = [
    readyWhen('broker', () => broker.isReady()),
    { name: 'queue-policies', check: () => policies.check() },
    { name: 'catalogue', check: () => catalogue.check() },
    clock.readiness,
    peppers.readiness,
    { name: 'redis', check: () => roll.check(), isOptional: true },
    { name: 'database', check: () => store.check('intake'), isOptional: true },
  ];
  const management =
    config.AMQP_MANAGEMENT_URL === undefined
      ? undefined
      : openBrokerManagement({ url: config.AMQP_MANAGEMENT_URL });
  const ledger = ledgerView({ store, broker, management });
  ledgerMetrics(registry, ledger);
  const votes: VoteDependencies = {
    intake,
    contests: catalogue,
    hasOtherPepper: (contest) => peppers.differs(contest),
    submissionStatus: (id) => readStore.submissionStatus(id),
    hashers,
    clock: Date.now,
    entropy: pooledEntropy(),
    metrics: voteMetrics(registry, { waiting: () => intake.waiting, clock: Date.now }),
  };
  const app = createApp({
    logger,
    registry,
    trustedProxies: config.TRUSTED_PROXIES,
    corsOrigins: config.CORS_ORIGINS,
    // P9: the time of acceptance decides whether a vote counts, so no vote is accepted while the clock is wrong.
    lawVote: refusedWhile(() => clock.isWrong(), lawVoteHandler(votes)),
    electionVote: refusedWhile(() => clock.isWrong(), electionVoteHandler(votes)),
    reads: createReadRouter({
      store: readStore,
      submissionTag: hashers['hmac-sha256'].submissionTag,
      ledger,
      clock: Date.now,
      cacheMs: config.RESULTS_CACHE_MS,
      version: VERSION,
    }),
    health: healthRoutes(new Health([running, ...readiness], logger)),
  });
  return {
    services: [
      resource('ballot-store', () => store.close()),
      resource('read-store', () => readStore.close()),
      resource('voter-roll', () => roll.close()),
      resource('broker', () => broker.close()),
      policies,
      catalogue,
      clock,
      backlog,
      intakeReport({ receipts, store, logger, completeThroughMs: () => intake.completeThroughMs }),
      intake,
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
