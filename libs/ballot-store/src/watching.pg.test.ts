import pg from 'pg';
import type { ContestKey } from '@scrutin/election';
import { law, newCredential, openTestStore, putLaws, vote } from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import type { BallotStore } from './ballot-store.ts';

/** P6 against an observer who queries after every single vote who has voted and what was cast. */
const READERS = ['ingestion', 'aggregator', 'operator', 'admin', 'auditor'] as const;
const PERMISSION_DENIED = { code: '42501' };
const WITHHELD_RACE = 'election:E-WITHHELD:R' as ContestKey;
const LIVE_RACE = 'election:E-LIVE:R' as ContestKey;

let database: TestDatabase;
let owner: pg.Client;
let store: BallotStore;
const clients = new Map<string, pg.Client>();
const client = (role: string): pg.Client => clients.get(role)!;

beforeEach(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  owner = await connect(database.url);
  for (const role of READERS) clients.set(role, await connect(await database.urlFor(`scrutin_${role}`)));
  store = openTestStore(await database.urlFor('scrutin_aggregator'));
  await putLaws(database.url, law('LIVE'), law('WITHHELD', { resultsVisibility: 'after-closing' }));
  await owner.query(`
    INSERT INTO elections (id, name_fr, name_en, type, opens_at, closes_at, status, results_visibility)
    SELECT id, 'E', 'E', 'municipal', '2025-09-01', now() + interval '1 hour', 'scheduled', visibility
      FROM (VALUES ('E-LIVE', 'live'), ('E-WITHHELD', 'after-closing')) AS e (id, visibility);
    INSERT INTO regions VALUES ('R', 'R', 'R');
    INSERT INTO political_parties VALUES ('P', 'P', 'P', '#000000');
    INSERT INTO election_regions (election_id, region_id, method, max_ranks, rule_set)
    VALUES ('E-LIVE', 'R', 'ranked_choice', 3, 'irv'), ('E-WITHHELD', 'R', 'ranked_choice', 3, 'irv');
    INSERT INTO candidates (election_id, region_id, candidate_id, first_name, last_name, party_code, position)
    SELECT e, 'R', c, c, c, 'P', place
      FROM unnest(ARRAY['E-LIVE', 'E-WITHHELD']) AS e, unnest(ARRAY['cat', 'bob']) WITH ORDINALITY AS c (c, place)`);
});

afterEach(async () => {
  await store.close();
  await Promise.all([owner, ...clients.values()].map((one) => one.end()));
  await database.drop();
});

async function connect(url: string): Promise<pg.Client> {
  const connected = new pg.Client(url);
  await connected.connect();
  return connected;
}

/** Everything that the role can read about voters and choices, as text. */
async function textReadableBy(role: string): Promise<string> {
  const relations = [
    'voter_audit',
    'ballots',
    'vote_results',
    'live_ranking_counts',
    'live_election_results',
    'law_counts()',
    `ballots_of('law:WITHHELD')`,
    `ballots_of('${WITHHELD_RACE}')`,
    `rankings_of('E-WITHHELD', 'R')`,
    `ballots_and_tallies('law:WITHHELD')`,
    `ballots_and_tallies('${WITHHELD_RACE}')`,
    `all_ballots_and_tallies('${WITHHELD_RACE}')`,
    `audited_of('law:WITHHELD')`,
    `audited_submissions(NULL, NULL, NULL, NULL, NULL, '00000000-0000-0000-0000-000000000000', 50000)`,
    'audited_attempts()',
    'counted_first_preferences()',
    'vote_audit',
    'ballots_mixed',
    'ballots_arriving',
  ];
  const texts: string[] = [];
  for (const book of relations) {
    const statement = `SELECT coalesce(string_agg(to_jsonb(b)::text, E'\\n'), '') AS text FROM ${book} AS b`;
    try {
      const { rows } = await client(role).query<{ text: string }>(statement);
      texts.push(rows[0]!.text);
    } catch (error) {
      expect(error).toMatchObject(PERMISSION_DENIED);
    }
  }
  return texts.join('\n');
}

const settleOneByOne = async (contest: string, ...choices: readonly string[]): Promise<string[]> => {
  const hashes: string[] = [];
  for (const selection of choices) {
    const credentialHash = newCredential();
    await store.settleVotes([vote({ contest, selection, credentialHash })]);
    hashes.push(Buffer.from(credentialHash, 'base64url').toString('hex'));
  }
  return hashes;
};

const close = (): Promise<unknown> =>
  owner.query(`UPDATE laws SET closes_at = now() - interval '1 second';
               UPDATE elections SET closes_at = now() - interval '1 second'`);

test.each(READERS)(
  '%s cannot see who has voted while voting is open, even if results are live',
  async (role) => {
    const hashes = [
      ...(await settleOneByOne('law:LIVE', 'oui', 'non')),
      ...(await settleOneByOne(LIVE_RACE, 'cat>bob')),
      ...(await settleOneByOne('law:WITHHELD', 'oui')),
    ];
    const text = await textReadableBy(role);
    for (const hash of hashes) expect(text).not.toContain(hash);
  },
);

