/**
 * `npm run stop`: ends what `npm start` started, and only that: first the services of Scrutin, which hand over what
 * they hold, then PostgreSQL, Redis and RabbitMQ. The data stays, unless `npm run stop -- --purge` deletes it.
 */
import { parseArgs } from 'node:util';

import { handleInterrupts } from '../bootstrap/interrupts.mjs';
import { withLock } from '../bootstrap/lock.mjs';
import { lockFile } from '../bootstrap/project.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';
import { step } from '../bootstrap/steps.mjs';
import { serversDown } from '../servers/service-control.ts';
import { appsDown } from '../stack/apps-control.ts';
import type { Profile } from '../stack/profile.ts';
import { readState } from '../stack/state.ts';

const PROFILE = 'dev';
const WAIT_MS = 900_000;

function purgeIsAsked(args: readonly string[]): boolean {
  try {
    return parseArgs({ args: [...args], options: { purge: { type: 'boolean', default: false } } }).values
      .purge;
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\nUsage: npm run stop [-- --purge]`, { cause: error });
  }
}

/** Ends the applications and the servers of the profile, each as one step. */
export async function stopStack(profile: Profile, { purge }: { purge: boolean }): Promise<void> {
  if (readState(profile) === null) {
    console.log('Nothing was started here.');
    return;
  }
  await step('apps', async () => {
    const { ended, killed } = await appsDown(profile);
    if (ended.length + killed.length === 0) return 'none was running';
    return [...ended, ...killed.map((name) => `${name} (killed after the deadline)`)].join(', ');
  });
  await step('services', async () => {
    await serversDown(profile, { purge });
    return purge ? 'stopped, data deleted' : 'stopped, data kept';
  });
}

export async function run(args: readonly string[]): Promise<void> {
  handleInterrupts();
  const purge = purgeIsAsked(args);
  await withLock(lockFile(PROFILE), { what: 'npm run stop', waitMs: WAIT_MS }, () =>
    stopStack(PROFILE, { purge }),
  );
}
