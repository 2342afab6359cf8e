/**
 * `npm run bench [-- options]`: runs the measurement of `scrutin bench` on separate servers, which are empty at the
 * beginning and stopped at the end. It adds the figures to `.scrutin/bench-history.jsonl`, and compares them with those of
 * earlier runs. Each service has its own database login, as in production.
 *
 * `npm run bench:8m [-- options]` does the same with `scrutin bench-8m` (commands/bench-8m.ts), which has no such history.
 */
import path from 'node:path';
import { endPrograms, runVisibly } from '../bootstrap/foreground.mjs';
import type { Interruption } from '../bootstrap/interrupts.mjs';
import { exitCodeOf, interruptible } from '../bootstrap/interrupts.mjs';
import { withLock } from '../bootstrap/lock.mjs';
import { lockFile, scrutinFolder } from '../bootstrap/project.mjs';
import { step } from '../bootstrap/steps.mjs';
import type { Addresses } from '../servers/addresses.ts';
import { serverAddressesOf } from '../servers/addresses.ts';
import { requirePrograms } from '../servers/required-programs.ts';
import { serversDown, serversUp } from '../servers/service-control.ts';
import { addressFor, CLI, migrate } from '../stack/database.ts';
import { prepare } from '../stack/prepare.ts';
import { knownState, messageKeys, updateState } from '../stack/state.ts';

const PROFILE = 'bench';
/** Not among the files of the measurement, which are removed before the next one. */
const HISTORY = path.join(scrutinFolder, 'bench-history.jsonl');
const WAIT_MS = 3_600_000;
const LOAD_GENERATOR = { program: 'wrk', package: 'wrk' };
/** The option of `scrutin bench` for which PostgreSQL has to be started with statistics of its statements. */
const BREAKDOWN = '--breakdown';
/** With one of them, the check prints the help, and nothing is measured. */
const HELP = ['--help', '-h'];
let leaving = false;

/** The address at which the owner reads the statistics of statements, which are in the database `postgres`. */
function statisticsAddress(ownerAddress: string): string {
  const url = new URL(ownerAddress);
  url.pathname = '/postgres';
  return url.href;
}

function benchEnvironment(addresses: Addresses): NodeJS.ProcessEnv {
  const { processes, secrets } = knownState(PROFILE);
  const as = (role: string): string => addressFor(PROFILE, addresses.DATABASE_URL, `scrutin_${role}`);
  return {
    ...process.env,
    ...addresses,
    SCRUTIN_PROFILE: PROFILE,
    DATABASE_URL: as('operator'),
    BENCH_INGESTION_DATABASE_URL: as('ingestion'),
    BENCH_WORKER_DATABASE_URL: as('worker'),
    BENCH_AGGREGATOR_DATABASE_URL: as('aggregator'),
    BENCH_AUDITOR_DATABASE_URL: as('auditor'),
    BENCH_STATISTICS_DATABASE_URL: statisticsAddress(addresses.DATABASE_URL),
    CREDENTIAL_PEPPER: secrets.pepper,
    MESSAGE_KEYS: messageKeys(PROFILE),
    BENCH_SERVER_PIDS: Object.entries(processes)
      .map(([name, { pid }]) => `${name}=${pid}`)
      .join(','),
  };
}

/** A measurement: the command of `scrutin`, and the options that come before those of the person. */
interface Measurement {
  readonly command: string;
  readonly options: readonly string[];
  /** Whether it sends its load with wrk. */
  readonly needsWrk: boolean;
}

async function measureOnEmptyServers(
  { command, options, needsWrk }: Measurement,
  args: readonly string[],
): Promise<number> {
  await prepare(PROFILE);
  // A wrong option is refused before the servers are started, and before what they hold is thrown away.
  const refused = await runVisibly(process.execPath, [CLI, command, ...args, '--only-check']);
  if (refused !== 0 || args.some((arg) => HELP.includes(arg))) return refused;
  await serversDown(PROFILE, { purge: true });
  if (args.includes(BREAKDOWN)) {
    updateState(PROFILE, (state) => {
      state.countsStatements = true;
    });
  }
  await step('services', async (say) => {
    await serversUp(PROFILE, { say });
    return 'empty servers for the measurement';
  });
  if (needsWrk) await step('load', () => requirePrograms(PROFILE, [LOAD_GENERATOR]));
  const addresses = serverAddressesOf(PROFILE);
  await step('database', () => migrate(PROFILE, { ...addresses }));
  // The options that the person gave come last, because the last of two counts.
  return runVisibly(process.execPath, [CLI, command, ...options, ...args], {
    env: benchEnvironment(addresses),
  });
}

async function interrupted(signal: Interruption): Promise<never> {
  if (leaving) process.exit(exitCodeOf(signal));
  leaving = true;
  console.error('\nInterrupted: stopping the services of the measurement');
  endPrograms();
  await serversDown(PROFILE);
  process.exit(exitCodeOf(signal));
}

/** Runs a measurement; only one at a time. */
export function measure(measurement: Measurement, args: readonly string[]): Promise<number> {
  return interruptible(interrupted, () =>
    withLock(lockFile(PROFILE), { what: 'npm run bench', waitMs: WAIT_MS }, async () => {
      try {
        return await measureOnEmptyServers(measurement, args);
      } finally {
        await serversDown(PROFILE);
      }
    }),
  );
}

export function run(args: readonly string[]): Promise<number> {
  return measure({ command: 'bench', options: ['--history', HISTORY], needsWrk: true }, args);
}
