import fc from 'fast-check';
import pg from 'pg';
import type { ContestKey, Selection } from '@scrutin/election';
import { LONGEST_SELECTION, rankingOf, rankingSelection } from '@scrutin/election';
import {
  ACCEPTED_AT_MS,
  newCredential,
  openTestStore,
  OTHER_RACE,
  RACE,
  vote,
} from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import type { BallotStore } from './ballot-store.ts';

let database: TestDatabase;
let store: BallotStore;
let owner: pg.Client;

beforeEach(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  store = openTestStore(await database.urlFor('scrutin_aggregator'));
  owner = new pg.Client(database.url);
  await owner.connect();
  await owner.query(
    `INSERT INTO elections (id, name_fr, name_en, type, opens_at, closes_at, status, results_visibility)
     VALUES ('PROV-2025', 'Élection', 'Election', 'provincial', 'epoch', now() + interval '1 day', 'scheduled', 'live')`,
  );
});

afterEach(async () => {
  const auditor = openTestStore(await database.urlFor('scrutin_auditor'));
  const findings = await auditor.deepCheck();
  await auditor.close();
  await store.close();
  await owner.end();
  await database.drop();
  expect(findings).toEqual([]);
});

const ballot = (contest: ContestKey, ...ranking: string[]) =>
  vote({ contest, selection: rankingSelection(ranking) });

async function shown(view: string, columns: string): Promise<string[]> {
  const { rows } = await owner.query<Record<string, unknown>>(
    `SELECT ${columns} FROM ${view} ORDER BY 1, 2, 3`,
  );
  return rows.map((row) => Object.values(row).join(' '));
}
const results = () => shown('live_election_results', 'region_id, candidate_id, votes');
const rankings = () => shown('live_ranking_counts', 'region_id, ranking, ballots');
const totals = () => shown('contest_totals', `contest_key, counted, ''`);
const turnout = () => shown('turnout', 'contest_key, bucket_start::text, counted');
const view = async () => [await results(), await rankings(), await totals(), await turnout()];

/** What the views must show for these selections, counted here in another way. */
function tally(keys: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].map(([key, n]) => `${key} ${n}`).sort();
}

async function close(): Promise<void> {
  await owner.query(`UPDATE elections SET closes_at = now() - interval '1 second'`);
}

test('P4: each race counts its single choices and rankings by first preference and by ranking', async () => {
  const settled = await store.settleVotes([
    ballot(RACE, 'roy', 'tremblay', 'gagnon'),
    ballot(RACE, 'roy', 'tremblay', 'gagnon'),
    ballot(RACE, 'roy'),
    ballot(RACE, 'tremblay', 'roy'),
    ballot(OTHER_RACE, 'roy'),
    ballot(OTHER_RACE, 'morin'),
  ]);
  expect(settled.counted).toHaveLength(5);
  expect(await results()).toEqual([
    'MONTREAL-NORD morin 1',
    'MONTREAL-NORD roy 1',
    'SHERBROOKE roy 3',
    'SHERBROOKE tremblay 1',
  ]);
  expect(await rankings()).toEqual([
    'MONTREAL-NORD morin 1',
    'MONTREAL-NORD roy 1',
    'SHERBROOKE roy 1',
    'SHERBROOKE roy>tremblay>gagnon 2',
    'SHERBROOKE tremblay>roy 1',
  ]);
  expect((await totals()).map((line) => line.trim())).toEqual([`${OTHER_RACE} 2`, `${RACE} 4`]);
  expect(await store.ledger()).toMatchObject({ counted: 6 });
});

test('P4: a blank vote is in the tallies under its own name, before and after mixing', async () => {
  await owner.query(`UPDATE elections SET blank_votes = 'allowed'`);
  await store.settleVotes([ballot(RACE, 'roy'), ballot(RACE), ballot(RACE)]);
  const counted = ['SHERBROOKE #blank 2', 'SHERBROOKE roy 1'];
  expect([await results(), await rankings()]).toEqual([counted, counted]);
  await close();
  expect(await store.mixBallots()).toBe(3);
  expect([await results(), await rankings()]).toEqual([counted, counted]);
});

