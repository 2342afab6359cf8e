import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { EXPORTER_METRICS, localPrometheus } from '@scrutin/monitoring';
import type { CandidateSpec, Election, Law } from '@scrutin/testkit';
import {
  answered,
  closeElection,
  closeLaw,
  comparedParts,
  controlService,
  eventually,
  OfficeClient,
  PATIENT_ADMISSION,
  projectRoot,
  readLawRecords,
  runOrThrow,
  selectorsIn,
  useSystem,
  Watching,
} from '@scrutin/testkit';

const MONITORING = path.join(projectRoot(), 'monitoring');
const BOARDS = path.join(MONITORING, 'grafana', 'dashboards');
const OFFICIAL = { email: 'marie.roy@elections.example', password: 'correct horse battery staple' };
/** The metrics of a contest change only at the turn of a minute, and a rate needs two samples. */
const PATIENCE = { deadlineMs: 90_000, everyMs: 500 };
const FAULTS = ['--duplicates', '5', '--unknown', '3'];
const CANDIDATES: readonly CandidateSpec[] = [
  { id: 'c1', partyCode: 'PA' },
  { id: 'c2', partyCode: 'PB' },
];

interface Board {
  readonly title: string;
  readonly templating: {
    readonly list?: readonly { readonly name: string; readonly definition?: string }[];
  };
  readonly panels: readonly {
    readonly title?: string;
    readonly targets?: readonly { readonly expr: string; readonly refId: string }[];
  }[];
}

const boards = readdirSync(BOARDS).map(
  (file) => JSON.parse(readFileSync(path.join(BOARDS, file), 'utf8')) as Board,
);
/** The expression as Grafana sends it when the reader has chosen everything. */
const filledIn = (expr: string): string =>
  expr.replaceAll('$__rate_interval', '5m').replaceAll(/\$\{?\w+\}?/g, '.*');
const expressions = boards.flatMap(({ title: board, panels }) =>
  panels.flatMap(({ title = '', targets = [] }) =>
    targets.map(({ expr, refId }) => ({ name: `${board}: ${title} (${refId})`, expr: filledIn(expr) })),
  ),
);
const variables = boards.flatMap(({ title: board, templating }) =>
  (templating.list ?? []).flatMap(({ name, definition }) => {
    const [, series, label] = /^label_values\((.*), (\w+)\)$/.exec(definition ?? '') ?? [];
    if (series === undefined || label === undefined) return [];
    return [{ name: `${board}: ${name}`, expr: `group by (${label}) (${filledIn(series)})`, label }];
  }),
);

/** The part of the report of `scrutin simulate --json` that is compared. */
interface ReportJson {
  readonly ok: boolean;
  readonly accepted: number;
  readonly planned: Readonly<
    Record<'voters' | 'duplicates' | 'unknown' | 'scrambledCodes' | 'wrongRegion', number>
  >;
}

