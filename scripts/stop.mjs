#!/usr/bin/env node
/**
 * `npm run stop`: ends what `npm start` started, and only that: first the services of Scrutin, which hand over what
 * they hold, then PostgreSQL, Redis and RabbitMQ. The data stays, unless `npm run stop -- --purge` deletes it.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';

import { appsDown } from './lib/apps.mjs';
import { handleInterrupts } from './lib/interrupts.mjs';
import { withLock } from './lib/lock.mjs';
import { scrutinFolder } from './lib/project.mjs';
import { Refusal, runMain } from './lib/refusal.mjs';
import { servicesDown } from './lib/service-control.mjs';
import { readState } from './lib/state.mjs';
import { step } from './lib/steps.mjs';

const PROFILE = 'dev';

function readArguments() {
  try {
    return parseArgs({ options: { purge: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    throw new Refusal(`${error.message}\nUsage: npm run stop [-- --purge]`);
  }
}

async function stopAll(purge) {
  if (readState(PROFILE) === null) {
    console.log('Nothing was started here.');
    return;
  }
  await step('apps', async () => {
    const { ended, killed } = await appsDown(PROFILE);
    if (ended.length + killed.length === 0) return 'none was running';
    return [...ended, ...killed.map((name) => `${name} (killed after the deadline)`)].join(', ');
  });
  await step('services', async () => {
    await servicesDown(PROFILE, { purge });
    return purge ? 'stopped, data deleted' : 'stopped, data kept';
  });
}

async function main() {
  handleInterrupts();
  const { purge } = readArguments();
  const lock = path.join(scrutinFolder, 'locks', `${PROFILE}.lock`);
  const waiting = (holder) =>
    console.log(`Waiting for ${holder.what} (process ${holder.pid}) to come to its end`);
  await withLock(lock, { what: 'npm run stop', waitMs: 900_000, waiting }, () => stopAll(purge));
}

await runMain(main);
