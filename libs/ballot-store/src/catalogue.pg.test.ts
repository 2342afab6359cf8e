import pg from 'pg';
import type { ContestKey, RollKey, Selection } from '@scrutin/election';
import { electionRollKey, selectionReason } from '@scrutin/election';
import { law, LAW_1, openTestStore, OTHER_RACE, putLaws, RACE } from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import { putRoll } from '@scrutin/testkit/election-office';
import type { BallotStore } from './ballot-store.ts';

const OPENS = new Date('2025-10-06T13:00:00.000Z');
const CLOSES = new Date('2025-10-13T00:00:00.000Z');
const WITHDRAWN = new Date('2025-10-07T08:30:00.123Z');
const ELECTION = electionRollKey('PROV-2025');

let database: TestDatabase;
let operator: BallotStore;
let worker: BallotStore;

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  const owner = new pg.Client(database.url);
  await owner.connect();
  for (const [id, status] of [
    ['PROV-2025', 'scheduled'],
    ['DRAFT-2026', 'draft'],
  ]) {
    await owner.query(
      `INSERT INTO elections (id, name_fr, name_en, type, opens_at, closes_at, status)
       VALUES ($1, 'Élection', 'Election', 'provincial', $2, $3, $4)`,
      [id, OPENS, CLOSES, status],
    );
  }
  await owner.query(`
    INSERT INTO regions (id, name_fr, name_en) VALUES ('SHERBROOKE', 'S', 'S'), ('MONTREAL-NORD', 'M', 'M');
    INSERT INTO political_parties (code, name_fr, name_en, color) VALUES ('IND', 'I', 'I', '#808080');
    INSERT INTO election_regions (election_id, region_id, method, max_ranks, rule_set)
    VALUES ('PROV-2025', 'SHERBROOKE', 'ranked_choice', 3, 'irv'), ('PROV-2025', 'MONTREAL-NORD', 'single_choice', 1, 'plurality'),
           ('DRAFT-2026', 'SHERBROOKE', 'single_choice', 1, 'plurality')`);
  await owner.query(
    `INSERT INTO candidates (election_id, region_id, candidate_id, first_name, last_name, party_code, withdrawn_at, position)
     VALUES ('PROV-2025', 'SHERBROOKE', 'roy', 'R', 'R', 'IND', NULL, 0),
            ('PROV-2025', 'SHERBROOKE', 'tremblay', 'T', 'T', 'IND', $1, 1)`,
    [WITHDRAWN],
  );
  await owner.end();
  operator = openTestStore(await database.urlFor('scrutin_operator'));
  worker = openTestStore(await database.urlFor('scrutin_worker'));
  await putLaws(database.url, law('L2025-001'));
});

afterAll(async () => {
  await Promise.all([operator.close(), worker.close()]);
  await database.drop();
});

test('a race is a contest with its own rules, and with the window and the roll of its election', async () => {
  await putRoll(database.url, ELECTION, {
    credentials: 5,
    buckets: 4,
    scheme: 'sha256',
    edition: 'e',
    generation: 'g',
    pepperCheck: 'a'.repeat(16),
  });
  const catalogue = await worker.catalogue();
  expect([...catalogue.keys()].sort()).toEqual([OTHER_RACE, RACE, LAW_1].sort()); // without the draft
  const common = {
    window: { opensAtMs: OPENS.getTime(), closesAtMs: CLOSES.getTime() },
    timeZone: 'UTC',
    rollScheme: 'sha256',
    roll: {
      rollKey: ELECTION,
      edition: 'e',
      generation: 'g',
      buckets: 4,
      pepperCheck: 'a'.repeat(16),
    },
  };
  expect(catalogue.get(RACE)).toEqual({
    ...common,
    key: RACE,
    ballot: {
      kind: 'race',
      blankVotes: 'not-allowed',
      method: 'ranked_choice',
      maxRanks: 3,
      candidacies: new Map([
        ['roy', { withdrawnAtMs: undefined }],
        ['tremblay', { withdrawnAtMs: WITHDRAWN.getTime() }],
      ]),
    },
  });
  expect(catalogue.get(OTHER_RACE)).toEqual({
    ...common,
    key: OTHER_RACE,
    ballot: {
      kind: 'race',
      blankVotes: 'not-allowed',
      method: 'single_choice',
      maxRanks: 1,
      candidacies: new Map(),
    },
  });
  expect(catalogue.get(LAW_1)).toMatchObject({
    rollScheme: undefined,
    roll: undefined,
    ballot: { kind: 'law', blankVotes: 'not-allowed' },
  });
});

test('only the contests that are named are read, and none that is a draft or does not exist', async () => {
  const all = await worker.catalogue();
  const of = async (...keys: string[]) => worker.catalogue(keys as ContestKey[]);
  expect(await of(RACE)).toEqual(new Map([[RACE, all.get(RACE)]]));
  expect(await of(LAW_1, OTHER_RACE, LAW_1)).toEqual(
    new Map([LAW_1, OTHER_RACE].map((key) => [key, all.get(key)])),
  );
  expect(await of('election:DRAFT-2026:SHERBROOKE', 'election:PROV-2025', 'law:L9', '')).toEqual(new Map());
  expect(await of()).toEqual(new Map());
});

test('P9: a withdrawal takes effect at the millisecond that the database stores', async () => {
  const { ballot } = (await worker.catalogue()).get(RACE)!;
  const reasonAt = (atMs: number) => selectionReason(ballot, 'roy>tremblay' as Selection, atMs);
  expect(reasonAt(WITHDRAWN.getTime() - 1)).toBeUndefined();
  expect(reasonAt(WITHDRAWN.getTime())).toBe('withdrawn-candidate');
});

test('a roll is registered with its regions, and each registration replaces all of them', async () => {
  const regionsOf = async (rollKey: RollKey) =>
    (await worker.rolls()).find((roll) => roll.rollKey === rollKey)?.regions;
  const common = { buckets: 1, scheme: 'sha256' } as const;
  await putRoll(database.url, ELECTION, {
    ...common,
    credentials: 5,
    regions: new Map(Object.entries({ SHERBROOKE: 3, 'MONTREAL-NORD': 2 })),
  });
  expect(await regionsOf(ELECTION)).toEqual(new Map(Object.entries({ SHERBROOKE: 3n, 'MONTREAL-NORD': 2n })));
  await putRoll(database.url, ELECTION, {
    ...common,
    credentials: 6,
    regions: new Map(Object.entries({ SHERBROOKE: 4, 'MONTREAL-NORD': 2 })),
  });
  expect(await regionsOf(ELECTION)).toEqual(new Map(Object.entries({ SHERBROOKE: 4n, 'MONTREAL-NORD': 2n })));
  await putRoll(database.url, LAW_1 as string as RollKey, { ...common, credentials: 1 });
  expect(await regionsOf(LAW_1 as string as RollKey)).toEqual(new Map());
});
