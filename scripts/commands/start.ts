/**
 * `npm start`: from a fresh clone to counted votes. Every step first looks at what exists, so that a second start
 * continues an earlier one that was interrupted. Whatever it starts keeps running until `npm run stop`.
 * `npm start -- --watch` also starts Prometheus, and Grafana if it is on this machine; `--workers N` sets the number of
 * validation workers; `--no-accounts` makes no accounts for the office.
 */
import { parseArgs } from 'node:util';
import { endPrograms } from '../bootstrap/foreground.mjs';
import type { Interruption } from '../bootstrap/interrupts.mjs';
import { exitCodeOf, interruptible } from '../bootstrap/interrupts.mjs';
import { withLock } from '../bootstrap/lock.mjs';
import { lockFile } from '../bootstrap/project.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';
import { step } from '../bootstrap/steps.mjs';
import type { Addresses } from '../servers/addresses.ts';
import type { RunningStack } from '../stack/bring-up.ts';
import { bringUp } from '../stack/bring-up.ts';
import { demonstrate, printAddresses } from '../stack/demonstration.ts';
import type { DemonstrationLogin } from '../stack/demonstration-accounts.ts';
import { demonstrationLogins } from '../stack/demonstration-accounts.ts';
import type { Watch } from '../watching/watch.ts';
import { watch } from '../watching/watch.ts';

const PROFILE = 'dev';
const WAIT_MS = 900_000;
const USUAL_PORT = 8_000;
const MOST_WORKERS = 16;

interface StartOptions {
  readonly watch: boolean;
  /** The number of validation workers. Undefined: as many as were started before, or two. */
  readonly workers: number | undefined;
  /** Whether accounts are made with which one looks at the office. */
  readonly accounts: boolean;
}

function optionsOf(args: readonly string[]): StartOptions {
  const usage = 'Usage: npm start [-- --watch] [--workers N] [--no-accounts]';
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        watch: { type: 'boolean', default: false },
        workers: { type: 'string' },
        'no-accounts': { type: 'boolean', default: false },
      },
    });
    const accounts = !values['no-accounts'];
    if (values.workers === undefined) return { watch: values.watch, workers: undefined, accounts };
    const workers = Number(values.workers);
    if (!Number.isInteger(workers) || workers < 1 || workers > MOST_WORKERS)
      throw new RangeError(`--workers takes a whole number from 1 to ${MOST_WORKERS}.`);
    return { watch: values.watch, workers, accounts };
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n${usage}`, { cause: error });
  }
}

async function start({ watch: watched, workers, accounts }: StartOptions): Promise<void> {
  const { addresses, env, apps, watching, logins } = await withLock(
    lockFile(PROFILE),
    { what: 'npm start', waitMs: WAIT_MS },
    async () => {
      const stack = await bringUp(PROFILE, workers);
      return {
        ...stack,
        logins: accounts ? await demonstrationAccounts(stack) : [],
        watching: watched ? await startWatching(stack.addresses) : undefined,
      };
    },
  );
  const port = apps.ports['ingestion-api']?.public ?? USUAL_PORT;
  if (port !== USUAL_PORT) {
    console.log(`The API listens on ${port}: port ${USUAL_PORT} was taken by something else.`);
  }
  await demonstrate({ ...env, SCRUTIN_API_URL: `http://127.0.0.1:${port}` });
  printAddresses(PROFILE, { ports: apps.ports, addresses, watching, logins });
  console.log('Everything keeps running; npm run stop ends it.');
}

/** The logins for the office, as one step. */
async function demonstrationAccounts({ apps, env }: RunningStack): Promise<readonly DemonstrationLogin[]> {
  const logins: DemonstrationLogin[] = [];
  await step('accounts', async () => {
    const office = `http://127.0.0.1:${apps.ports['admin-api']?.public ?? 0}`;
    logins.push(...(await demonstrationLogins(PROFILE, office, env)));
    return `${logins.length} demonstration accounts for the office have new passwords`;
  });
  return logins;
}

/** Before the votes, so that Prometheus sees them come. */
async function startWatching(addresses: Addresses): Promise<Watch> {
  const started: Watch[] = [];
  await step('watching', async () => {
    const watching = await watch(PROFILE, addresses);
    started.push(watching);
    return watching.grafana === undefined ? 'Prometheus started' : 'Prometheus and Grafana started';
  });
  const [watching] = started;
  if (watching === undefined) throw new Error('The step of watching ended without addresses.');
  return watching;
}

function interrupted(signal: Interruption): never {
  endPrograms();
  console.error(
    '\nInterrupted. What was started keeps running: npm start continues from here, npm run stop ends it.',
  );
  process.exit(exitCodeOf(signal));
}

export function run(args: readonly string[]): Promise<void> {
  const options = optionsOf(args);
  return interruptible(interrupted, () => start(options));
}
