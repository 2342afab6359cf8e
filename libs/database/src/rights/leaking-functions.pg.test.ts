import pg from 'pg';
import type { TestDatabase } from '@scrutin/testkit';
import { createTestDatabase } from '@scrutin/testkit';
import { openTestStore, RACE, vote } from '@scrutin/testkit/ballot-store';

/**
 * P6 against a reader who brings functions that tell what they are given, row by row: vote_audit comes in the
 * order of arrival, so ballots must not. Every ballot here is another candidate's, so that an order is
 * recognised, and every batch is one vote.
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
/** The candidates in the order in which their ballots arrived, and in that of their ballots' ids. */
let arrival: string[];
let byId: string[];

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  owner = await connect(database.url);
  for (const role of READERS) clients.set(role, await connect(await database.urlFor(role)));
  // As cheap as can be, so that the planner calls it first of all. No role could make one: see below.
  await owner.query(
    `CREATE FUNCTION told(value text) RETURNS boolean LANGUAGE plpgsql STABLE COST 0.0001
         AS $$ BEGIN RAISE NOTICE '%', value; RETURN true; END $$`,
  );
  await owner.query('GRANT EXECUTE ON FUNCTION told TO PUBLIC');

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

/** What the functions of a statement were given, in the order in which they were given it. */
async function heard(client: pg.Client, statement: string): Promise<string[]> {
  const told: string[] = [];
  const listen = ({ message = '' }: { message?: string | undefined }) => told.push(message);
  client.on('notice', listen);
  try {
    await client.query(statement);
  } finally {
    client.off('notice', listen);
  }
  return told;
}

/** The way that needs no function of one's own: a setting that grows with every row. */
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

test('the attack is a real one: on the tables it hears the order of arrival, which is that of the audit', async () => {
  expect(await heard(owner, 'SELECT count(*) FROM ballots_arriving WHERE told(selection)')).toEqual(arrival);
  expect(await written(owner, 'ballots_arriving', 'selection', 'true')).toEqual(arrival);
  expect(byId).not.toEqual(arrival);
  const { rows } = await owner.query(
    `SELECT a.credential_hash FROM vote_audit AS a JOIN ballots_arriving AS b ON b.xmin = a.xmin ORDER BY b.ctid`,
  );
  const audited = await owner.query(`SELECT credential_hash FROM vote_audit`);
  expect(audited.rows).toEqual(rows);
});

test('P6: who voted is heard in the order of the hashes, whatever is asked', async () => {
  const byHash = await selections(
    owner,
    `SELECT encode(credential_hash, 'hex') AS selection FROM vote_audit ORDER BY credential_hash`,
  );
  for (const statement of [
    `SELECT count(*) FROM voter_audit WHERE told(encode(credential_hash, 'hex'))`,
    `SELECT told(encode(credential_hash, 'hex')) FROM voter_audit WHERE contest_key = '${RACE}'`,
    `SELECT told(encode(credential_hash, 'hex')) FROM audited_of('election:PROV-2025')`,
  ]) {
    expect({ statement, told: await heard(auditor(), statement) }).toEqual({ statement, told: byHash });
  }
});

const BALLOT_ATTACKS = {
  condition: `SELECT count(*) FROM ballots WHERE told(selection)`,
  'condition beside a leakproof one': `SELECT count(*) FROM ballots WHERE contest_key = '${RACE}' AND told(selection)`,
  'select list': 'SELECT told(selection) FROM ballots',
  'select list of a subquery':
    'SELECT count(t) FROM (SELECT told(selection) AS t FROM ballots OFFSET 0) AS b',
  'condition of a join': `SELECT count(*) FROM ballots AS b JOIN (VALUES (1)) AS v (x) ON told(b.selection)`,
  'condition of a group':
    'SELECT contest_key FROM ballots GROUP BY contest_key, id, selection HAVING told(selection)',
  'an aggregate': `SELECT told(string_agg(selection, ',')) FROM ballots`,
  'a window': 'SELECT told(first_value(selection) OVER (ROWS CURRENT ROW)) FROM ballots',
  'a condition under a limit': 'SELECT 1 FROM ballots WHERE told(selection) LIMIT 5',
  'the functions themselves': `SELECT told(selection) FROM ballots_of('${RACE}')`,
  'a row at a time': `SELECT told((ballots_of('${RACE}')).selection)`,
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
    'P6: a function in %s hears ballots by id',
    async (where, statement) => {
      const told = (await heard(auditor(), statement)).flatMap((message) => message.split(','));
      if (where === 'condition of a group') {
        // Grouped by the reader, after the view: whatever order that is, it began with the ids.
        expect(told).not.toEqual(arrival);
        expect([...told].sort()).toEqual([...arrival].sort());
      } else {
        expect(told).toEqual(where.endsWith('limit') ? byId.slice(0, told.length) : byId);
      }
    },
  );

  test('P6: nor does a setting, a limit or a cursor tell more', async () => {
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
  ])('P6: a function hears %s by key, each once', async (view, column) => {
    for (const statement of [
      `SELECT count(*) FROM ${view} WHERE told(${column})`,
      `SELECT count(*) FROM ${view} WHERE election_id = 'PROV-2025' AND told(${column})`,
      `SELECT told(${column}) FROM ${view}`,
      `SELECT count(*) FROM ${view} AS r JOIN (VALUES (1)) AS v (x) ON told(r.${column})`,
      `SELECT count(*) FROM ${view} AS r JOIN ${view} AS s USING (election_id, region_id, ${column}) WHERE told(r.${column})`,
    ]) {
      expect({ statement, told: await heard(client(), statement) }).toEqual({
        statement,
        told: inKeyOrder(),
      });
    }
    expect(await written(client(), view, column, 'true')).toEqual(inKeyOrder());
    // Grouped once more by the reader: no longer by key, and nothing of the arrival is left to show.
    const grouped = await heard(
      client(),
      `SELECT ${column} FROM ${view} GROUP BY ${column} HAVING told(${column})`,
    );
    expect(grouped).not.toEqual(arrival);
  });

  test('P6: a function hears totals and turnout summed, never a single row that arrived', async () => {
    expect(await heard(client(), 'SELECT count(*) FROM contest_totals WHERE told(counted::text)')).toEqual([
      String(ARRIVING),
    ]);
    expect(await heard(client(), 'SELECT count(*) FROM turnout WHERE told(counted::text)')).toEqual([
      String(ARRIVING),
    ]);
  });

  test('may make no function, in no schema, and no temporary table', async () => {
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

test('unpublished counts pass no function of who may read the published ones', async () => {
  await owner.query(
    `INSERT INTO tabulations (contest_key, rule_set, ballots, ballots_digest, result, published_at)
     VALUES ('${RACE}', 'plurality', 1, '', '{}', NULL), ('${RACE}', 'irv', 1, '', '{}', now())`,
  );
  const reader = clients.get('scrutin_ingestion')!;
  expect(await heard(reader, 'SELECT FROM published_tabulations WHERE told(rule_set)')).toEqual(['irv']);
});

test('P6: of the ballots since the last mixing, neither place nor plan tells which they are', async () => {
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

  // A plan that counted rows of the tables would say whether the one that is not mixed is of this choice.
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
