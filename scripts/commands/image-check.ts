/**
 * `npm run image:check`: builds the image of the Dockerfile with Podman, and runs the migrations and the four services of
 * docker-compose.yml in containers until a vote is counted. The last line is `N passed, N failed`.
 */
import { endPrograms } from '../bootstrap/foreground.mjs';
import type { Interruption } from '../bootstrap/interrupts.mjs';
import { exitCodeOf, interruptible } from '../bootstrap/interrupts.mjs';
import { refuseArguments } from '../bootstrap/refusal.mjs';
import { checkImage, stopContainers } from '../image/check-image.ts';
import { ending } from '../testing/count.ts';

const interruption = new AbortController();
let leaving = false;

async function interrupted(signal: Interruption): Promise<never> {
  if (leaving) process.exit(exitCodeOf(signal));
  leaving = true;
  console.error('\nInterrupted: stopping the containers and their servers');
  endPrograms();
  interruption.abort();
  await stopContainers();
  process.exit(exitCodeOf(signal));
}

export function run(args: readonly string[]): Promise<number> {
  refuseArguments(args, 'npm run image:check');
  return interruptible(interrupted, async () => {
    const count = await checkImage(interruption.signal);
    console.log(`\n${ending(count)}`);
    return count.failed === 0 ? 0 : 1;
  });
}