describe('Prometheus, with the configuration and the rules of this project', () => {
  const { stack, client, open, openElection, ask } = useSystem({
    suite: 'dashboards',
    processes: { 'ingestion-api': 2, 'validation-worker': 2, 'admin-api': 1 },
    settings: { 'ingestion-api': PATIENT_ADMISSION },
  });

  describe('while votes are simulated and officials act', () => {
    let watching: Watching;
    let law: Law;
    let election: Election;
    /** That of the law and that of the election. */
    let reports: readonly ReportJson[] = [];

    const simulate = async (...options: string[]): Promise<ReportJson> =>
      JSON.parse(await runOrThrow(stack, ['simulate', ...options, '--json'])) as ReportJson;
    const valueOf = async (expr: string): Promise<number> => {
      const found = await watching.query(expr);
      expect([expr, found.length]).toEqual([expr, 1]);
      return found[0]?.value ?? Number.NaN;
    };
    const planned = (kind: keyof ReportJson['planned']): number =>
      reports.reduce((sum, report) => sum + report.planned[kind], 0);

    /** An official logs in at the second attempt, and counts a race that has just closed. */
    const actAsOfficial = async (): Promise<OfficeClient> => {
      const account = ['--email', OFFICIAL.email, '--name', 'Marie', '--role', 'official', '--json'];
      const created = await runOrThrow(stack, ['official', 'create', ...account]);
      const { password } = JSON.parse(created) as { password: string };
      await expect(OfficeClient.login(stack, OFFICIAL.email, 'guess')).rejects.toThrow(/answered 401/);
      const official = await OfficeClient.firstLogin(stack, OFFICIAL.email, password);
      const { electionId, regionId } = election.races[0]!;
      await closeElection(stack, election, Date.now());
      const params = { election_id: electionId, region_id: regionId };
      await eventually('the closed race can be counted', () =>
        official.act('tabulateRace', { params, body: {} }),
      );
      return official;
    };
    /** A gateway sends twice as many votes as it may, none of which can be read. */
    const handInAsGateway = async (): Promise<void> => {
      const limits = ['--votes-per-second', '1', '--burst', '10'];
      const made = await runOrThrow(stack, ['gateway', 'create', 'kiosks', ...limits, '--json']);
      const { key } = JSON.parse(made) as { key: string };
      const text = JSON.stringify({ votes: Array.from({ length: 10 }, () => ({})) });
      const headers = { authorization: `Bearer ${key}` };
      for (const status of [200, 429])
        expect(answered(await client.callWithText('voteInBatch', { text, headers })).status).toBe(status);
    };
    /** An answer of 503, which needs a server to be away. */
    const failOnce = async (): Promise<void> => {
      await controlService('stop', 'postgres');
      try {
        await eventually('an answer is 503', async () => {
          expect((await ask(`/api/v1/results/${law.id}`)).status).toBe(503);
        });
      } finally {
        await controlService('start', 'postgres');
      }
    };

    beforeAll(async () => {
      const configuration = readFileSync(path.join(MONITORING, 'prometheus.yml'), 'utf8');
      const rules = path.join(MONITORING, 'alerts.yml');
      watching = await Watching.start(
        stack,
        (targets) => localPrometheus(configuration, { targets, rules, intervalS: 1 }),
        { 'ingestion-api': ['ingestion-api', 'results-api'] },
      );
      law = await open(1, { purpose: 'rehearsal' });
      await stack.sql(`UPDATE laws SET results_visibility = 'live' WHERE id = $1`, [law.id]);
      election = await openElection({
        regions: [{ candidates: CANDIDATES }, { candidates: CANDIDATES }],
        votersPerRegion: 1,
        purpose: 'rehearsal',
      });
      // One after the other, because a simulation compares the whole ledger with what it has sent.
      const ofLaw = await simulate('--law-id', law.id, '--votes', '600', ...FAULTS, '--scrambled', '2');
      const ofElection = await simulate(
        ...['--election-id', election.id, '--votes', '300', ...FAULTS, '--wrong-region', '3'],
      );
      await handInAsGateway();
      const official = await actAsOfficial();
      reports = [ofLaw, ofElection];
      await closeLaw(stack, law, Date.now()); // until then the totals grow in steps of at least ten votes
      await failOnce();
      await eventually(
        'a new minute shows the numbers of single contests',
        async () => {
          // Requests of one kind at different times, for the latency of the admin API.
          await official.act('elections');
          const requests = 'http_request_duration_seconds_count{service="admin-api"}';
          expect(await valueOf(`sum(rate(${requests}[1m]))`)).toBeGreaterThan(0);
          expect(await valueOf(`sum(votes_by_law_total{law_id="${law.id}"})`)).toBe(ofLaw.accepted);
          const counted = `sum(election_votes_aggregated_total{election_id="${election.id}"})`;
          expect(await valueOf(counted)).toBe(ofElection.planned.voters);
          const totals = `sum(max by (choice) (current_vote_totals{law_id="${law.id}"}))`;
          expect(await valueOf(totals)).toBe(ofLaw.planned.voters);
          const voters = `max(contest_counted_voters{contest="law:${law.id}"})`;
          expect(await valueOf(voters)).toBe(ofLaw.planned.voters);
          // A rate needs two scrapes.
          for (const metric of ['votes_by_law_total', 'votes_aggregated_total', 'votes_by_election_total'])
            expect(await watching.query(`rate(${metric}[1m])`)).not.toEqual([]);
          expect(await valueOf('sum(gateway_votes_total{outcome="limited"})')).toBe(10);
        },
        { deadlineMs: 130_000, everyMs: 500 }, // two turns, as PostgreSQL may be away at the first,
      );
    });
    afterAll(async () => {
      await watching.stop();
    });

    test('every vote that was simulated is counted once', async () => {
      expect(reports.map(({ ok }) => ok)).toEqual([true, true]);
      const accepted = reports.reduce((sum, report) => sum + report.accepted, 0);
      const unknown = planned('unknown') + planned('scrambledCodes');
      const rejected = planned('duplicates') + unknown + planned('wrongRegion');
      const numbers: readonly (readonly [string, number])[] = [
        ['sum(votes_received_total)', accepted],
        ['max(ledger_votes{state="received"})', accepted],
        ['max(ledger_votes{state="counted"})', planned('voters')],
        ['max(ledger_votes{state="rejected"})', rejected],
        ['max(ledger_votes{state="in_flight"})', 0],
        ['max(ledger_state{state="balanced"})', 1],
        ['sum(validation_votes_processed_total{status="valid"})', planned('voters')],
        ['sum(validation_votes_processed_total{status="already-voted"})', planned('duplicates')],
        ['sum(validation_votes_processed_total{status="unknown-credential"})', unknown],
        ['sum(validation_votes_processed_total{status="wrong-region"})', planned('wrongRegion')],
        ['sum(duplicate_attempts_total)', planned('duplicates')],
        ['sum(batch_size_processed_total{kind="votes"})', planned('voters')],
        ['sum(batch_size_processed_total{kind="rejections"})', rejected],
        ['sum(http_requests_total{route="/api/v1/vote",status="202"})', reports[0]?.accepted ?? 0],
        ['sum(http_requests_total{route="/api/v1/elections/vote",status="202"})', reports[1]?.accepted ?? 0],
        ['sum(rabbitmq_detailed_queue_messages)', 0],
        ['sum(admin_logins_total{outcome="in"})', 2],
        ['sum(admin_logins_total{outcome="wrong"})', 1],
        ['sum(count_duration_seconds_count{outcome="done"})', 1],
      ];
      for (const [expr, value] of numbers) expect([expr, await valueOf(expr)]).toEqual([expr, value]);
    });

    test('the turnout is that of the voters who were simulated', async () => {
      const contests = [
        `law:${law.id}`,
        ...election.races.map(({ regionId }) => `election:${election.id}:${regionId}`),
      ];
      const counted = await Promise.all(
        contests.map((contest) => valueOf(`max(contest_counted_voters{contest="${contest}"})`)),
      );
      expect(counted[0]).toBe(reports[0]?.planned.voters);
      expect((counted[1] ?? 0) + (counted[2] ?? 0)).toBe(reports[1]?.planned.voters);
      for (const [i, contest] of contests.entries()) {
        const registered = await valueOf(`max(contest_registered_voters{contest="${contest}"})`);
        expect(registered).toBeGreaterThanOrEqual(counted[i] ?? Number.NaN);
      }
    });

    test('the votes by choice are those in the database', async () => {
      const { results } = await readLawRecords(stack, law.id);
      const totals = (choice: string): string =>
        `max(current_vote_totals{law_id="${law.id}",choice="${choice}"})`;
      const shown = { oui: await valueOf(totals('oui')), non: await valueOf(totals('non')) };
      expect(shown).toEqual({ oui: results.oui, non: results.non });
      expect(results.oui + results.non).toBe(reports[0]?.planned.voters);
    });

    const hasFigures = async (expr: string): Promise<void> => {
      const found = await watching.query(expr);
      expect([expr, found.filter(({ value }) => !Number.isNaN(value)).length]).not.toEqual([expr, 0]);
    };
    test.each(expressions)('$name has figures', async ({ expr }) => {
      await eventually('it has figures', () => hasFigures(expr), PATIENCE);
    });

    test.each(variables)('the variable $name has values', async ({ expr, label }) => {
      await eventually(
        'it has values',
        async () => {
          const found = await watching.query(expr);
          const values = found.map(({ labels }) => labels[label] ?? '').filter((value) => value !== '');
          expect(values).not.toEqual([]);
        },
        PATIENCE,
      );
    });

    test('every alert is evaluated without an error, and what it compares has a value', async () => {
      const alerts = await watching.alerts();
      expect(alerts.length).toBeGreaterThan(50);
      expect(alerts.filter(({ problem }) => problem !== '')).toEqual([]);
      await eventually(
        'what is compared has values',
        async () => {
          const withoutValue: string[] = [];
          for (const { name, query } of alerts) {
            for (const part of comparedParts(query)) {
              if (!needsCluster(part) && (await watching.query(part)).length === 0)
                withoutValue.push(`${name}: ${part}`);
            }
          }
          expect(withoutValue).toEqual([]);
        },
        PATIENCE,
      );
    });

    test('no alert but the Watchdog fires', async () => {
      const firing = (await watching.alerts()).filter(({ state }) => state === 'firing');
      expect(firing.map(({ name }) => name)).toEqual(['Watchdog']);
    });

    test.each(['rabbitmq', 'rabbitmq-queues', 'redis', 'postgres'])(
      '%s has the metrics that are declared of it, with their types',
      async (job) => {
        const detailed = '/metrics/detailed?family=queue_coarse_metrics&family=queue_consumer_count';
        const page = await watching.pageOf(job, job === 'rabbitmq-queues' ? detailed : '/metrics');
        const types = new Map(
          [...page.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name, type]),
        );
        const declared = Object.entries(EXPORTER_METRICS).filter(([, { exporter }]) => exporter === job);
        expect(declared.length).toBeGreaterThan(0);
        expect(declared.filter(([name, { type }]) => types.get(name) !== type)).toEqual([]);
      },
    );
  });
});

/** Whether an expression names metrics that only operators on Kubernetes have. */
function needsCluster(expr: string): boolean {
  return selectorsIn(expr).some(({ metric = '' }) =>
    ['cloudnative-pg', 'barman-cloud', 'cert-manager', 'textfile', 'blackbox'].includes(
      EXPORTER_METRICS[metric]?.exporter ?? '',
    ),
  );
}
