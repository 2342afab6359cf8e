import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { METRICS } from '@scrutin/service-runtime';
import { promtool, selectorsIn } from '@scrutin/testkit';
import { metricType } from '../metric-names.ts';
import { ALERT_CASES } from './fixture/alert-cases.ts';
import { healthyTest, testOf } from './fixture/rule-tests.ts';
import { ALERTS } from './groups.ts';

const rules = fileURLToPath(new URL('../../../../monitoring/alerts.yml', import.meta.url));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'scrutin-rules-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the tests with promtool, and returns what it complains about. */
async function complaints(name: string, tests: readonly object[]): Promise<string> {
  const file = path.join(folder, `${name}.yml`);
  writeFileSync(file, stringify({ rule_files: [rules], evaluation_interval: '30s', tests }));
  const { code, output } = await promtool(['test', 'rules', file]);
  return code === 0 ? '' : output;
}

test('promtool accepts the rules and the configuration of Prometheus', async () => {
  const config = rules.replace('alerts.yml', 'prometheus.yml');
  for (const [kind, file] of [
    ['rules', rules],
    ['config', config],
  ] as const)
    expect(await promtool(['check', kind, file])).toMatchObject({ code: 0 });
});

test('every job that an alert names is scraped by Compose, or only exists on Kubernetes', () => {
  const config = readFileSync(rules.replace('alerts.yml', 'prometheus.yml'), 'utf8');
  const scraped = [...config.matchAll(/job_name: (\S+)/g)].map(([, job]) => job);
  const named = ALERTS.flatMap(({ expr }) => [...expr.matchAll(/job="([^"]+)"/g)].map(([, job]) => job));
  expect([...new Set(named)].filter((job) => !scraped.includes(job))).toEqual(['results-api']);
});

test('in a healthy system no alert fires but the Watchdog', async () => {
  expect(await complaints('healthy', [healthyTest()])).toBe('');
}, 60_000);

test('every alert has a case in which it fires', () => {
  const firing = ALERT_CASES.filter(({ fires }) => fires !== 'quiet').map(({ alert }) => alert);
  const names = ALERTS.map(({ name }) => name).filter((name) => name !== 'Watchdog');
  expect([...new Set(firing)].sort()).toEqual(names.sort());
});

test('each alert fires after its time and not before, and not below its limit', async () => {
  expect(await complaints('cases', ALERT_CASES.map(testOf))).toBe('');
}, 600_000);

test('no two alerts have one name', () => {
  expect(new Set(ALERTS.map(({ name }) => name)).size).toBe(ALERTS.length);
});

test.each(ALERTS)('$name says in whole sentences what happens and what it means', ({ summary, impact }) => {
  expect(summary).toMatch(/^[A-Z].*\.$/);
  expect(impact).toMatch(/^[A-Z].*\.$/);
});

test.each(ALERTS)('$name names only metrics that exist', ({ expr }) => {
  const unknown = selectorsIn(expr).filter(({ metric, matchers }) => {
    const pattern = matchers.find(({ label }) => label === '__name__')?.value;
    if (metric !== undefined) return metricType(metric) === undefined;
    return !Object.keys(METRICS).some((name) => new RegExp(`^(?:${pattern ?? ''})$`).test(name));
  });
  expect(unknown).toEqual([]);
});
