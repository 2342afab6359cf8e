import type { BallotStore } from '@scrutin/ballot-store';
import { CatalogueView, ClockWatch } from '@scrutin/ballot-store';
import type { Broker } from '@scrutin/broker';
import { openPolicyWatch } from '@scrutin/broker';
import { sealedCodecs } from '@scrutin/contracts/messages';
import type { CredentialHasher } from '@scrutin/credentials';
import { pepperCheck } from '@scrutin/credentials';
import { refusedWhile } from '@scrutin/http-edge';
import type { Composition } from '@scrutin/service-runtime';
import {
  ConfigurationError,
  createMessageSeal,
  nodeDigest,
  readyWhen,
  resource,
} from '@scrutin/service-runtime';
import type { RuntimeContext } from '@scrutin/service-runtime/program';
import { ContestTally, openVoterRoll } from '@scrutin/voter-roll';
import type { VoteHandlers } from '../app.ts';
import type { IngestionConfig } from '../config.ts';
import { composeGateways } from '../gateway/compose-gateways.ts';
import { addressNames } from './address-names.ts';
import { backlogGuard } from './backlog-guard.ts';
import { BlockTally } from './block-tally.ts';
import { GroupReceipts } from './group-receipts.ts';
import { GuessLimit } from './guess-limit.ts';
import { Intake } from './intake.ts';
import { intakeReport } from './intake-report.ts';
import { PepperWatch } from './pepper-watch.ts';
import { pooledEntropy } from './pooled-entropy.ts';
import { SecondCount, secondCountReport } from './second-count.ts';
import { signalReport } from './signal-report.ts';
import type { VoteDependencies } from './vote-dependencies.ts';
import { voteEntrance } from './vote-entrance.ts';
import { electionVoteHandler, lawVoteHandler } from './vote-handlers.ts';
import { voteMetrics } from './vote-metrics.ts';

/** What the intake of votes shares with the other parts of the process. */
export interface IntakeConnections {
  readonly store: BallotStore;
  /** For readers, so that they cannot delay the catalogue or the report of groups. */
  readonly readStore: Pick<BallotStore, 'submissionStatus'>;
  readonly broker: Broker;
  readonly hashers: Readonly<Record<'hmac-sha256' | 'sha256', CredentialHasher>>;
}

/** The part of the process that takes votes. */
export interface VoteIntake extends Composition {
  readonly votes: VoteHandlers;
}

/** Connects the parts that take votes: limits, contests, groups, publishing. Nothing is started yet. */
export function composeIntake(
  config: IngestionConfig,
  { logger, registry, current }: RuntimeContext,
  { store, readStore, broker, hashers }: IntakeConnections,
): VoteIntake {
  const { REDIS_URL: redisUrl, MESSAGE_KEYS: messageKeys } = config;
  if (redisUrl === undefined || messageKeys === undefined) {
    throw new ConfigurationError('A process that takes votes needs REDIS_URL and MESSAGE_KEYS.');
  }
  const roll = openVoterRoll({
    url: current('REDIS_URL', redisUrl),
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
  const policies = openPolicyWatch({
    managementUrl: current('AMQP_MANAGEMENT_URL', config.AMQP_MANAGEMENT_URL),
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
  const admissionTimeoutMs = Math.min(config.ADMISSION_TIMEOUT_MS, config.PUBLISH_TIMEOUT_MS / 2);
  const receipts = new GroupReceipts();
  const count = new SecondCount(receipts.intakeId);
  const refused = new ContestTally();
  const blocks = new BlockTally();
  const intake = new Intake({
    encode: sealedCodecs(createMessageSeal(messageKeys)).submitted.encode,
    guesses: new GuessLimit({
      limits: {
        free: config.GUESS_LIMIT,
        windowMs: config.GUESS_WINDOW_MS,
        longestWaitMs: config.GUESS_LONGEST_WAIT_MS,
      },
    }),
    admit: (requests, nowMs) => roll.admit(requests, nowMs),
    watch: {
      requested({ address, guessKey, throughGateway }, nowMs) {
        // The voters of a gateway have no address here, and a gateway is not a block of addresses.
        if (throughGateway !== true) blocks.add(address, guessKey, nowMs);
      },
      guessRefused({ vote }, nowMs) {
        refused.add(vote.contest, 'guess-refused', nowMs);
      },
    },
    receipts: {
      issue: (group) => receipts.issue(group),
      recordFate(receipt, fate) {
        receipts.recordFate(receipt, fate);
        if (fate === 'accepted') count.add(receipt, Date.now());
      },
    },
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
    admissionTimeoutMs,
  });
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
  const deps: VoteDependencies = {
    intake,
    contests: catalogue,
    hasOtherPepper: (contest) => peppers.differs(contest),
    submissionStatus: (id) => readStore.submissionStatus(id),
    hashers,
    clock: Date.now,
    entropy: pooledEntropy(),
    metrics: voteMetrics(registry, { waiting: () => intake.waiting, clock: Date.now }),
  };
  // P9: the time of acceptance decides whether a vote counts, so no vote is accepted while the clock is wrong.
  const enter = refusedWhile(() => clock.isWrong(), voteEntrance(intake));
  const gateways = composeGateways(
    { logger, registry },
    { store, roll, votes: deps, entrance: enter, admissionTimeoutMs },
  );
  return {
    votes: {
      enter,
      voteOnLaw: lawVoteHandler(deps),
      voteInElection: electionVoteHandler(deps),
      voteInBatch: gateways.handlers,
    },
    services: [
      resource('voter-roll', () => roll.close()),
      policies,
      catalogue,
      clock,
      backlog,
      signalReport({ refused, blocks, roll, logger, clock: Date.now }),
      secondCountReport({ count, intakeId: receipts.intakeId, roll, logger, clock: Date.now }),
      intakeReport({ receipts, store, logger, completeThroughMs: () => intake.completeThroughMs }),
      intake,
      ...gateways.services,
    ],
    readiness,
  };
}
