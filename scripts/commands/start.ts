/**
 * `npm start`: from a fresh clone to counted votes. Every step first looks at what exists, so that a second start
 * continues an earlier one that was interrupted. Whatever it starts keeps running until `npm run stop`.
 */
import { endPrograms } from '../bootstrap/foreground.mjs';
import type { Interruption } from '../bootstrap/interrupts.mjs';
import { exitCodeOf, interruptible } from '../bootstrap/interrupts.mjs';
import { withLock } from '../bootstrap/lock.mjs';
import { lockFile } from '../bootstrap/project.mjs';
import { refuseArguments } from '../bootstrap/refusal.mjs';
import { bringUp } from '../stack/bring-up.ts';
import { demonstrate, printAddresses } from '../stack/demonstration.ts';

const PROFILE = 'dev';
const WAIT_MS = 900_000;
const USUAL_PORT = 8_000;

async function start(): Promise<void> {
  const { addresses, env, apps } = await withLock(
    lockFile(PROFILE),
    { what: 'npm start', waitMs: WAIT_MS },
    () => bringUp(PROFILE),
  );
  const port = apps.ports['ingestion-api']?.public ?? USUAL_PORT;
  if (port !== USUAL_PORT) {
    console.log(`The API listens on ${port}: port ${USUAL_PORT} was taken by something else.`);
  }
  await demonstrate({ ...env, SCRUTIN_API_URL: `http://127.0.0.1:${port}` });
  printAddresses(PROFILE, { ports: apps.ports, addresses });
  console.log('Everything keeps running; npm run stop ends it.');
}

function interrupted(signal: Interruption): never {
  endPrograms();
  console.error(
    '\nInterrupted. What was started keeps running: npm start continues from here, npm run stop ends it.',
  );
  process.exit(exitCodeOf(signal));
}

export function run(args: readonly string[]): Promise<void> {
  refuseArguments(args, 'npm start');
  return interruptible(interrupted, start);
}
