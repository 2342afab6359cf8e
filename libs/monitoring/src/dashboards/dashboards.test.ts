import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as units from '@grafana/grafana-foundation-sdk/units';
import { parse } from 'yaml';
import type { Selector } from '@scrutin/testkit';
import { selectorsIn, syntaxProblem } from '@scrutin/testkit';
import { ALERTS } from '../alerts/groups.ts';
import { EXPORTER_METRICS } from '../exporter-metrics.ts';
import { metricType } from '../metric-names.ts';
import { dashboardFiles, DASHBOARDS } from './dashboard-files.ts';
import { runbookPanelId } from './runbook-address.ts';

/** The parts of a dashboard that the rules read, as Grafana reads them from the file. */
interface PanelJson {
  readonly id: number;
  readonly type: string;
  readonly title?: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: { readonly type: string; readonly uid: string };
  readonly fieldConfig?: { readonly defaults: { readonly unit?: string } };
  readonly targets?: readonly {
    readonly expr: string;
    readonly legendFormat: string;
    readonly refId: string;
    readonly datasource: { readonly uid: string };
  }[];
  readonly links?: readonly { readonly title: string; readonly url: string }[];
}

interface DashboardJson {
  readonly uid: string;
  readonly title: string;
  readonly editable: boolean;
  readonly templating: {
    readonly list?: readonly {
      readonly name: string;
      readonly type: string;
      readonly query: unknown;
      readonly datasource?: { readonly uid: string };
      readonly refresh?: number;
      readonly multi?: boolean;
    }[];
  };
  readonly panels: readonly PanelJson[];
}

const monitoring = fileURLToPath(new URL('../../../../monitoring/', import.meta.url));
const FOLDER = 'grafana/dashboards';

const boards = dashboardFiles().map(({ path: file, content }) => ({
  path: file,
  board: JSON.parse(content()) as DashboardJson,
}));
const runbooks = boards.find((one) => one.path.endsWith('runbooks.json'))!.board;
const withFigures = boards.filter(({ board }) => board !== runbooks);
const panels = withFigures.flatMap(({ board }) =>
  board.panels
    .filter(({ type }) => type !== 'row')
    .map((panel) => ({ ...panel, board, name: `${board.title}: ${panel.title ?? ''}` })),
);
const sources = DASHBOARDS.flatMap(({ rows }) => rows.flatMap((row) => row.panels));

/** A range that no author would write stands for the one that Grafana computes. */
const COMPUTED = '77m';
const targets = panels.flatMap((panel) =>
  (panel.targets ?? []).map((target) => ({
    ...target,
    panel,
    name: `${panel.name} (${target.refId})`,
    expr: target.expr.replaceAll('$__rate_interval', COMPUTED),
  })),
);

/** Series without the labels job and instance, and why. */
const WITHOUT_PROCESS: Readonly<Record<string, string>> = {
  ALERTS: 'has the labels of the expression of its alert, and most of them are sums over all processes',
};

/** Counters that are shown as they are, and why. */
const RUNNING_TOTALS: Readonly<Record<string, string>> = {
  admin_acts_total: 'has a series only from the first act of a kind on, so its growth would miss that act',
};

