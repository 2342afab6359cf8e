import { randomUUID } from 'node:crypto';
import type { AppName, Election, Law, Sample } from '@scrutin/testkit';
import {
  catalogueDifferences,
  controlService,
  eventually,
  expectElectionNothingLostNothingTwice,
  expectNothingLostNothingTwice,
  joinRecords,
  OfficeClient,
  oneBallotEach,
  oneVoteEach,
  parseMetrics,
  PATIENT_ADMISSION,
  promtool,
  readMetrics,
  runOrThrow,
  sumOf,
  useSystem,
} from '@scrutin/testkit';

const APPS = ['ingestion-api', 'validation-worker', 'aggregator', 'admin-api'] as const;
const OFFICIAL = { email: 'marie.roy@elections.example', password: 'correct horse battery staple' };

describe('the metrics that the services export', () => {
  const { stack, open, openElection, ask, castAll } = useSystem({
    suite: 'measured',
    processes: { 'admin-api': 1 },
    // A check that takes too long would also count as an error of Redis.
    settings: { 'ingestion-api': PATIENT_ADMISSION },
  });
  let law: Law;
  let election: Election;
  /** Its votes come while Redis and then PostgreSQL is away. */
  let delayed: Law;
  const texts = new Map<AppName, string>();
  const before = new Map<AppName, readonly Sample[]>();
  const pages = new Map<AppName, readonly Sample[]>();

  const textOf = async (app: AppName): Promise<string> =>
    (await fetch(`${stack.running(app)[0]!.opsUrl()}/metrics`)).text();
  const pageOf = (app: AppName): Promise<Sample[]> => readMetrics(stack.running(app)[0]!.opsUrl());
  const page = (app: AppName): readonly Sample[] => pages.get(app) ?? [];
  /** Sends votes while a server is away, and starts it again when the metric of the app has counted an error. */
  const withoutServer = async (
    server: 'redis' | 'postgres',
    votes: ReturnType<typeof oneVoteEach>,
    app: AppName,
    errors: string,
  ) => {
    await controlService('stop', server);
    try {
      const record = await castAll(votes);
      await eventually(`${app} counts an error without ${server}`, async () => {
        expect(sumOf(await pageOf(app), errors, { error_type: 'transient' })).toBeGreaterThan(0);
      });
      return record;
    } finally {
      await controlService('start', server);
    }
  };

  beforeAll(async () => {
    for (const app of APPS) before.set(app, await pageOf(app));
    law = await open(50);
    delayed = await open(10);
    election = await openElection({ regions: [{ candidates: 2 }], votersPerRegion: 4 });
    for (const { id } of [law, delayed])
      await stack.sql(`UPDATE laws SET results_visibility = 'live' WHERE id = $1`, [id]);

    const votes = oneVoteEach(law);
    const record = await castAll([...votes, ...votes.slice(0, 5)]);
    await expectNothingLostNothingTwice(stack, law, record);
    const ballots = await castAll(oneBallotEach(election));
    await expectElectionNothingLostNothingTwice(stack, election, ballots);
    for (const path of ['/nothing/here', `/api/v1/results/${randomUUID()}`, '/api/v1/laws', '/%00'])
      await ask(path);

    // A healthy system counts no error, so that an alert on errors never cries wolf. A process that starts on a busy
    // machine may have needed a second connection.
    for (const app of APPS) {
      const healthy = await pageOf(app);
      for (const name of ['redis_operations_total', 'database_operations_total']) {
        const failed = sumOf(before.get(app) ?? [], name, { status: 'error' });
        expect([app, name, sumOf(healthy, name, { status: 'error' })]).toEqual([app, name, failed]);
      }
      for (const name of ['validation_errors_total', 'aggregation_errors_total'])
        expect([app, name, sumOf(healthy, name)]).toEqual([app, name, 0]);
    }
    const late = oneVoteEach(delayed);
    const records = [
      await withoutServer('redis', late.slice(0, 5), 'validation-worker', 'validation_errors_total'),
      await withoutServer('postgres', late.slice(5), 'aggregator', 'aggregation_errors_total'),
    ];
    await expectNothingLostNothingTwice(stack, delayed, joinRecords(...records));

    const create = ['official', 'create', '--email', OFFICIAL.email, '--name', 'Marie', '--role', 'operator'];
    const { password } = JSON.parse(await runOrThrow(stack, [...create, '--json'])) as { password: string };
    await expect(OfficeClient.login(stack, OFFICIAL.email, 'guess')).rejects.toThrow(/answered 401/);
    await OfficeClient.firstLogin(stack, OFFICIAL.email, password);

    await eventually(
      'a new minute publishes the numbers of single contests, and ballots are mixed',
      async () => {
        expect(sumOf(await pageOf('aggregator'), 'current_vote_totals', { law_id: delayed.id })).toBe(10);
        expect(sumOf(await pageOf('ingestion-api'), 'votes_by_law_total', { law_id: delayed.id })).toBe(10);
        // The counted votes are mixed at intervals, which may begin after the minute.
        expect(sumOf(await pageOf('aggregator'), 'ballot_mixing_duration_seconds_count')).toBeGreaterThan(0);
      },
      { everyMs: 500 },
    );
    for (const app of APPS) {
      const text = await textOf(app);
      texts.set(app, text);
      pages.set(app, parseMetrics(text));
    }
  });

  test.each(APPS)('%s exposes the metrics of the catalogue, and no other', (app) => {
    expect(catalogueDifferences(texts.get(app) ?? '', app)).toEqual([]);
  });

  test.each(APPS)('promtool finds nothing wrong with the names, types and texts of %s', async (app) => {
    expect(await promtool(['check', 'metrics'], texts.get(app))).toEqual({ code: 0, output: '' });
  });

  test('every latency was observed, and is above zero', () => {
    const histograms = [
      ['ingestion-api', 'http_request_duration_seconds'],
      ['ingestion-api', 'broker_confirm_seconds'],
      ['ingestion-api', 'database_pool_wait_seconds'],
      ['validation-worker', 'validation_processing_latency_seconds'],
      ['validation-worker', 'vote_age_seconds'],
      ['validation-worker', 'broker_batch_wait_seconds'],
      ['validation-worker', 'broker_batch_seconds'],
      ['aggregator', 'batch_processing_duration_seconds'],
      ['aggregator', 'vote_age_seconds'],
      ['aggregator', 'ballot_mixing_duration_seconds'],
      ['admin-api', 'http_request_duration_seconds'],
    ] as const;
    for (const [app, name] of histograms) {
      expect([name, sumOf(page(app), `${name}_count`)]).not.toEqual([name, 0]);
      expect([name, sumOf(page(app), `${name}_sum`)]).not.toEqual([name, 0]);
    }
    const voting = { method: 'POST', route: '/api/v1/vote' };
    expect(sumOf(page('ingestion-api'), 'http_requests_total', { ...voting, status: '202' })).toBe(65);
    // The durations have no label for the status.
    const answered = sumOf(page('ingestion-api'), 'http_requests_total', voting);
    expect(sumOf(page('ingestion-api'), 'http_request_duration_seconds_count', voting)).toBe(answered);
  });

  test('the label of a route is its pattern, never an address', () => {
    const routes = new Set(
      page('ingestion-api').flatMap(({ labels }) => (labels['route'] === undefined ? [] : [labels['route']])),
    );
    expect(routes).toContain('/api/v1/submissions/:id');
    expect(routes).toContain('unmatched');
    for (const route of routes)
      expect(route).toMatch(/^(unmatched|(\/(api|v1|:?[a-z_]+))+(\/\{\*path\})?|\/)$/i);
    expect([...routes].join(' ')).not.toMatch(/[0-9a-f]{8}-|nothing|%00/);
  });

  test('the counters of the pipeline are exact', () => {
    const region = { election_id: election.id, region_id: election.races[0]!.regionId };
    const counters: readonly (readonly [AppName, string, Readonly<Record<string, string>>, number])[] = [
      ['ingestion-api', 'votes_received_total', {}, 69],
      ['ingestion-api', 'votes_by_law_total', { law_id: law.id }, 55],
      ['ingestion-api', 'votes_by_election_total', region, 4],
      ['ingestion-api', 'ledger_votes', { state: 'received' }, 69],
      ['ingestion-api', 'ledger_votes', { state: 'counted' }, 64],
      ['ingestion-api', 'ledger_state', { state: 'balanced' }, 1],
      ['validation-worker', 'validation_votes_processed_total', { status: 'valid' }, 64],
      ['validation-worker', 'validation_votes_processed_total', { status: 'already-voted' }, 5],
      ['validation-worker', 'duplicate_attempts_total', {}, 5],
      ['aggregator', 'batch_size_processed_total', { kind: 'votes' }, 64],
      ['aggregator', 'batch_size_processed_total', { kind: 'rejections' }, 5],
      ['aggregator', 'votes_aggregated_total', { law_id: law.id, choice: 'oui' }, 30],
      ['aggregator', 'votes_aggregated_total', { law_id: law.id, choice: 'non' }, 20],
      ['aggregator', 'election_votes_aggregated_total', region, 4],
      ['aggregator', 'current_vote_totals', { law_id: law.id, choice: 'oui' }, 30],
      ['aggregator', 'current_vote_totals', { law_id: law.id, choice: 'non' }, 20],
      ['admin-api', 'admin_logins_total', { outcome: 'in' }, 2],
      ['admin-api', 'admin_logins_total', { outcome: 'wrong' }, 1],
      ['admin-api', 'admin_acts_total', { outcome: 'done', action: 'official.password' }, 1],
    ];
    for (const [app, name, labels, value] of counters) {
      expect([name, labels, sumOf(page(app), name, labels)]).toEqual([name, labels, value]);
    }
  });

  test.each([
    ['ingestion-api', 'votes_received_total', {}],
    ['ingestion-api', 'votes_by_law_total', {}],
    ['ingestion-api', 'http_requests_total', {}],
    ['ingestion-api', 'http_request_duration_seconds_count', {}],
    ['ingestion-api', 'redis_operations_total', { status: 'success' }],
    ['ingestion-api', 'database_operations_total', { status: 'success' }],
    ['ingestion-api', 'broker_publishes_total', { outcome: 'confirmed' }],
    ['validation-worker', 'validation_votes_processed_total', {}],
    ['validation-worker', 'validation_processing_latency_seconds_count', {}],
    ['validation-worker', 'validation_errors_total', {}],
    ['validation-worker', 'duplicate_attempts_total', {}],
    ['validation-worker', 'redis_operations_total', { operation: 'claim', status: 'success' }],
    ['validation-worker', 'redis_operations_total', { operation: 'claim', status: 'error' }],
    ['aggregator', 'votes_aggregated_total', {}],
    ['aggregator', 'current_vote_totals', {}],
    ['aggregator', 'batch_processing_duration_seconds_count', {}],
    ['aggregator', 'batch_size_processed_total', {}],
    ['aggregator', 'aggregation_errors_total', {}],
    ['aggregator', 'database_operations_total', { operation: 'settle-votes', status: 'success' }],
    ['aggregator', 'database_operations_total', { operation: 'settle-votes', status: 'error' }],
    ['admin-api', 'admin_logins_total', {}],
    ['admin-api', 'admin_acts_total', {}],
  ] as const)('%s: %s %j has moved', (app, name, labels) => {
    expect(sumOf(page(app), name, labels)).toBeGreaterThan(sumOf(before.get(app) ?? [], name, labels));
  });

  test.each(APPS)('%s shows that it is ready, with each of its dependencies', (app) => {
    expect(sumOf(page(app), 'service_ready')).toBe(1);
    const dependencies = page(app).filter(({ name }) => name === 'service_dependency_up');
    expect(dependencies.filter(({ value }) => value !== 1)).toEqual([]);
    expect(dependencies.map(({ labels }) => labels['dependency'])).toContain('database');
  });

  test.each(['ingestion-api', 'admin-api'] as const)('%s has no metrics on its public port', async (app) => {
    expect((await fetch(`${stack.running(app)[0]!.publicUrl()}/metrics`)).status).toBe(404);
  });
});
