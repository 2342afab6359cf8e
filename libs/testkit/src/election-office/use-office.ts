import type { BallotStore } from '@scrutin/ballot-store';
import type { ElectionOffice } from '@scrutin/election-office';
import type { SuiteDatabase } from '@scrutin/testkit';
import { openedLater, useDatabase } from '@scrutin/testkit';
import { openTestStore } from '@scrutin/testkit/ballot-store';
import type { TestClock } from './office.ts';
import { NOW_MS, openTestOffice } from './office.ts';

/** The election office of the suite, on a database of its own. */
export interface SuiteOffice extends SuiteDatabase {
  /** With the database role of the admin API. */
  readonly office: ElectionOffice;
  /** Settles votes, as the owner of the database. */
  readonly store: BallotStore;
  /** The clock of the office: at {@link NOW_MS} again before each test. */
  readonly clock: TestClock;
}

/** Gives the suite an election office from its first test to its last. Call it where the file begins. */
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
