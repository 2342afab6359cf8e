import type { BallotStore } from '@scrutin/ballot-store';
import type { ElectionOffice } from '@scrutin/election-office';
import { openTestStore } from '@scrutin/testkit/ballot-store';
import type { SuiteDatabase } from '@scrutin/testkit/database';
import { openedLater, useDatabase } from '@scrutin/testkit/database';
import type { TestClock } from './office.ts';
import { NOW_MS, openTestOffice } from './office.ts';

/** An election office for one suite, with a new database. */
export interface SuiteOffice extends SuiteDatabase {
  /** With the database role of the admin API. */
  readonly office: ElectionOffice;
  /** Settles votes, as the owner of the database. */
  readonly store: BallotStore;
  /** The clock of the office. It is set back to {@link NOW_MS} before each test. */
  readonly clock: TestClock;
}

/**
 * Opens an election office before the first test of the suite and closes it after the last. Call it at the top of the
 * file.
 */
export function useOffice({ poolMax }: { readonly poolMax?: number } = {}): SuiteOffice {
  const suite = useDatabase();
  const clock: TestClock = { nowMs: NOW_MS };
  let office: ElectionOffice | undefined;
  let store: BallotStore | undefined;
  beforeAll(async () => {
    office = openTestOffice(await suite.database.urlFor('scrutin_admin'), clock, poolMax);
    store = openTestStore(suite.database.url);
    suite.closeBefore(office.close.bind(office));
    suite.closeBefore(store.close.bind(store));
  });
  beforeEach(() => {
    clock.nowMs = NOW_MS;
  });
  return {
    ...suite,
    office: openedLater('the office', () => office),
    store: openedLater('the ballot store', () => store),
    clock,
  };
}
