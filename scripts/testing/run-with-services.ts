/** Runs tests with separate servers (PostgreSQL, Redis, RabbitMQ), and counts them. */
import { endPrograms } from '../bootstrap/foreground.mjs';
import type { Interruption } from '../bootstrap/interrupts.mjs';
import { exitCodeOf, interruptible } from '../bootstrap/interrupts.mjs';
import { withLock } from '../bootstrap/lock.mjs';
import { lockFile } from '../bootstrap/project.mjs';
import { describeFailure, Refusal } from '../bootstrap/refusal.mjs';
import { step } from '../bootstrap/steps.mjs';
import { givenServers, serverAddressesOf } from '../servers/addresses.ts';
import { requirePrograms } from '../servers/required-programs.ts';
import { serversDown, serversStatus, serversUp } from '../servers/service-control.ts';
import { prepare } from '../stack/prepare.ts';
import type { Profile } from '../stack/profile.ts';
import { TEST_PROFILES } from '../stack/profile.ts';
import { readState } from '../stack/state.ts';
import type { Count } from './count.ts';
import { ending, oneFailure, sumOf } from './count.ts';
import type { Lane } from './lanes.ts';

const PROFILE = 'test';
const WAIT_MS = 3_600_000;
/** What tests run besides the services: the tools of Prometheus, of backups and of PDF files, and a browser. */
const PROGRAMS = [
  { program: 'promtool', package: 'prometheus' },
  { program: 'prometheus-postgres-exporter', package: 'prometheus-postgres-exporter' },
  { program: 'prometheus-redis-exporter', package: 'prometheus-redis-exporter' },
  { program: 'pgbackrest', package: 'pgbackrest' },
  { program: 'qpdf', package: 'qpdf' },
  { program: 'pdftotext', package: 'poppler-utils' },
  // It shows the same pages as the whole browser, with a third of the work for the processor.
  { program: 'chromium-headless-shell', package: 'chromium-headless-shell' },
];
const interruption = new AbortController();
let leaving = false;

/** What the parts of a test run get. */
export interface TestRun {
  /** The environment in which the tests find the servers. */
  readonly env: NodeJS.ProcessEnv;
  /** The addresses of suites that run side by side, each lane with servers of its own. Those of the first are in `env`. */
  readonly lanes: readonly Lane[];
  /** Aborted when the user interrupts the run. */
  readonly signal: AbortSignal;
  /** Adds the count of a part. It is kept even if a later part fails. */
  readonly add: (count: Count) => void;
}

/** Tests begin with empty servers, unless the user had started the servers before. */
async function freshServices(profile: Profile): Promise<void> {
  const running = Object.values(await serversStatus(profile)).includes('running');
  if (!running && readState(profile)?.kept === false) await serversDown(profile, { purge: true });
  await step('services', async (say) => {
    const up = await serversUp(profile, { say });
    return `${[...up.given, ...up.found, ...up.started].join(', ')} for the tests (${profile})`;
  });
}

async function stopServices(): Promise<void> {
  for (const profile of TEST_PROFILES) {
    if (readState(profile)?.kept === false) await serversDown(profile, { tidy: true });
  }
}

/** Servers that the environment gives are there once, so suites that need servers of their own run one by one. */
function profilesFor(sideBySide: boolean): readonly Profile[] {
  return sideBySide && givenServers(PROFILE).length === 0 ? TEST_PROFILES : [PROFILE];
}

function laneOf(profile: Profile): Lane {
  return { ...serverAddressesOf(profile), SCRUTIN_PROFILE: profile };
}

/** The terminal sends Ctrl-C to the tests as well. A signal that only this process got must be passed on. */
async function interrupted(signal: Interruption): Promise<never> {
  if (leaving) process.exit(exitCodeOf(signal));
  leaving = true;
  console.error('\nInterrupted: stopping the services of the tests');
  endPrograms();
  interruption.abort();
  try {
    await stopServices();
  } catch (error) {
    console.error(describeFailure(error));
  }
  process.exit(exitCodeOf(signal));
}

/**
 * Starts the services, builds, calls `parts`, and stops the services that it started. The last line that it prints is
 * `N passed, N failed`. `what` names this command for others that wait for it, and `sideBySide` asks for a second set of
 * servers. Returns the exit code, which is 1 if anything failed.
 */
export function runWithServices(
  { what, sideBySide = false }: { what: string; sideBySide?: boolean },
  parts: (run: TestRun) => Promise<void>,
): Promise<number> {
  const counts: Count[] = [];
  const runParts = async (): Promise<void> => {
    const profiles = profilesFor(sideBySide);
    for (const profile of profiles) await freshServices(profile);
    await prepare(PROFILE);
    await step('programs', () => requirePrograms(PROFILE, PROGRAMS));
    const lanes = profiles.map(laneOf);
    const env = { ...process.env, ...lanes[0] };
    await parts({ env, lanes, signal: interruption.signal, add: (count) => counts.push(count) });
    const { passed, failed } = sumOf(counts);
    if (passed + failed === 0) throw new Refusal('No test was found.');
  };
  return interruptible(interrupted, async () => {
    await withLock(lockFile(PROFILE), { what, waitMs: WAIT_MS }, async () => {
      try {
        await runParts();
      } catch (error) {
        counts.push(oneFailure(error instanceof Error ? error.message : String(error)));
        console.error(describeFailure(error));
      }
      await stopServices();
    });
    const total = sumOf(counts);
    console.log(`\n${ending(total)}`);
    return total.failed === 0 ? 0 : 1;
  });
}
