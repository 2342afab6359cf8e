import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { apiOf, withBallotStore, withOffice } from '@scrutin/cli';
import type { Database } from '@scrutin/database';
import type { Environment } from '@scrutin/local-stack';
import type { BenchProcess } from '../bench/bench-process.ts';
import { benchServices, endAll, readCpu, subtract } from '../bench/bench-services.ts';
import type { BenchSettings } from '../bench/bench-settings.ts';
import { mapValues, round } from '../bench/figures.ts';
import { presentCommit } from '../bench/history.ts';
import { MemoryWatch } from '../bench/process-memory.ts';
import { storedBytes } from '../bench/stored-bytes.ts';
import { castVotes } from './cast-votes.ts';
import { countAndCertify } from './certify.ts';
import { ledgerChecks, resultChecks } from './checks.ts';
import type { WholeVoteFigures } from './figures-of-vote.ts';
import { operatorCommands } from './operator-command.ts';
import type { PlayedContest } from './played-contest.ts';
import { ballotsInTurn } from './played-contest.ts';
import { openContest, prepareContest } from './prepare-contest.ts';
import { postgresVersion, redisFigures, tableSizes } from './server-figures.ts';
import { Stages } from './stages.ts';

export interface WholeVoteOptions {
  readonly contest: PlayedContest;
  readonly voters: number;
  readonly connections: number;
  readonly workers: number;
  readonly aggregators: number;
  /** Decides the ballots. */
  readonly seed: number;
  /** An empty folder, for credentials and logs. */
  readonly folder: string;
}

export interface WholeVoteServers {
  readonly environment: Environment;
  readonly settings: BenchSettings;
  readonly database: Database;
}

/** A tenth of a percent of the voters of a region cast the same ballot, up to one. */
const TURNS_PER_REGION = 1_000;
const REASON = 'the measurement is over';

const printedStep = z.object({ closes_at: z.iso.datetime({ offset: true }) });
const printedAudit = z.object({ verdict: z.string() });

/**
 * Plays a whole vote with the commands and functions that an office uses: credentials and the roll, every voter's vote
 * over HTTP with some who vote again and some strangers, the ledger, the closing, the counts, the certificate and the
 * audit. Everything that was sent is compared with everything that is on record.
 *
 * @throws Error if a stage fails
 */
export async function playWholeVote(
  { environment, settings, database }: WholeVoteServers,
  options: WholeVoteOptions,
): Promise<WholeVoteFigures> {
  const { contest, voters, folder } = options;
  const begunMs = performance.now();
  const stages = new Stages();
  const memory = new MemoryWatch();
  const commands = operatorCommands(environment, memory);
  const services: BenchProcess[] = [];
  try {
    const emptyRedis = await redisFigures(settings.REDIS_URL);
    const set = await prepareContest(contest, voters, { stages, commands, folder });
    const loadedRedis = await redisFigures(settings.REDIS_URL);
    const api = await stages.do('start the services, and open the contest', async () => {
      const starts = benchServices(settings, folder, services);
      for (let i = 0; i < options.workers; i++) await starts.worker();
      for (let i = 0; i < options.aggregators; i++) await starts.aggregator();
      const started = await starts.api();
      await openContest(contest, commands);
      return started;
    });
    const publicApi = apiOf(environment, `http://127.0.0.1:${api.port}`);

    return await withOffice(environment, (office) =>
      withBallotStore(environment, async (store) => {
        const poll = contest.poll(publicApi, office);
        const turns = ballotsInTurn(poll, TURNS_PER_REGION, options.seed);
        const cpuBefore = readCpu(settings, services);
        const storedBefore = await storedBytes(database);
        const voting = await castVotes({
          ...{ stages, store, memory, settings, services, contest, turns, voters, set },
          connections: options.connections,
          port: api.port,
        });
        const { load } = voting;
        const { cast, ...figuresOfLoad } = load;
        const cpu = subtract(readCpu(settings, services), cpuBefore);
        const stored = await storedBytes(database);
        const votedRedis = await redisFigures(settings.REDIS_URL);

        const ledger = await stages.do('reconcile the ledger', () =>
          commands.ask('scrutin ledger', ['ledger', '--json', '--api', publicApi.url, '--wait', '60']),
        );
        const closed = await stages.do('close', async () => {
          const args = ['contest', 'close', contest.rollKey, '--reason', REASON, '--json'];
          const { closes_at: at } = printedStep.parse(
            JSON.parse(await commands.run('scrutin contest close', args)),
          );
          await delay(Math.max(0, Date.parse(at) - Date.now()));
          return Date.parse(at);
        });
        const certified = await countAndCertify(office, contest.rollKey, contest.contests);
        const closingToCertifiedSeconds = (Date.now() - closed) / 1_000;
        stages.note('count and publish', certified.tabulateSeconds);
        stages.note('certify', certified.certifySeconds);
        const checks = [
          ...ledgerChecks(ledger, load, voters),
          ...resultChecks(poll, await poll.read(), turns, cast),
        ];
        const audit = await stages.do('audit', () =>
          commands.ask(
            'scrutin audit',
            ['audit', '--contest', contest.rollKey, '--roll', set, '--wait', '60', '--json'],
            { DATABASE_URL: settings.BENCH_AUDITOR_DATABASE_URL },
          ),
        );
        return {
          machine: {
            cores: cpus().length,
            model: cpus()[0]?.model ?? 'unknown',
            node: process.version,
            postgres: await postgresVersion(database),
            redis: votedRedis.version,
          },
          at: new Date().toISOString(),
          commit: await presentCommit(),
          contest: contest.rollKey,
          races: contest.contests.length,
          voters,
          connections: options.connections,
          workers: options.workers,
          aggregators: options.aggregators,
          stages: stages.done,
          totalSeconds: (performance.now() - begunMs) / 1_000,
          countedPerSecond: round(voters / voting.seconds),
          closingToCertifiedSeconds,
          lots: certified.lots,
          waitedFor: certified.waitedFor,
          countedAtEnd: voting.countedAtEnd,
          cpuInInterval: voting.cpuInInterval,
          load: figuresOfLoad,
          cpuUsPerVote: mapValues({ ...cpu, 'load generator': load.cpuSeconds }, (s) =>
            round((s * 1e6) / load.accepted, 1),
          ),
          memory: memory.figures(),
          redisBytes: {
            empty: emptyRedis.dataBytes,
            loaded: loadedRedis.dataBytes,
            voted: votedRedis.dataBytes,
          },
          walBytesPerVote: round((stored.wal - storedBefore.wal) / load.accepted),
          diskBytesPerVote: round((stored.disk - storedBefore.disk) / load.accepted),
          tables: await tableSizes(database),
          auditVerdict: printedAudit.parse(JSON.parse(audit)).verdict,
          checks,
        };
      }),
    );
  } finally {
    await endAll(services);
  }
}
