import { z } from 'zod';
import type { AuditStore, BallotStore, SecondCountGap } from '@scrutin/ballot-store';
import { compareSecondCount, openAuditStore, openBallotStore } from '@scrutin/ballot-store';
import type { Broker } from '@scrutin/broker';
import { DEFAULT_TIME_ZONE, isTimeZone } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { openElectionOffice } from '@scrutin/election-office';
import type { Environment } from '@scrutin/local-stack';
import type { Logger } from '@scrutin/service-runtime';
import { ConfigurationError, loadConfig, setting, TransientError } from '@scrutin/service-runtime';
import type { VoterRoll } from '@scrutin/voter-roll';
import type { PublicApi } from './public-api.ts';
import { openPublicApi } from './public-api.ts';
import { requireRightClock } from './right-clock.ts';

/*
 * Opens what a command uses, and closes it after the command, even if the command fails. The clients of Redis and RabbitMQ
 * are loaded when they are needed: they are a third of the modules of a command, and most commands need neither.
 */
const CONNECT_DEADLINE_MS = 5_000;
const POLL_MS = 25;

/** The adapters log what they do. A command prints its outcome in one sentence, so these log lines are dropped. */
const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function withBallotStore<T>(
  environment: Environment,
  work: (store: BallotStore) => Promise<T>,
): Promise<T> {
  return closing(openBallotStore(databaseOptions(environment)), work);
}

/** With the login of the auditor. */
export async function withAuditStore<T>(
  environment: Environment,
  work: (store: AuditStore) => Promise<T>,
): Promise<T> {
  return closing(openAuditStore(databaseOptions(environment)), work);
}

/**
 * Opens the election office with the clock of this machine.
 *
 * @throws ConfigurationError when this clock differs from the database's by more than CLOCK_OFFSET_MAX_MS
 */
export async function withOffice<T>(
  environment: Environment,
  work: (office: ElectionOffice) => Promise<T>,
): Promise<T> {
  const queues = environment['AMQP_MANAGEMENT_URL'];
  const { CLOCK_OFFSET_MAX_MS: maxOffsetMs } = loadConfig(
    z.object({ CLOCK_OFFSET_MAX_MS: setting.integer(1_000, 50, 1_000) }),
    environment,
  );
  const office = openElectionOffice({
    ...databaseOptions(environment),
    clock: Date.now,
    ...(queues === undefined
      ? {}
      : {
          queuesAreEmpty: async () => {
            const { openBrokerManagement, queuesAreEmpty } = await import('@scrutin/broker');
            return queuesAreEmpty(openBrokerManagement({ url: queues }));
          },
        }),
    ...(environment['REDIS_URL'] === undefined ? {} : { unknownVotes: () => unknownVotes(environment) }),
  });
  return closing(office, async () => {
    await requireRightClock({ databaseClock: () => office.databaseClock(), clock: Date.now, maxOffsetMs });
    return work(office);
  });
}

async function unknownVotes(environment: Environment): Promise<SecondCountGap['contests']> {
  return withVoterRoll(environment, (roll) =>
    withBallotStore(
      environment,
      async (store) => (await compareSecondCount(roll.intakeCounts, store)).contests,
    ),
  );
}

/**
 * The time zone of contests that are created without one, and of times that belong to no contest, such as those of
 * sessions and proposals. @param environment that of the process by default
 */
export function defaultTimeZone(environment?: Environment): string {
  return loadConfig(
    z.object({
      TIME_ZONE: z.string().default(DEFAULT_TIME_ZONE).refine(isTimeZone, 'not an IANA time zone'),
    }),
    environment,
  ).TIME_ZONE;
}

function databaseOptions(environment: Environment) {
  const { DATABASE_URL } = loadConfig(
    z.object({ DATABASE_URL: setting.url('postgresql', 'postgres') }),
    environment,
  );
  return { url: DATABASE_URL, poolMax: 2, logger: silent, applicationName: 'scrutin-cli' };
}

/** Connected, or TransientError. */
export async function withVoterRoll<T>(
  environment: Environment,
  work: (roll: VoterRoll) => Promise<T>,
): Promise<T> {
  const { REDIS_URL } = loadConfig(
    z.object({ REDIS_URL: setting.url('redis', 'rediss', 'redis+cluster', 'rediss+cluster') }),
    environment,
  );
  const { openVoterRoll } = await import('@scrutin/voter-roll');
  const roll = openVoterRoll({ url: REDIS_URL, logger: silent });
  return closing(roll, async () => {
    await untilAnswers('Redis', () => roll.check());
    return work(roll);
  });
}

/** Connected, or TransientError. */
export async function withBroker<T>(
  environment: Environment,
  work: (broker: Broker) => Promise<T>,
  queuePrefix = '',
): Promise<T> {
  const { AMQP_URL } = loadConfig(z.object({ AMQP_URL: setting.url('amqp', 'amqps') }), environment);
  const { openBroker } = await import('@scrutin/broker');
  const broker = openBroker({ url: AMQP_URL, connectionName: 'scrutin-cli', logger: silent, queuePrefix });
  return closing(broker, async () => {
    await broker.waitUntilReady(CONNECT_DEADLINE_MS);
    return work(broker);
  });
}

/** The API at `given` (an option) or, without it, at SCRUTIN_API_URL. */
export function apiOf(environment: Environment, given: string | undefined): PublicApi {
  const address = given ?? environment['SCRUTIN_API_URL'];
  if (address === undefined) throw new ConfigurationError('SCRUTIN_API_URL is required: where the API is.');
  return openPublicApi(address);
}

async function closing<R extends { close(): Promise<void> }, T>(
  resource: R,
  work: (resource: R) => Promise<T>,
): Promise<T> {
  try {
    return await work(resource);
  } finally {
    await resource.close();
  }
}

async function untilAnswers(what: string, check: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + CONNECT_DEADLINE_MS;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      if (performance.now() > deadline) {
        throw new TransientError(`${what} does not answer.`, { cause: error });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
