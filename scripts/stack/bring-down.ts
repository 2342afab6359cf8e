/** What `npm run stop` does, and what `npm run dev` does at its end. */
import { step } from '../bootstrap/steps.mjs';
import { serversDown } from '../servers/service-control.ts';
import { endWatchers } from '../watching/watchers.ts';
import { appsDown } from './apps-control.ts';
import type { Profile } from './profile.ts';
import { readState } from './state.ts';

/** The command that keeps its stack until it is ended. `npm run stop` therefore ends it first. */
export const DEVELOPMENT = 'npm run dev';

/**
 * Ends what watches the stack, then the applications, which finish their work, and then the servers, each as one step.
 * With `purge` it also deletes the data.
 */
export async function bringDown(profile: Profile, { purge }: { purge: boolean }): Promise<void> {
  if (readState(profile) === null) {
    console.log('Nothing was started here.');
    return;
  }
  const watchers = await endWatchers(profile);
  if (watchers.length > 0) await step('watching', () => Promise.resolve(`${watchers.join(', ')} stopped`));
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
