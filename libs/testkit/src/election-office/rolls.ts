import type { LoadedRollRecord, RollKey } from '@scrutin/election';
import { openElectionOffice } from '@scrutin/election-office';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Puts a roll on record, at a time when every contest that is no draft is scheduled. @throws Error when refused */
export async function putRoll(url: string, rollKey: RollKey, roll: LoadedRollRecord): Promise<void> {
  const options = { url, poolMax: 1, logger: silent, applicationName: 'a test', clock: () => 0 };
  const office = openElectionOffice(options);
  try {
    const outcome = await office.recordRoll({ name: 'a test' }, rollKey, roll);
    if (!outcome.ok) throw new Error(outcome.detail);
  } finally {
    await office.close();
  }
}
