import type { ActOutcome } from '@scrutin/election';
import type { Actor, ElectionOffice } from '@scrutin/election-office';
import { openElectionOffice } from '@scrutin/election-office';
import { silentLogger } from './ballot-store/index.ts';
import type { Stack } from './stack.ts';

/** Whom the record of acts has for what the tests set up. */
export const TEST_ACTOR: Actor = { name: 'system test' };

/**
 * Works at the election office of the stack as an operator does, so that a test sees no state that the office refuses.
 *
 * @param nowMs the time by which the office judges: a test that needs a contest which opened an hour ago schedules it
 *   by the clock of then. The real time when absent
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

/** The value of an act. @throws Error when the office refused it */
export async function acted<T>(act: Promise<ActOutcome<T>>): Promise<T> {
  const outcome = await act;
  if (outcome.ok) return outcome.value;
  throw new Error(`the office refused: ${outcome.kind}: ${outcome.detail}`);
}
