import pg from 'pg';
import type { Law } from '@scrutin/election';
import { CONTEST_STATUSES, RESULTS_VISIBILITIES, resultsArePublic } from '@scrutin/election';
import { law, openTestStore, putLaws } from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import type { BallotStore } from './ballot-store.ts';

const HOUR_MS = 3_600_000;
const OWNERS_VIEW = 'SELECT bool_and(choices_readable($1)) AS readable';

let database: TestDatabase;
let owner: pg.Client;
let aggregator: BallotStore;

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  owner = new pg.Client(database.url);
  await owner.connect();
  aggregator = openTestStore(await database.urlFor('scrutin_aggregator'));
});

afterAll(async () => {
  await aggregator.close();
  await owner.end();
  await database.drop();
});

/** A law in each status, with its window to come, open and over, and with each visibility. */
function lawsInEveryState(nowMs: number): Law[] {
  const windows = { before: 2 * HOUR_MS, while: 0, after: -2 * HOUR_MS };
  return CONTEST_STATUSES.flatMap((status) =>
    Object.entries(windows).flatMap(([when, shiftMs]) =>
      RESULTS_VISIBILITIES.map((resultsVisibility) => ({
        ...law(`${status}-${when}-${resultsVisibility}`),
        window: { opensAtMs: nowMs + shiftMs - HOUR_MS, closesAtMs: nowMs + shiftMs + HOUR_MS },
        status,
        resultsVisibility,
      })),
    ),
  );
}

test('PostgreSQL and resultsArePublic agree about every state of a law and of an election (P6)', async () => {
  const nowMs = Date.now();
  const laws = lawsInEveryState(nowMs);
  await putLaws(database.url, ...laws);
  await owner.query(
    `INSERT INTO elections (id, name_fr, name_en, type, opens_at, closes_at, status, results_visibility)
     SELECT id, title_fr, title_en, 'provincial', opens_at, closes_at, status, results_visibility FROM laws`,
  );
  expect(laws).toHaveLength(18);
  for (const given of laws) {
    const expected = resultsArePublic(given, nowMs);
    for (const contest of [`law:${given.id}`, `election:${given.id}:NORD`]) {
      const readable = await aggregator.mayReadChoices(contest);
      expect({ contest, readable }).toEqual({ contest, readable: expected });
    }
  }
});

test('ballots of an unknown contest are readable, and the owner of the database can read everything', async () => {
  expect(await aggregator.mayReadChoices('law:NONE')).toBe(true);
  const { rows } = await owner.query(OWNERS_VIEW, ['law:scheduled-while-after-closing']);
  expect(rows).toEqual([{ readable: true }]);
});