test('the files in monitoring/grafana/dashboards are those that the source declares', () => {
  const declared = dashboardFiles().map((file) => file.path.replace(/^.*\//, ''));
  expect(readdirSync(path.join(monitoring, FOLDER)).sort()).toEqual(declared.sort());
});

test('Kubernetes gets every file, each in a ConfigMap that kubectl can apply', () => {
  const { configMapGenerator: maps } = parse(
    readFileSync(path.join(monitoring, 'kustomization.yaml'), 'utf8'),
  ) as { configMapGenerator: { name: string; files: string[] }[] };
  const names = readdirSync(path.join(monitoring, FOLDER));
  expect(maps.flatMap(({ files }) => files).sort()).toEqual(names.map((name) => `${FOLDER}/${name}`).sort());
  for (const { files } of maps) {
    expect(files).toHaveLength(1);
    expect(statSync(path.join(monitoring, files[0] ?? '')).size).toBeLessThan(200_000);
  }
});

test('the overview has the eleven panels of the first system', () => {
  const titles = panels.filter(({ board }) => board.uid === 'scrutin-overview').map(({ title }) => title);
  expect(titles).toEqual(
    expect.arrayContaining([
      'Votes per second',
      'Total votes by law',
      'Validation status',
      'Queue depth',
      'API latency p50/p95/p99',
      'Duplicate attempt rate',
      'Active workers',
      'Redis memory',
      'Database connections',
      'Requests by status',
      'Validation rate',
    ]),
  );
});

// The rules of grafana/dashboard-linter, and our own.
describe.each(withFigures)('$path', ({ board }) => {
  const variables = board.templating.list ?? [];

  test('nobody edits it on the page, because the next start would undo it', () => {
    expect(board.editable).toBe(false);
  });

  test('the reader chooses the data source, the job and the process', () => {
    expect(variables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['datasource', 'job', 'instance']),
    );
    expect(variables[0]).toMatchObject({ name: 'datasource', type: 'datasource', query: 'prometheus' });
  });

  test('every other variable asks that source again when the time changes, and may have several values', () => {
    for (const variable of variables.slice(1)) {
      expect(variable).toMatchObject({ datasource: { uid: '${datasource}' }, refresh: 2, multi: true });
    }
  });

  test('every variable is used', () => {
    const text = JSON.stringify([board.panels, variables.map(({ query }) => query)]);
    for (const { name } of variables) expect(text).toMatch(new RegExp(String.raw`\$\{?${name}\b`));
  });

  test('every variable of an expression exists', () => {
    const named = [...JSON.stringify(board.panels).matchAll(/\$\{?(\w+)/g)].map(([, name]) => name);
    const known = [...variables.map(({ name }) => name), '__rate_interval'];
    expect(named.filter((name) => !known.includes(name ?? ''))).toEqual([]);
  });

  test('the panels have different numbers and titles, and do not overlap', () => {
    const shown = board.panels;
    expect(new Set(shown.map(({ id }) => id)).size).toBe(shown.length);
    expect(new Set(shown.map(({ title }) => title)).size).toBe(shown.length);
    for (const { gridPos: a, id } of shown) {
      expect(a.x + a.w).toBeLessThanOrEqual(24);
      for (const { gridPos: b, id: other } of shown) {
        const apart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
        expect([id, other, apart || id === other]).toEqual([id, other, true]);
      }
    }
  });
});

const UNITS = new Set<string>(Object.values(units).filter((unit) => typeof unit === 'string'));

test.each(panels)('$name has a title, a description, a unit, a source and queries', (panel) => {
  expect(panel.title).toMatch(/^[A-Z]/);
  expect(panel.description).toMatch(/^[A-Z0-9].*\.$/);
  expect(UNITS).toContain(panel.fieldConfig?.defaults.unit);
  expect(panel.datasource).toEqual({ type: 'prometheus', uid: '${datasource}' });
  expect(panel.targets?.length).toBeGreaterThan(0);
  for (const { datasource, legendFormat } of panel.targets ?? []) {
    expect(datasource.uid).toBe('${datasource}');
    expect(legendFormat).not.toBe('');
  }
});

describe.each(targets)('$name', ({ expr, panel, legendFormat }) => {
  const selectors = selectorsIn(expr);
  const has = ({ matchers }: Selector, label: string): boolean =>
    matchers.some((one) => one.label === label && one.operator === '=~' && one.value === `$${label}`);

  test('is valid PromQL', () => {
    expect(syntaxProblem(expr)).toBeUndefined();
    expect(selectors.length).toBeGreaterThan(0);
  });

  test('names only metrics that exist', () => {
    expect(selectors.map(({ metric }) => metric).filter((name) => !metricType(name ?? ''))).toEqual([]);
  });

  test('asks for the chosen job and process', () => {
    const all = selectors.filter(({ metric }) => !Object.hasOwn(WITHOUT_PROCESS, metric ?? ''));
    expect(all.filter((one) => !has(one, 'job') || !has(one, 'instance'))).toEqual([]);
  });

  test('shows how counters grow, over the interval that Grafana computes, and nothing of gauges', () => {
    for (const { metric, functions, range } of selectors) {
      const grows = functions[0] === 'rate' || functions[0] === 'increase';
      const isCounter =
        metricType(metric ?? '') === 'counter' && !Object.hasOwn(RUNNING_TOTALS, metric ?? '');
      expect([metric, grows]).toEqual([metric, isCounter]);
      expect([metric, range]).toEqual([metric, grows ? COMPUTED : undefined]);
    }
  });

  test('the legend names only labels that the expression keeps', () => {
    const labels = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label);
    const kept = [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/));
    if (kept.length > 0) expect(labels.filter((label) => !kept.includes(label ?? ''))).toEqual([]);
    if (kept.length === 0 && labels.length > 0) expect(expr).not.toMatch(/\b(?:sum|max|min)\(/);
  });

  test('belongs to a panel that has a place on the page', () => {
    expect(panel.gridPos.h).toBeGreaterThan(1);
  });
});

test('everything that is declared of exporters is used', () => {
  const named = [...targets, ...ALERTS].flatMap(({ expr }) => selectorsIn(expr).map(({ metric }) => metric));
  expect(Object.keys(EXPORTER_METRICS).filter((name) => !named.includes(name))).toEqual([]);
});

describe('alerts', () => {
  test('every alert has a panel with a link to its runbook, except those about what only Kubernetes has', () => {
    const shown = sources.flatMap(({ alerts = [] }) => alerts);
    expect(
      ALERTS.filter(({ name }) => !shown.includes(name)).map(({ name, expr }) => [
        name,
        /\b(?:cnpg|barman|certmanager)_/.test(expr),
      ]),
    ).toEqual([
      ['PostgresReplicaMissing', true],
      ['PostgresWithoutReplica', true],
      ['PostgresReplicationLag', true],
      ['BackupTooOld', true],
      ['CertificateExpiresSoon', true],
    ]);
  });

  test('a link leads to the runbook of its alert', () => {
    for (const { name } of ALERTS) {
      const panel = runbooks.panels.find(({ id }) => id === runbookPanelId(name));
      expect(panel).toMatchObject({ type: 'text', title: name });
    }
    const links = panels.flatMap((panel) => panel.links ?? []);
    expect(links.length).toBeGreaterThan(40);
    for (const { title, url } of links) {
      const alert = title.replace('Runbook: ', '');
      expect(url).toBe(`/d/${runbooks.uid}/runbooks?viewPanel=${runbookPanelId(alert)}`);
    }
  });

  test.each(sources.filter(({ limits }) => limits !== undefined))(
    'the limits of $title are those of its alerts',
    ({ alerts: names = [], limits }) => {
      const { warning, critical } = limits!;
      for (const [severity, limit] of Object.entries({ warning, critical })) {
        if (limit === undefined) continue;
        const numbers = ALERTS.filter((alert) => names.includes(alert.name) && alert.severity === severity)
          .flatMap(({ expr }) => [...expr.matchAll(/[<>]=? ([\d.]+)/g)])
          .map(([, number]) => Number(number));
        expect(numbers).toContain(limit);
      }
    },
  );

  test('the titles of the runbooks are those of the alerts, and their numbers are different', () => {
    const texts = runbooks.panels.filter(({ type }) => type === 'text');
    expect(texts.map(({ title }) => title).sort()).toEqual(ALERTS.map(({ name }) => name).sort());
    expect(new Set(runbooks.panels.map(({ id }) => id)).size).toBe(runbooks.panels.length);
  });
});
