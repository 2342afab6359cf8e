import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { LOG_EVENTS, METRICS } from '@scrutin/service-runtime';
import { ALERTS } from '../alerts/groups.ts';
import { runbookPages, runbookUrl } from './document.ts';
import { RUNBOOKS } from './runbooks.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const filesIn = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
    path.join(folder, file),
  );

const lookups = Object.values(RUNBOOKS).flatMap(({ look }) => look);
const steps = Object.values(RUNBOOKS).flatMap(({ mitigation }) => mitigation);
const commands = [
  ...lookups.flatMap(({ npm, compose, kubectl }) => [npm, compose, kubectl]),
  ...steps.flatMap((step) => [...step.matchAll(/`([^`]+)`/g)].map(([, quoted]) => quoted)),
].filter((command) => command !== undefined);
/** All matches of the group of a pattern in the commands, without repetitions. */
const named = (pattern: RegExp): string[] => [
  ...new Set(commands.flatMap((command) => [...command.matchAll(pattern)].map(([, name]) => name ?? ''))),
];

test('every alert has a runbook, and every runbook an alert', () => {
  expect(Object.keys(RUNBOOKS).sort()).toEqual(ALERTS.map(({ name }) => name).sort());
});

test('the address of each runbook leads to a heading with the name of the alert', () => {
  const pages = new Map(runbookPages().map(({ path: file, content }) => [file, content()]));
  for (const { name } of ALERTS) {
    const [file = '', anchor] = runbookUrl(name).split('#');
    expect(pages.get(file)).toContain(`\n## ${name}\n`);
    expect(anchor).toBe(name.toLowerCase());
  }
});

test.each(Object.entries(RUNBOOKS))(
  '%s says in whole sentences what to do',
  (_, { meaning, look, mitigation }) => {
    expect(look.length).toBeGreaterThan(0);
    expect(mitigation.length).toBeGreaterThan(0);
    for (const text of [meaning, ...mitigation]) expect(text).toMatch(/^(?:[A-Z]|`[^`]+`).*[.?]$/);
  },
);

test('a shell can read every command', () => {
  for (const { npm, compose, kubectl } of lookups) {
    for (const command of [npm, compose, kubectl].filter((one) => one !== undefined)) {
      expect([command, spawnSync('bash', ['-n', '-c', command]).status]).toEqual([command, 0]);
    }
  }
});

test('every command of the command line exists', () => {
  const words = named(/(?:^|npx |operator )scrutin ([a-z][a-z-]*(?: [a-z][a-z-]*)?)/g);
  const ofOthers = named(/main\.js ([a-z][a-z-]*(?: [a-z][a-z-]*)?)/g);
  const all = [...new Set([...words, ...ofOthers])];
  expect(all).toContain('ledger');
  for (const command of all) {
    const main = path.join(root, 'apps/cli/dist/main.js');
    const { status, stdout } = spawnSync(process.execPath, [main, ...command.split(' '), '--help'], {
      encoding: 'utf8',
    });
    expect([command, status]).toEqual([command, 0]);
    expect(stdout).toContain(`scrutin ${command}`);
  }
}, 60_000);

test('every service of Compose exists', () => {
  const { services } = parse(textOf('docker-compose.yml'), { merge: true }) as { services: object };
  const exec = named(/^docker compose exec (\S+)/g);
  const logs = named(/^docker compose (?:--profile full )?logs --tail 30 (\S+)/g);
  const scaled = named(/--scale ([a-z-]+)=/g);
  const run = named(/ run --rm (\S+)/g);
  const names = [...exec, ...logs, ...scaled, ...run];
  expect(names).toContain('aggregator');
  expect(names.filter((name) => !Object.keys(services).includes(name))).toEqual([]);
});

test('every object of Kubernetes exists', () => {
  const manifests = filesIn('k8s')
    .filter((file) => file.endsWith('.yaml'))
    .map(textOf)
    .join('\n---\n');
  const names = [
    ...named(/deployment\/([a-z-]+)/g),
    ...named(/scaledobject ([a-z-]+)/g),
    ...named(/(?:clusters|scheduledbackups)\.postgresql\.cnpg\.io ([a-z-]+)/g),
    ...named(/exec (scrutin-rabbitmq)-server-0/g),
    ...named(/exec service\/(scrutin-postgres)-rw/g),
    ...named(/--selector app=(redis)/g),
    ...named(/cnpg\.io\/cluster=([a-z-]+)/g),
  ];
  expect(names).toContain('operator');
  for (const name of new Set(names)) {
    expect([name, new RegExp(String.raw`\n {2}name: ${name}\n`).test(manifests)]).toEqual([name, true]);
  }
  const apps = [
    ...named(/--selector app=([a-z-]+)/g),
    ...named(/app in \(([^)]+)\)/g).flatMap((list) => list.split(',')),
  ];
  for (const app of apps) expect(manifests).toMatch(new RegExp(String.raw`app: ${app}\b`));
  expect(manifests).toContain('REDIS_CLI');
  expect(manifests).toContain('/run/scrutin, readOnly: true');
});

test('every file and script of `npm start` exists', () => {
  const table = textOf('scripts/stack/app-table.ts');
  for (const log of named(/\.scrutin\/dev\/logs\/([a-z0-9-]+)\.log/g)) {
    const isServer = ['postgres', 'redis', 'rabbitmq'].includes(log);
    // The table gives each worker its number.
    const name = log.replace(/^(validation-worker-)\d+$/, '$1');
    const isApp = table.includes(`name: '${name}'`) || table.includes(`name: \`${name}\${`);
    expect([log, isServer || isApp]).toEqual([log, true]);
  }
  const usage = textOf('scripts/commands/services.ts');
  for (const act of named(/scripts\/services\.mjs ([a-z]+)/g))
    expect(usage).toMatch(new RegExp(String.raw`\b${act}\|`));
  const addresses = textOf('scripts/servers/addresses.ts');
  for (const variable of named(/"\$([A-Z_]+)/g)) expect(addresses).toContain(variable);
});

test('every event, metric, setting and alert that a runbook names exists', () => {
  const events = [
    ...named(/'"([a-z-]+\.[a-z-]+)"'/g),
    ...named(/^((?:intake|service|broker|voter-roll)\.[a-z-]+)$/g),
  ];
  expect(events.filter((event) => !Object.hasOwn(LOG_EVENTS, event))).toEqual([]);
  const metrics = named(/^([a-z]+(?:_[a-z]+)*_total)$/g);
  expect(metrics.filter((metric) => !Object.hasOwn(METRICS, metric))).toEqual([]);

  const prose = Object.values(RUNBOOKS)
    .flatMap(({ meaning, mitigation }) => [meaning, ...mitigation])
    .join('\n');
  const sources = filesIn('apps')
    .concat(filesIn('libs/service-runtime/src'))
    .filter((file) => /\/src\/(?:program\/)?(?:config|run|.*-config|environment)\.ts$/.test(file))
    .map(textOf)
    .join('\n');
  const settings = [...new Set(prose.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g))];
  expect(settings.filter((name) => !sources.includes(name))).toEqual([]);
  const names = new Set(ALERTS.map(({ name }) => name));
  const mentioned = [...prose.matchAll(/\b(?:see|with|as|alert) ([A-Z][a-z]+[A-Z]\w+)/g)].map(
    ([, name = '']) => name,
  );
  expect(mentioned.filter((name) => !names.has(name))).toEqual([]);
});
