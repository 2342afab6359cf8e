import type { LoadedRollRecord, RollKey } from '@scrutin/election';
import { openElectionOffice } from '@scrutin/election-office';
import { silentLogger } from '../silent-logger.ts';

/**
 * Puts a roll on record. The clock of the office is at 0, so that every contest that is not a draft is only scheduled.
 * @throws Error if the office refuses
 */
export async function putRoll(url: string, rollKey: RollKey, roll: LoadedRollRecord): Promise<void> {
  const options = { url, poolMax: 1, logger: silentLogger, applicationName: 'a test', clock: () => 0 };
  const office = openElectionOffice(options);
  try {
    const outcome = await office.recordRoll({ name: 'a test' }, rollKey, { reason: 'a test', ...roll });
    if (!outcome.ok) throw new Error(outcome.detail);
  } finally {
    await office.close();
  }
}
