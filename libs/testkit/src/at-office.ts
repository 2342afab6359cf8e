import type { ApprovableOutcome } from '@scrutin/election';
import type { Actor, ElectionOffice } from '@scrutin/election-office';
import { openElectionOffice } from '@scrutin/election-office';
import { silentLogger } from './ballot-store/index.ts';
import type { Stack } from './stack.ts';

/** The actor of what the tests set up, in the record of acts. */
export const TEST_ACTOR: Actor = { name: 'system test' };

/**
 * Opens the election office of the stack with the login of an operator, and closes it after the work. Tests set up
 * their contests through it, so that they never see a state that the office would refuse.
 *
 * @param nowMs the time that the office sees; the real time if absent. A test that needs a contest which opened an hour
 *   ago schedules it at a time before that
 */
export async function atOffice<T>(
  stack: Stack,
  work: (office: ElectionOffice) => Promise<T>,
  nowMs?: number,
): Promise<T> {
  const office = openElectionOffice({
    url: await stack.database.urlFor('scrutin_operator'),
    poolMax: 2,
    logger: silentLogger,
    applicationName: 'system-test-office',
    clock: nowMs === undefined ? Date.now : () => nowMs,
  });
  try {
    return await work(office);
  } finally {
    await office.close();
  }
}

/** The value of an act that succeeded. @throws Error if the office refused it */
export async function acted<T>(act: Promise<ApprovableOutcome<T>>): Promise<T> {
  const outcome = await act;
  if (outcome.ok) return outcome.value;
  throw new Error(`the office refused: ${outcome.kind}: ${outcome.detail}`);
}
