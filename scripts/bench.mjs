#!/usr/bin/env node
/**
 * `npm run bench [-- options]`: the measurement of `scrutin bench` on servers of its own, empty at the beginning and
 * stopped at the end, with a database login for each service as in production.
 */
import path from 'node:path';

import { serviceAddresses } from './lib/addresses.mjs';
import { canInstall, installPackages } from './lib/apt.mjs';
import { findOnPath } from './lib/binaries.mjs';
import { endCommands, runVisibly } from './lib/commands.mjs';
import { addressFor, CLI, migrate } from './lib/database.mjs';
import { exitCodeOf, interruptible } from './lib/interrupts.mjs';
import { withLock } from './lib/lock.mjs';
import { prepare, requireNode } from './lib/prepare.mjs';
import { logFile, scrutinFolder } from './lib/project.mjs';
import { Refusal, runMain } from './lib/refusal.mjs';
import { servicesDown, servicesUp } from './lib/service-control.mjs';
import { messageKeys, readState } from './lib/state.mjs';
import { step } from './lib/steps.mjs';

const PROFILE = 'bench';
let leaving = false;

async function requireLoadGenerator() {
  if (findOnPath('wrk') !== null) return 'wrk is there';
  if (!canInstall())
    throw new Refusal('The load generator wrk is needed: install it (on Debian: apt-get install wrk).');
  await installPackages(['wrk'], logFile(PROFILE, 'apt'));
  return 'wrk installed';
}

function benchEnvironment(addresses) {
  const { processes, secrets } = readState(PROFILE);
  const as = (role) => addressFor(PROFILE, addresses.DATABASE_URL, `scrutin_${role}`);
  return {
    ...process.env,
    ...addresses,
    SCRUTIN_PROFILE: PROFILE,
    DATABASE_URL: as('operator'),
    BENCH_INGESTION_DATABASE_URL: as('ingestion'),
    BENCH_WORKER_DATABASE_URL: as('worker'),
    BENCH_AGGREGATOR_DATABASE_URL: as('aggregator'),
    CREDENTIAL_PEPPER: secrets.pepper,
    MESSAGE_KEYS: messageKeys(PROFILE),
    BENCH_SERVER_PIDS: Object.entries(processes)
      .map(([name, { pid }]) => `${name}=${pid}`)
      .join(','),
  };
}

async function bench() {
  await servicesDown(PROFILE, { purge: true });
  await step('services', async (say) => {
    await servicesUp(PROFILE, { say });
    return 'empty servers for the measurement';
  });
  await prepare(PROFILE);
  await step('load', requireLoadGenerator);
  const addresses = serviceAddresses(PROFILE);
  await step('database', async () => {
    await migrate(PROFILE, addresses);
    return 'schema is current, every service has a login of its own';
  });
  return runVisibly(process.execPath, [CLI, 'bench', ...process.argv.slice(2)], {
    env: benchEnvironment(addresses),
  });
}

async function main() {
  requireNode();
  const lock = path.join(scrutinFolder, 'locks', `${PROFILE}.lock`);
  const waiting = (holder) =>
    console.log(`Waiting for ${holder.what} (process ${holder.pid}) to come to its end`);
  return withLock(lock, { what: 'npm run bench', waitMs: 3_600_000, waiting }, async () => {
    try {
      return await bench();
    } finally {
      await servicesDown(PROFILE);
    }
  });
}

async function interrupted(signal) {
  if (leaving) process.exit(exitCodeOf(signal));
  leaving = true;
  console.error('\nInterrupted: stopping the services of the measurement');
  endCommands();
  await servicesDown(PROFILE);
  process.exit(exitCodeOf(signal));
}

await interruptible(interrupted, () => runMain(main));
