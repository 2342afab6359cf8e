import pg from 'pg';
import type { Share } from '@scrutin/election';
import { law, openTestStore, putLaws, RACE, vote } from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';

/** Attacks on the records with each login of the database, and with that of its owner. */
const HOUR_MS = 3_600_000;
const REFUSED = { code: '23000' };
const DENIED = { code: '42501' };

let database: TestDatabase;
let owner: pg.Client;
let admin: pg.Client;
let operator: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  owner = await connect(database.url);
  admin = await connect(await database.urlFor('scrutin_admin'));
  operator = await connect(await database.urlFor('scrutin_operator'));
  const past = { opensAtMs: Date.now() - 3 * HOUR_MS, closesAtMs: Date.now() - HOUR_MS };
  await putLaws(
    database.url,
    law('OPEN'),
    law('CLOSED', { window: past }),
    law('UNCOUNTED', { window: past }),
    law('COUNTED', { window: past }),
    law('CERTIFIED', { window: past, status: 'certified' }),
    law('SOON', {
      window: { opensAtMs: Date.now() + HOUR_MS, closesAtMs: Date.now() + 2 * HOUR_MS },
      threshold: '50%' as Share,
    }),
  );
  await owner.query(`
    INSERT INTO rolls (roll_key, credentials, buckets, scheme, digest)
    VALUES ('law:OPEN', 10, 1, 'sha256', repeat('a', 64)), ('law:CERTIFIED', 10, 1, 'sha256', repeat('a', 64));
    INSERT INTO tabulations (contest_key, rule_set, ballots, ballots_digest, result, published_at)
    VALUES ('law:COUNTED', 'x', 0, '', '{}', now());
    INSERT INTO regions VALUES ('R', 'R', 'R');
    INSERT INTO political_parties VALUES ('P', 'P', 'P', '#000000');
    INSERT INTO elections (id, name_fr, name_en, type, opens_at, closes_at, status)
    VALUES ('E', 'E', 'E', 'municipal', now() - interval '1 hour', now() + interval '1 hour', 'scheduled');
    INSERT INTO election_regions (election_id, region_id, method, max_ranks, rule_set)
    VALUES ('E', 'R', 'ranked_choice', 3, 'irv');
    INSERT INTO candidates (election_id, region_id, candidate_id, first_name, last_name, party_code, position)
    VALUES ('E', 'R', 'cat', 'C', 'At', 'P', 0), ('E', 'R', 'bob', 'B', 'Ob', 'P', 1);
    INSERT INTO officials (email, display_name, password_hash, role)
    VALUES ('a@example.org', 'A', '$argon2id$x', 'official');`);
  const store = openTestStore(await database.urlFor('scrutin_aggregator'));
  await store.settleVotes([
    ...Array.from({ length: 1_000 }, () => vote({ contest: 'law:OPEN' })),
    ...Array.from({ length: 1_000 }, () => vote({ contest: RACE, selection: 'cat' })),
    vote({ contest: 'law:CLOSED', acceptedAtMs: past.opensAtMs }),
  ]);
  await store.mixBallots();
  await store.close();
});

afterAll(async () => {
  await Promise.all([owner, admin, operator].map((client) => client.end()));
  await database.drop();
});

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  return client;
}

/** Runs statements in a transaction that is always rolled back, after the deferred checks were made. */
async function attempt(client: pg.Client, ...statements: readonly string[]): Promise<unknown> {
  await client.query('BEGIN');
  try {
    for (const statement of statements) await client.query(statement);
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    return 'done';
  } catch (error) {
    return error;
  } finally {
    await client.query('ROLLBACK');
  }
}

const ACT = (subject: string): string =>
  `INSERT INTO admin_audit (actor, action, subject) VALUES ('command line: x', 'x.y', '${subject}')`;

const CERTIFY = (subject: string): string =>
  `INSERT INTO admin_audit (actor, action, subject, reason) VALUES ('command line: x', 'law.certify', '${subject}', 'r')`;