test.each(READERS)(
  '%s cannot see the choices of a withheld contest before the closing, whether they are mixed or not',
  async (role) => {
    await store.settleVotes(
      Array.from({ length: 1_000 }, () => [
        vote({ contest: 'law:WITHHELD' }),
        vote({ contest: WITHHELD_RACE, selection: 'cat>bob' }),
      ]).flat(),
    );
    await store.mixBallots();
    await settleOneByOne('law:WITHHELD', 'non');
    await settleOneByOne(WITHHELD_RACE, 'bob');
    const text = await textReadableBy(role);
    expect(text).not.toMatch(/cat|bob/);
    const sides = /"law_id": ?"WITHHELD"[^}]*"(?:oui|non)": ?\d/;
    expect(text).not.toMatch(sides);
    expect(text).not.toMatch(/"selection": ?"(?:oui|non)"/);

    // The number of counted votes is always public.
    const { rows } = await client(role).query('SELECT * FROM contest_totals ORDER BY contest_key');
    expect(rows).toEqual([
      { contest_key: WITHHELD_RACE, counted: '1001' },
      { contest_key: 'law:WITHHELD', counted: '1001' },
    ]);
    await close();
    expect(await textReadableBy(role)).toMatch(/bob/);
  },
);

test('an auditor sees the ballots of an open contest only in the groups in which they were mixed', async () => {
  const count = async (): Promise<number> =>
    (await client('auditor').query(`SELECT FROM ballots WHERE contest_key = 'law:LIVE'`)).rowCount ?? 0;
  await store.settleVotes(Array.from({ length: 999 }, () => vote({ contest: 'law:LIVE' })));
  await store.mixBallots();
  expect(await count()).toBe(0);
  await settleOneByOne('law:LIVE', 'non');
  await store.mixBallots();
  expect(await count()).toBe(1_000);
  await settleOneByOne('law:LIVE', 'non');
  expect(await count()).toBe(1_000);
  await close();
  expect(await count()).toBe(1_001);
});

test('after the closing, the auditor can read who voted, in the order of the hashes and without the hour', async () => {
  const hashes = await settleOneByOne('law:LIVE', 'oui', 'non', 'oui', 'oui', 'non');
  await close();
  const { rows, fields } = await client('auditor').query<{ hash: string }>(
    `SELECT *, encode(credential_hash, 'hex') AS hash FROM voter_audit`,
  );
  expect(rows.map(({ hash }) => hash)).toEqual([...hashes].sort());
  expect(fields.map(({ name }) => name)).toEqual(
    expect.not.arrayContaining(['hour', 'submission_id', 'xmin']),
  );
});

test('the store shows only the total of withheld results, and the votes of each choice once they are public', async () => {
  await settleOneByOne('law:WITHHELD', 'oui', 'oui', 'non');
  await settleOneByOne(WITHHELD_RACE, 'cat', 'bob>cat');
  const reader = openTestStore(await database.urlFor('scrutin_ingestion'));
  expect(await reader.lawResult('WITHHELD')).toMatchObject({ oui: 0n, non: 0n, counted: 3n, withheld: true });
  const race = { electionId: 'E-WITHHELD', regionId: 'R' };
  expect(await reader.electionCounts()).toEqual([{ ...race, candidateId: undefined, votes: 2n }]);
  expect(await reader.mayReadChoices('election:E-WITHHELD')).toBe(false);
  expect(await reader.mayReadChoices('election:E-LIVE')).toBe(true);
  await close();
  expect(await reader.mayReadChoices('election:E-WITHHELD')).toBe(true);
  expect(await reader.lawResult('WITHHELD')).toMatchObject({
    oui: 2n,
    non: 1n,
    counted: 3n,
    withheld: false,
  });
  expect(await reader.electionCounts()).toEqual([
    { ...race, candidateId: 'bob', votes: 1n },
    { ...race, candidateId: 'cat', votes: 1n },
  ]);
  await reader.close();
});

test('reading the voters to rebuild a roll is put on record with the login, at most once a minute', async () => {
  const hashes = await settleOneByOne('law:LIVE', 'oui', 'non', 'oui');
  const operator = openTestStore(await database.urlFor('scrutin_operator'));
  for (let n = 0; n < 3; n++) {
    const read: string[] = [];
    for await (const { credentialHash } of operator.countedCredentials('law:LIVE' as never)) {
      read.push(credentialHash.toString('hex'));
    }
    expect(read).toEqual([...hashes].sort());
  }
  await operator.close();
  const { rows } = await owner.query('SELECT action, subject, login FROM admin_audit');
  expect(rows).toEqual([
    {
      action: 'roll.read-voters',
      subject: 'law:LIVE',
      login: new URL(await database.urlFor('scrutin_operator')).username,
    },
  ]);
});
