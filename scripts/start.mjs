#!/usr/bin/env node
/**
 * `npm start`: from a fresh clone to counted votes. Every step looks first at what is there, so that a second start
 * goes on from the first, also from one that was interrupted. What it started keeps running; `npm run stop` ends it.
 */
import path from 'node:path';

import { serviceAddresses } from './lib/addresses.mjs';
import { appsUp } from './lib/apps.mjs';
import { endCommands } from './lib/commands.mjs';
import { addressFor, migrate, scrutin } from './lib/database.mjs';
import { demonstrate, printAddresses } from './lib/demonstration.mjs';
import { exitCodeOf, interruptible } from './lib/interrupts.mjs';
import { withLock } from './lib/lock.mjs';
import { prepare, requireNode } from './lib/prepare.mjs';
import { scrutinFolder } from './lib/project.mjs';
import { runMain } from './lib/refusal.mjs';
import { servicesUp } from './lib/service-control.mjs';
import { messageKeys, readState } from './lib/state.mjs';
import { step } from './lib/steps.mjs';

const PROFILE = 'dev';

function describe({ given, started, found }) {
  const part = (what, names) => (names.length > 0 ? [`${names.join(', ')} ${what}`] : []);
  return [...part('given', given), ...part('already running', found), ...part('started', started)].join('; ');
}

async function bringUp() {
  await step('services', async (say) => describe(await servicesUp(PROFILE, { say })));
  await prepare(PROFILE);
  const addresses = serviceAddresses(PROFILE);
  await step('database', async () => {
    await migrate(PROFILE, addresses);
    return 'schema is current, every service has a login of its own';
  });
  const env = {
    ...addresses,
    DATABASE_URL: addressFor(PROFILE, addresses.DATABASE_URL, 'scrutin_operator'),
    CREDENTIAL_PEPPER: readState(PROFILE).secrets.pepper,
    MESSAGE_KEYS: messageKeys(PROFILE),
  };
  await step('demo', async () => {
    await scrutin(PROFILE, ['demo', 'load'], env);
    return 'demonstration contests and their rolls are loaded';
  });
  let up;
  await step('apps', async () => {
    up = await appsUp(PROFILE, addresses);
    return describe({ given: [], ...up });
  });
  return { addresses, env, ports: up.ports };
}

async function main() {
  requireNode();
  const lock = path.join(scrutinFolder, 'locks', `${PROFILE}.lock`);
  const waiting = (holder) =>
    console.log(`Waiting for ${holder.what} (process ${holder.pid}) to come to its end`);
  const running = await withLock(lock, { what: 'npm start', waitMs: 900_000, waiting }, bringUp);
  const api = running.ports['ingestion-api'].public;
  if (api !== 8000) console.log(`The API listens on ${api}: port 8000 was taken by something else.`);
  await demonstrate({ ...running.env, SCRUTIN_API_URL: `http://127.0.0.1:${api}` });
  printAddresses(PROFILE, running);
}

function interrupted(signal) {
  endCommands();
  console.error(
    '\nInterrupted. What was started keeps running: npm start goes on from here, npm run stop ends it.',
  );
  process.exit(exitCodeOf(signal));
}

await interruptible(interrupted, () => runMain(main));