describe('the owner of the database', () => {
  const REPLACE_A_BALLOT = [
    `DELETE FROM ballots_mixed WHERE contest_key = '${RACE}'`,
    `INSERT INTO ballots_mixed VALUES ('${RACE}', gen_random_uuid(), 'bob')`,
  ];

  test('is not a member of a role that owns functions, and no service is', async () => {
    const { rows } = await owner.query(
      `SELECT m.member::regrole FROM pg_auth_members AS m
        WHERE m.roleid IN ('scrutin_mixer'::regrole, 'scrutin_settler'::regrole)
          AND coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)`,
    );
    expect(rows).toEqual([]);
  });

  test('cannot become the mixer without taking the role first', async () => {
    expect(await attempt(owner, 'SET ROLE scrutin_mixer')).toMatchObject(DENIED);
  });

  test.each([
    ['by taking the role', ['GRANT scrutin_mixer TO CURRENT_USER', 'SET ROLE scrutin_mixer']],
    ['by a statement of its own', []],
  ])('P4: cannot replace a ballot %s', async (_, before) => {
    for (const statement of REPLACE_A_BALLOT) {
      expect(await attempt(owner, ...before, statement)).toMatchObject(REFUSED);
    }
  });

  test('P4: cannot replace a ballot by a function that it gives to the mixer, whoever calls it', async () => {
    const own = [
      'GRANT scrutin_mixer TO CURRENT_USER',
      'CREATE SCHEMA own',
      'GRANT USAGE, CREATE ON SCHEMA own TO scrutin_mixer',
      `CREATE FUNCTION own.forge() RETURNS void LANGUAGE sql SECURITY DEFINER
           AS $$ ${REPLACE_A_BALLOT.join(';')} $$`,
      'ALTER FUNCTION own.forge() OWNER TO scrutin_mixer',
    ];
    expect(await attempt(owner, ...own, 'SELECT own.forge()')).toMatchObject(REFUSED);

    const aggregator = await connect(await database.urlFor('scrutin_aggregator'));
    // The membership ends at once, because all databases of the cluster see it.
    const given = ['GRANT USAGE ON SCHEMA own TO PUBLIC', 'REVOKE scrutin_mixer FROM CURRENT_USER'];
    await owner.query(['BEGIN', ...own, ...given, 'COMMIT'].join(';'));
    try {
      expect(await attempt(aggregator, 'SELECT own.forge()')).toMatchObject(REFUSED);
    } finally {
      await owner.query('DROP SCHEMA own CASCADE');
      await aggregator.end();
    }
  });

  test.each([
    ...['vote_results', 'duplicate_attempts', 'rejection_counts', 'keyed_submissions', 'intake'].flatMap(
      (table) => [`INSERT INTO ${table} DEFAULT VALUES`, `DELETE FROM ${table}`, `TRUNCATE ${table}`],
    ),
    ...['election_results', 'ranking_counts', 'turnout_buckets'].flatMap((table) => [
      `INSERT INTO ${table} DEFAULT VALUES`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
    ]),
    'UPDATE vote_results SET oui = 0, non = 20',
    'UPDATE election_results SET votes = 1',
    'UPDATE ranking_counts SET ballots = 1',
    `INSERT INTO vote_audit SELECT contest_key, roll_key, sha256('ghost'), status, reason, gen_random_uuid(), hour FROM vote_audit LIMIT 1`,
    `INSERT INTO ballots_arriving (contest_key, selection) VALUES ('law:OPEN', 'non')`,
    `INSERT INTO settled_submissions VALUES (gen_random_uuid())`,
    `INSERT INTO turnout_arriving VALUES ('law:OPEN', 'epoch', 1)`,
    'TRUNCATE tabulations',
  ])('is refused %s', async (statement) => {
    expect(await attempt(owner, statement)).toMatchObject(REFUSED);
    const settling = ['GRANT scrutin_settler TO CURRENT_USER', 'SET ROLE scrutin_settler'];
    expect(await attempt(owner, ...settling, statement)).not.toBe('done');
  });
});

