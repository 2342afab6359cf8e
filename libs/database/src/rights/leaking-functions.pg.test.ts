import pg from 'pg';
import { openTestStore, RACE, vote } from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';

/**
 * P6 against a reader who calls a function that reports its arguments, row by row. vote_audit is in the order of
 * arrival, so the ballots must not be readable in that order. Here every ballot is for a different candidate, so that
 * an order can be recognised, and every batch is one vote.
 */
const ARRIVING = 16;
const READERS = [
  'scrutin_ingestion',
  'scrutin_aggregator',
  'scrutin_operator',
  'scrutin_admin',
  'scrutin_auditor',
];
const DENIED = { code: '42501' };

let database: TestDatabase;
let owner: pg.Client;
const clients = new Map<string, pg.Client>();
/** The candidates in the order in which their ballots arrived, and in the order of the ids of their ballots. */
let arrival: string[];
let byId: string[];

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  owner = await connect(database.url);
  for (const role of READERS) clients.set(role, await connect(await database.urlFor(role)));
  // The cost is as low as possible, so that the planner calls it first. No role could create such a function; see
  // below.
  await owner.query(
    `CREATE FUNCTION report(value text) RETURNS boolean LANGUAGE plpgsql STABLE COST 0.0001
         AS $$ BEGIN RAISE NOTICE '%', value; RETURN true; END $$`,
  );
  await owner.query('GRANT EXECUTE ON FUNCTION report TO PUBLIC');

  const store = openTestStore(await database.urlFor('scrutin_aggregator'));
  const names = Array.from({ length: ARRIVING }, (_, i) => `c${String(i).padStart(2, '0')}`);
  const { rows } = await owner.query<{ name: string }>(
    'SELECT name FROM unnest($1::text[]) AS name ORDER BY random()',
    [names],
  );
  arrival = rows.map(({ name }) => name);
  for (const selection of arrival) await store.settleVotes([vote({ contest: RACE, selection })]);
  await store.close();
  byId = await selections(owner, 'SELECT selection FROM ballots_arriving ORDER BY id');
});

afterAll(async () => {
  await Promise.all([owner, ...clients.values()].map((client) => client.end()));
  await database.drop();
});

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  return client;
}

async function selections(client: pg.Client, statement: string): Promise<string[]> {
  const { rows } = await client.query<{ selection: string }>(statement);
  return rows.map(({ selection }) => selection);
}

/** The arguments of the functions in a statement, in the order of the calls. */
async function heard(client: pg.Client, statement: string): Promise<string[]> {
  const reported: string[] = [];
  const listen = ({ message = '' }: { message?: string | undefined }) => reported.push(message);
  client.on('notice', listen);
  try {
    await client.query(statement);
  } finally {
    client.off('notice', listen);
  }
  return reported;
}

/** An attack that needs no function of the attacker: a setting that grows with every row. */
async function written(
  client: pg.Client,
  view: string,
  column: string,
  condition: string,
): Promise<string[]> {
  await client.query(`SET my.l = ''`);
  await client.query(
    `SELECT count(*) FROM ${view} WHERE ${condition}
        AND set_config('my.l', current_setting('my.l') || E'\\n' || ${column}, false) IS NOT NULL`,
  );
  const { rows } = await client.query<{ l: string }>(`SELECT current_setting('my.l') AS l`);
  return rows[0]!.l.split('\n').slice(1);
}

const auditor = () => clients.get('scrutin_auditor')!;

test('the attack works: on the tables it sees the order of arrival, which is the order of the audit', async () => {
  expect(await heard(owner, 'SELECT count(*) FROM ballots_arriving WHERE report(selection)')).toEqual(
    arrival,
  );
  expect(await written(owner, 'ballots_arriving', 'selection', 'true')).toEqual(arrival);
  expect(byId).not.toEqual(arrival);
  const { rows } = await owner.query(
    `SELECT a.credential_hash FROM vote_audit AS a JOIN ballots_arriving AS b ON b.xmin = a.xmin ORDER BY b.ctid`,
  );
  const audited = await owner.query(`SELECT credential_hash FROM vote_audit`);
  expect(audited.rows).toEqual(rows);
});

test('P6: whatever the statement, the function sees the voters in the order of their hashes', async () => {
  const byHash = await selections(
    owner,
    `SELECT encode(credential_hash, 'hex') AS selection FROM vote_audit ORDER BY credential_hash`,
  );
  for (const statement of [
    `SELECT count(*) FROM voter_audit WHERE report(encode(credential_hash, 'hex'))`,
    `SELECT report(encode(credential_hash, 'hex')) FROM voter_audit WHERE contest_key = '${RACE}'`,
    `SELECT report(encode(credential_hash, 'hex')) FROM audited_of('election:PROV-2025')`,
  ]) {
    expect({ statement, seen: await heard(auditor(), statement) }).toEqual({ statement, seen: byHash });
  }
});

