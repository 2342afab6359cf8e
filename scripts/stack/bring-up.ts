/** What `npm start` and `npm run dev` have in common: servers, schema, contests to vote in, and the applications. */
import { step } from '../bootstrap/steps.mjs';
import type { Addresses } from '../servers/addresses.ts';
import { serverAddressesOf } from '../servers/addresses.ts';
import { serversUp } from '../servers/service-control.ts';
import type { AppsUp } from './apps-control.ts';
import { appsUp } from './apps-control.ts';
import { addressFor, migrate, scrutin } from './database.ts';
import { prepare } from './prepare.ts';
import type { Profile } from './profile.ts';
import { knownState, messageKeys } from './state.ts';

export interface RunningStack {
  readonly addresses: Addresses;
  /** The environment for commands of the operator. */
  readonly env: NodeJS.ProcessEnv;
  readonly apps: AppsUp;
}

/** One line about what was done: `postgres, redis already running; rabbitmq started`. */
function describeUp(parts: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(parts)
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => `${names.join(', ')} ${what}`)
    .join('; ');
}

/**
 * Each step first checks what exists, so that a second start continues an interrupted one.
 *
 * @param workers the number of validation workers; by default as many as were started before, or two
 */
export async function bringUp(profile: Profile, workers?: number): Promise<RunningStack> {
  await step('services', async (say) => {
    const { given, found, started } = await serversUp(profile, { say });
    return describeUp({ given, 'already running': found, started });
  });
  await prepare(profile);
  const addresses = serverAddressesOf(profile);
  await step('database', () => migrate(profile, { ...addresses }));
  const env = {
    ...addresses,
    DATABASE_URL: addressFor(profile, addresses.DATABASE_URL, 'scrutin_operator'),
    CREDENTIAL_PEPPER: knownState(profile).secrets.pepper,
    MESSAGE_KEYS: messageKeys(profile),
  };
  await step('demo', async () => {
    await scrutin(profile, ['demo', 'load'], env);
    return 'demonstration contests and their rolls are loaded';
  });
  const apps = await startApps(profile, addresses, workers);
  return { addresses, env, apps };
}

/** Starts or restarts the applications, as one step. */
async function startApps(
  profile: Profile,
  addresses: Addresses,
  workers: number | undefined,
): Promise<AppsUp> {
  const done: AppsUp[] = [];
  await step('apps', async () => {
    const up = await appsUp(profile, addresses, workers);
    done.push(up);
    return describeUp({
      'already running': up.found,
      started: up.started,
      restarted: up.restarted,
      ended: up.ended,
    });
  });
  const [up] = done;
  if (up === undefined) throw new Error('The step of the applications ended without their ports.');
  return up;
}