describe.each([
  ['scrutin_admin', () => admin],
  ['scrutin_operator', () => operator],
])('%s', (_, client) => {
  test.each([
    [
      'changes the roll of an open law without an act',
      [`UPDATE rolls SET credentials = 99 WHERE roll_key = 'law:OPEN'`],
    ],
    [
      'takes the roll of an open law away',
      [`DELETE FROM rolls WHERE roll_key = 'law:OPEN'`, ACT('law:OPEN')],
    ],
    [
      'makes the roll of an open law smaller',
      [`UPDATE rolls SET credentials = 1 WHERE roll_key = 'law:OPEN'`, ACT('law:OPEN')],
    ],
    [
      'exchanges the roll of a certified law',
      [`UPDATE rolls SET digest = repeat('0', 64) WHERE roll_key = 'law:CERTIFIED'`, ACT('law:CERTIFIED')],
    ],
    [
      'certifies by an act that says something else',
      [`UPDATE laws SET status = 'certified' WHERE id = 'CLOSED'`, ACT('law:CLOSED')],
    ],
    [
      'certifies without a published count, whatever the reason',
      [CERTIFY('law:UNCOUNTED'), `UPDATE laws SET status = 'certified' WHERE id = 'UNCOUNTED'`],
    ],
  ] as const)('never %s', async (_name, statements) => {
    expect(await attempt(client(), ...statements)).toMatchObject(REFUSED);
  });

  test.each([
    [
      'closes an open law in the past',
      'law:OPEN',
      `closes_at = now() - interval '1 minute' WHERE id = 'OPEN'`,
    ],
    [
      'moves the opening of an open law',
      'law:OPEN',
      `opens_at = opens_at + interval '1 minute' WHERE id = 'OPEN'`,
    ],
    ['makes an open law a draft', 'law:OPEN', `status = 'draft' WHERE id = 'OPEN'`],
    ['certifies an open law', 'law:OPEN', `status = 'certified' WHERE id = 'OPEN'`],
    ['changes when results show', 'law:OPEN', `results_visibility = 'after-closing' WHERE id = 'OPEN'`],
    ['changes the title of an open law', 'law:OPEN', `title_fr = 'x' WHERE id = 'OPEN'`],
    ['changes the summary of an open law', 'law:OPEN', `summary_en = 'x' WHERE id = 'OPEN'`],
    ['changes the quorum', 'law:OPEN', `quorum_votes = 5 WHERE id = 'OPEN'`],
    ['opens a closed law again', 'law:CLOSED', `closes_at = '2099-01-01' WHERE id = 'CLOSED'`],
    ['makes a closed law a draft', 'law:CLOSED', `status = 'draft' WHERE id = 'CLOSED'`],
    ['takes a certificate back', 'law:CERTIFIED', `status = 'scheduled' WHERE id = 'CERTIFIED'`],
    ['changes the title of a certified law', 'law:CERTIFIED', `title_fr = 'x' WHERE id = 'CERTIFIED'`],
    ['opens a law in the past', 'law:SOON', `opens_at = now() - interval '1 hour' WHERE id = 'SOON'`],
    ['changes a threshold', 'law:SOON', `threshold_numerator = 0 WHERE id = 'SOON'`],
    ['changes the base of a threshold', 'law:SOON', `threshold_base = 'cast' WHERE id = 'SOON'`],
    ['sets a quorum', 'law:SOON', `quorum_numerator = 1, quorum_denominator = 2 WHERE id = 'SOON'`],
    ['lets blank votes in', 'law:SOON', `blank_votes = 'allowed' WHERE id = 'SOON'`],
  ])('never %s, not even on record', async (_name, subject, change) => {
    expect(await attempt(client(), `UPDATE laws SET ${change}`, ACT(subject))).toMatchObject(REFUSED);
  });

  test.each([
    `INSERT INTO laws (id, title_fr, title_en, opens_at, closes_at, status) VALUES ('X', 'x', 'x', now(), now() + interval '1 hour', 'scheduled')`,
    `DELETE FROM laws WHERE id = 'SOON'`,
    `UPDATE election_regions SET rule_set = 'plurality'`,
    `UPDATE election_regions SET seats = 2`,
    `UPDATE candidates SET withdrawn_at = now() - interval '1 minute' WHERE candidate_id = 'cat'`,
    `UPDATE candidates SET last_name = 'Ob' WHERE candidate_id = 'cat'`,
    `DELETE FROM candidates WHERE candidate_id = 'cat'`,
    `INSERT INTO tabulations (contest_key, rule_set, ballots, ballots_digest, result) VALUES ('law:CERTIFIED', 'x', 60, '', '{}')`,
    `INSERT INTO tabulations (contest_key, rule_set, ballots, ballots_digest, result, published_at) VALUES ('law:CLOSED', 'x', 60, '', '{}', now())`,
    `INSERT INTO tabulations (contest_key, rule_set, ballots, ballots_digest, result, computed_at) VALUES ('law:CLOSED', 'x', 60, '', '{}', '2099-01-01')`,
  ])('never, not even on record: %s', async (statement) => {
    const acts = ['law:X', 'law:SOON', 'election:E', 'law:CERTIFIED', 'law:CLOSED'].map(ACT);
    expect(await attempt(client(), statement, ...acts)).toMatchObject(REFUSED);
  });

  test.each([
    `UPDATE laws SET title_fr = 'x' WHERE id = 'SOON'`,
    `UPDATE laws SET closes_at = closes_at + interval '1 hour' WHERE id = 'OPEN'`,
    `UPDATE laws SET status = 'certified' WHERE id = 'COUNTED'`,
    `UPDATE elections SET name_en = 'x'`,
    `UPDATE candidates SET withdrawn_at = now() + interval '5 seconds' WHERE candidate_id = 'cat'`,
    `INSERT INTO regions VALUES ('X', 'x', 'x')`,
    `UPDATE political_parties SET color = '#ffffff'`,
    `INSERT INTO officials (email, display_name, password_hash, role) VALUES ('b@example.org', 'B', '$argon2id$x', 'operator')`,
    `UPDATE officials SET role = 'operator'`,
    `INSERT INTO tabulations (contest_key, rule_set, ballots, ballots_digest, result) VALUES ('law:CLOSED', 'x', 60, '', '{}')`,
  ])('nothing off the record: %s', async (statement) => {
    expect(await attempt(client(), statement)).toMatchObject(REFUSED);
    expect(await attempt(client(), statement, ACT('law:OTHER'))).toMatchObject(REFUSED);
    const acts = ['law:OPEN', 'law:SOON', 'law:CLOSED', 'election:E', 'region:X', 'party:P'].map(ACT);
    acts.push(CERTIFY('law:COUNTED'));
    const accounts = ['official:a@example.org', 'official:b@example.org'].map(ACT);
    expect(await attempt(client(), statement, ...acts, ...accounts)).toBe('done');
  });

  test('an act of another transaction is not the record of this one', async () => {
    await client().query(ACT('law:SOON'));
    expect(await attempt(client(), `UPDATE laws SET title_fr = 'x' WHERE id = 'SOON'`)).toMatchObject(
      REFUSED,
    );
  });

  test('cannot choose the time or the number of an act, and the database records its login', async () => {
    for (const column of [`at) VALUES ('2026-01-01',`, `id) VALUES (7,`, `login) VALUES ('other',`]) {
      const statement = `INSERT INTO admin_audit (${column.replace(') VALUES (', ', actor, action, subject) VALUES (')} 'command line: x', 'x.y', 'z')`;
      expect(await attempt(client(), statement)).toMatchObject(DENIED);
    }
    await client().query(ACT('law:LOGIN'));
    const { rows } = await owner.query<{ login: string; fresh: boolean }>(
      `SELECT login, at > now() - interval '1 minute' AS fresh FROM admin_audit WHERE subject = 'law:LOGIN' ORDER BY id DESC LIMIT 1`,
    );
    const { rows: who } = await client().query<{ session_user: string }>('SELECT session_user');
    expect(rows).toEqual([{ login: who[0]!.session_user, fresh: true }]);
  });

  test('cannot take back a publication or change a count', async () => {
    await owner.query(
      `INSERT INTO tabulations (contest_key, rule_set, ballots, ballots_digest, result, published_at) VALUES ('law:CLOSED', 'x', 1, '', '{}', now())`,
    );
    for (const change of ['published_at = NULL', `published_at = '2026-01-01'`]) {
      expect(await attempt(client(), `UPDATE tabulations SET ${change}`, ACT('law:CLOSED'))).toMatchObject(
        REFUSED,
      );
    }
    expect(await attempt(owner, `UPDATE tabulations SET ballots = 60`)).toMatchObject(REFUSED);
    expect(await attempt(owner, `UPDATE tabulations SET published_at = NULL`)).toMatchObject(REFUSED);
    expect(await attempt(owner, `DELETE FROM tabulations`)).toMatchObject(REFUSED);
  });
});

