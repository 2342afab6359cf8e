/**
 * `npm run stop`: ends what `npm start` has started, and nothing else. First it ends the services of Scrutin, which
 * finish their work, and then PostgreSQL, Redis and RabbitMQ. A running `npm run dev` is ended too, because its
 * terminal may be gone. `npm run stop -- --purge` also deletes the data.
 */
import { parseArgs } from 'node:util';
import { handleInterrupts } from '../bootstrap/interrupts.mjs';
import type { Holder } from '../bootstrap/lock.mjs';
import { announce, withLock } from '../bootstrap/lock.mjs';
import { lockFile } from '../bootstrap/project.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';
import { bringDown, DEVELOPMENT } from '../stack/bring-down.ts';

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

/** Ends `npm run dev`, which would otherwise keep the stack for ever. Any other command ends by itself. */
function endDevelopment(holder: Holder): void {
  if (holder.what !== DEVELOPMENT) {
    announce(holder);
    return;
  }
  console.error(`Ending ${holder.what} (process ${holder.pid})`);
  try {
    process.kill(holder.pid, 'SIGTERM');
  } catch (error) {
    // It may have ended meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

export async function run(args: readonly string[]): Promise<void> {
  handleInterrupts();
  const purge = purgeIsAsked(args);
  await withLock(lockFile(PROFILE), { what: 'npm run stop', waitMs: WAIT_MS, waiting: endDevelopment }, () =>
    bringDown(PROFILE, { purge }),
  );
}