test('P6: whatever the statement, the function sees submissions in the order of their random identifiers', async () => {
  const byIdentifier = await selections(
    owner,
    'SELECT submission_id::text AS selection FROM vote_audit ORDER BY submission_id',
  );
  const page = `audited_submissions(NULL, NULL, NULL, NULL, NULL, '00000000-0000-0000-0000-000000000000', 100)`;
  for (const statement of [
    `SELECT count(*) FROM ${page} WHERE report(submission_id::text)`,
    `SELECT report((${page}).submission_id::text)`,
  ]) {
    expect({ statement, seen: await heard(auditor(), statement) }).toEqual({ statement, seen: byIdentifier });
  }
});

const BALLOT_ATTACKS = {
  condition: `SELECT count(*) FROM ballots WHERE report(selection)`,
  'condition beside a leakproof one': `SELECT count(*) FROM ballots WHERE contest_key = '${RACE}' AND report(selection)`,
  'select list': 'SELECT report(selection) FROM ballots',
  'select list of a subquery':
    'SELECT count(t) FROM (SELECT report(selection) AS t FROM ballots OFFSET 0) AS b',
  'condition of a join': `SELECT count(*) FROM ballots AS b JOIN (VALUES (1)) AS v (x) ON report(b.selection)`,
  'condition of a group':
    'SELECT contest_key FROM ballots GROUP BY contest_key, id, selection HAVING report(selection)',
  'an aggregate': `SELECT report(string_agg(selection, ',')) FROM ballots`,
  'a window': 'SELECT report(first_value(selection) OVER (ROWS CURRENT ROW)) FROM ballots',
  'a condition under a limit': 'SELECT 1 FROM ballots WHERE report(selection) LIMIT 5',
  'the functions themselves': `SELECT report(selection) FROM ballots_of('${RACE}')`,
  'a row at a time': `SELECT report((ballots_of('${RACE}')).selection)`,
};
const PLANNERS = [
  'RESET ALL',
  'SET enable_sort = off; SET enable_hashagg = off; SET enable_material = off',
  'SET force_parallel_mode = on; SET parallel_setup_cost = 0; SET min_parallel_table_scan_size = 0',
];

describe.each(PLANNERS)('auditor, %s', (settings) => {
  beforeAll(() => auditor().query(settings));
  afterAll(() => auditor().query('RESET ALL'));

  test.each(Object.entries(BALLOT_ATTACKS))(
    'P6: a function in %s sees the ballots in the order of their ids',
    async (where, statement) => {
      const seen = (await heard(auditor(), statement)).flatMap((message) => message.split(','));
      if (where === 'condition of a group') {
        // The reader groups the rows after the view. Whatever order that makes, it began with the order of the ids.
        expect(seen).not.toEqual(arrival);
        expect([...seen].sort()).toEqual([...arrival].sort());
      } else {
        expect(seen).toEqual(where.endsWith('limit') ? byId.slice(0, seen.length) : byId);
      }
    },
  );

  test('P6: a setting, a limit or a cursor does not show more', async () => {
    expect(await written(auditor(), 'ballots', 'selection', `contest_key = '${RACE}'`)).toEqual(byId);
    for (let n = 0; n < ARRIVING; n++) {
      expect(await selections(auditor(), `SELECT selection FROM ballots LIMIT 1 OFFSET ${n}`)).toEqual([
        byId[n],
      ]);
    }
    await auditor().query('BEGIN');
    await auditor().query('DECLARE one NO SCROLL CURSOR FOR SELECT selection FROM ballots');
    expect((await selections(auditor(), 'FETCH 1 FROM one'))[0]).toBe(byId[0]);
    expect(await selections(auditor(), 'FETCH ALL FROM one')).toEqual(byId.slice(1));
    await auditor().query('COMMIT');
  });
});