test('the operator cannot record an act of an official, nor the admin an act under another address', async () => {
  const { rows } = await owner.query<{ id: string }>(
    `SELECT id FROM officials WHERE email = 'a@example.org'`,
  );
  const act = (actor: string): string =>
    `INSERT INTO admin_audit (official_id, actor, action, subject) VALUES ('${rows[0]!.id}', '${actor}', 'x.y', 'z')`;
  expect(await attempt(operator, act('a@example.org'))).toMatchObject(REFUSED);
  expect(
    await attempt(
      operator,
      `INSERT INTO admin_audit (actor, action, subject) VALUES ('a@example.org', 'x.y', 'z')`,
    ),
  ).toMatchObject(REFUSED);
  expect(await attempt(admin, act('other@example.org'))).toMatchObject(REFUSED);
  expect(await attempt(admin, act('a@example.org'))).toBe('done');
});

test('the admin cannot open a session without a record, and the operator cannot open any', async () => {
  const open = `INSERT INTO sessions (token_hash, official_id, expires_at)
    SELECT decode(repeat('00', 32), 'hex'), id, now() + interval '1 hour' FROM officials WHERE email = 'a@example.org'`;
  expect(await attempt(admin, open)).toMatchObject(REFUSED);
  expect(await attempt(admin, open, ACT('official:a@example.org'))).toBe('done');
  expect(await attempt(operator, open, ACT('official:a@example.org'))).toMatchObject(DENIED);
});