test('P4, P6: mixing changes no result, whenever ballots arrive', async () => {
  const first = Array.from({ length: 1_000 }, (_, i) =>
    ballot(RACE, `c${i % 7}`, `c${(i + 1 + (i % 5)) % 7}`),
  );
  const few = [ballot(OTHER_RACE, 'roy', 'morin'), ballot(OTHER_RACE, 'morin')];
  await store.settleVotes([...first, ...few]);
  const before = await view();
  expect(await store.mixBallots()).toBe(1_000); // the other race does not have enough ballots yet
  expect(await view()).toEqual(before);

  const late = [ballot(RACE, 'c0', 'c1'), ballot(RACE, 'rare', 'c1')];
  await store.settleVotes(late);
  expect(await results()).toContain('SHERBROOKE rare 1');
  const after = await view();
  expect(await store.mixBallots()).toBe(0);
  await close();
  expect(await store.mixBallots()).toBe(4);
  expect(await view()).toEqual(after);

  const all = [...first, ...few, ...late].map(({ contest, selection }) => {
    const region = contest.slice(contest.lastIndexOf(':') + 1);
    return { ranking: `${region} ${selection}`, preference: `${region} ${rankingOf(selection)[0]}` };
  });
  expect((await rankings()).sort()).toEqual(tally(all.map(({ ranking }) => ranking)));
  expect((await results()).sort()).toEqual(tally(all.map(({ preference }) => preference)));
  for (const table of ['ballots_arriving', 'turnout_arriving']) {
    expect((await owner.query(`SELECT FROM ${table}`)).rowCount).toBe(0);
  }
});

test('P2, P4: a redelivery adds nothing, before and after mixing', async () => {
  const votes = [ballot(RACE, 'roy', 'tremblay'), ballot(OTHER_RACE, 'morin')];
  await store.settleVotes(votes);
  const counted = await view();
  expect(await store.settleVotes(votes)).toMatchObject({ counted: [], alreadyVoted: 0, repeated: 2 });
  await close();
  expect(await store.mixBallots()).toBe(2);
  expect(await store.settleVotes(votes)).toMatchObject({ counted: [], alreadyVoted: 0, repeated: 2 });
  expect(await view()).toEqual(counted);
});

test('P3: a second ballot of a credential is rejected in its own race and in every other race of the election', async () => {
  const credentialHash = newCredential();
  await store.settleVotes([{ ...ballot(RACE, 'roy', 'tremblay'), credentialHash }]);
  const again = [ballot(RACE, 'tremblay'), ballot(OTHER_RACE, 'morin')].map((v) => ({
    ...v,
    credentialHash,
  }));
  expect(await store.settleVotes([...again, ballot(RACE, 'gagnon')])).toMatchObject({
    counted: [{ contest: RACE, selection: 'gagnon', ballots: 1 }],
    alreadyVoted: 2,
  });
  expect(await results()).toEqual(['SHERBROOKE gagnon 1', 'SHERBROOKE roy 1']);
});

test('turnout is counted for each race, in buckets of ten seconds', async () => {
  const later = { acceptedAtMs: ACCEPTED_AT_MS + 10_000 };
  await store.settleVotes([
    ballot(RACE, 'roy'),
    ballot(OTHER_RACE, 'roy'),
    { ...ballot(RACE, 'roy'), ...later },
  ]);
  const { rows } = await owner.query('SELECT contest_key, bucket_start, counted FROM turnout ORDER BY 1, 2');
  expect(rows).toEqual([
    { contest_key: OTHER_RACE, bucket_start: new Date('2025-10-01T14:07:00Z'), counted: '1' },
    { contest_key: RACE, bucket_start: new Date('2025-10-01T14:07:00Z'), counted: '1' },
    { contest_key: RACE, bucket_start: new Date('2025-10-01T14:07:10Z'), counted: '1' },
  ]);
});

test('P4: the deep check finds a first preference that was moved although all totals are right', async () => {
  await store.settleVotes([ballot(RACE, 'roy', 'tremblay'), ballot(RACE, 'roy'), ballot(RACE, 'tremblay')]);
  await close();
  await store.mixBallots();
  const move = (votes: string) =>
    owner.query(
      `ALTER TABLE election_results DISABLE TRIGGER USER; UPDATE election_results SET votes = ${votes}`,
    );
  await move('3 - votes');
  const auditor = openTestStore(await database.urlFor('scrutin_auditor'));
  const findings = await auditor.deepCheck();
  await auditor.close();
  expect(findings.map(({ promise }) => promise)).toEqual(['P4', 'P4']);
  expect(JSON.stringify(findings)).toContain('first preferences counted 1, ballots 2');
  await move('3 - votes');
});

test('the longest possible ranking is counted and mixed', async () => {
  const digits = fc.sample(fc.stringMatching(/^[a-z0-9]{46}$/), { numRuns: 39, seed: 7 }); // hard to compress
  const longest = rankingSelection(digits.map((text, i) => `${i + 10}${text}xx`));
  const padded = `${longest}>${'z'.repeat(LONGEST_SELECTION - longest.length - 1)}` as Selection;
  expect(padded).toHaveLength(LONGEST_SELECTION);
  await store.settleVotes([vote({ contest: RACE, selection: padded }), ballot(RACE, 'roy')]);
  await close();
  expect(await store.mixBallots()).toBe(2);
  expect(await rankings()).toContain(`SHERBROOKE ${padded} 1`);
});