describe.each(READERS)('%s', (role) => {
  const client = () => clients.get(role)!;
  const inKeyOrder = () => [...arrival].sort();

  test.each([
    ['live_ranking_counts', 'ranking'],
    ['live_election_results', 'candidate_id'],
  ])('P6: a function sees %s in the order of the keys, each once', async (view, column) => {
    for (const statement of [
      `SELECT count(*) FROM ${view} WHERE report(${column})`,
      `SELECT count(*) FROM ${view} WHERE election_id = 'PROV-2025' AND report(${column})`,
      `SELECT report(${column}) FROM ${view}`,
      `SELECT count(*) FROM ${view} AS r JOIN (VALUES (1)) AS v (x) ON report(r.${column})`,
      `SELECT count(*) FROM ${view} AS r JOIN ${view} AS s USING (election_id, region_id, ${column}) WHERE report(r.${column})`,
    ]) {
      expect({ statement, seen: await heard(client(), statement) }).toEqual({
        statement,
        seen: inKeyOrder(),
      });
    }
    expect(await written(client(), view, column, 'true')).toEqual(inKeyOrder());
    // If the reader groups again, the order is no longer that of the keys, and it shows nothing of the arrival.
    const grouped = await heard(
      client(),
      `SELECT ${column} FROM ${view} GROUP BY ${column} HAVING report(${column})`,
    );
    expect(grouped).not.toEqual(arrival);
  });

  test('P6: a function sees only sums of totals and turnout, and never a single row that arrived', async () => {
    expect(await heard(client(), 'SELECT count(*) FROM contest_totals WHERE report(counted::text)')).toEqual([
      String(ARRIVING),
    ]);
    expect(await heard(client(), 'SELECT count(*) FROM turnout WHERE report(counted::text)')).toEqual([
      String(ARRIVING),
    ]);
  });

  test('may not create a function in any schema, or a temporary table', async () => {
    for (const schema of ['pg_temp', 'public']) {
      await expect(
        client().query(`CREATE FUNCTION ${schema}.f() RETURNS integer LANGUAGE sql AS 'SELECT 1'`),
      ).rejects.toMatchObject(DENIED);
    }
    await expect(client().query('CREATE TEMPORARY TABLE t (x integer)')).rejects.toMatchObject(DENIED);
  });

  test('P6: sees no statistics of choices, and no statement of another role', async () => {
    await owner.query(
      'ANALYZE ballots_arriving, ballots_mixed, turnout_arriving, ranking_counts, election_results',
    );
    const { rows } = await client().query(
      `SELECT tablename, attname FROM pg_stats
        WHERE tablename IN ('ballots_arriving', 'ballots_mixed', 'turnout_arriving', 'ranking_counts', 'election_results')`,
    );
    expect(rows).toEqual([]);
    await owner.query(`SELECT 'roy>gagnon'`);
    const others = await client().query<{ query: string }>(
      `SELECT DISTINCT query FROM pg_stat_activity WHERE datname = current_database() AND usename <> current_user`,
    );
    expect(others.rows).toEqual([{ query: '<insufficient privilege>' }]);
  });
});

test('the owner keeps temporary tables', async () => {
  await owner.query('CREATE TEMPORARY TABLE kept (x integer)');
});

test('a function of a reader of published counts never sees unpublished ones', async () => {
  await owner.query(
    `INSERT INTO tabulations (contest_key, rule_set, ballots, ballots_digest, result, published_at)
     VALUES ('${RACE}', 'plurality', 1, '', '{}', NULL), ('${RACE}', 'irv', 1, '', '{}', now())`,
  );
  const reader = clients.get('scrutin_ingestion')!;
  expect(await heard(reader, 'SELECT FROM published_tabulations WHERE report(rule_set)')).toEqual(['irv']);
});

test('P6: neither position nor query plan shows which ballots arrived since the last mixing', async () => {
  const store = openTestStore(await database.urlFor('scrutin_aggregator'));
  await store.settleVotes(Array.from({ length: 1_000 }, () => vote({ contest: RACE, selection: 'c00' })));
  expect(await store.mixBallots()).toBe(1_000 + ARRIVING);
  await store.settleVotes([vote({ contest: RACE, selection: 'last' })]);
  await store.close();

  const { rows } = await auditor().query<{ id: string; selection: string }>(
    'SELECT id, selection FROM ballots',
  );
  expect(rows).toHaveLength(1_001 + ARRIVING);
  expect(rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).sort());

  // A plan with row counts of the tables would show whether the ballot that is not mixed has this choice.
  const ballots = ['ballot_contests', 'ballots_of'];
  for (const [statement, ...functions] of [
    [`SELECT FROM ballots WHERE selection = 'last'`, ...ballots],
    [`SELECT FROM ballots WHERE contest_key = '${RACE}' AND selection = 'last' LIMIT 1`, ...ballots],
    [`SELECT FROM ballots WHERE id = '${rows[0]!.id}'`, ...ballots],
    [`SELECT FROM live_ranking_counts WHERE ranking = 'last'`, 'counted_races', 'rankings_of'],
    [`SELECT FROM live_election_results WHERE candidate_id = 'last'`, 'counted_first_preferences'],
    [`SELECT FROM contest_totals`, 'vote_results', 'counted_by_race'],
  ]) {
    const plan = await auditor().query<Record<string, unknown>>(
      `EXPLAIN (ANALYZE, VERBOSE, SETTINGS, FORMAT JSON) ${statement!}`,
    );
    const read = [...JSON.stringify(plan.rows).matchAll(/"(?:Relation|Function) Name":"(\w+)"/g)].map(
      ([, name]) => name,
    );
    expect({ statement, read: [...new Set(read)] }).toEqual({ statement, read: functions });
  }
});
