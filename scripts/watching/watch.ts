/**
 * `npm start -- --watch`: Prometheus with the configuration and the alerts of this project, the exporters of PostgreSQL
 * and Redis, and Grafana with the dashboards if it is on this machine. `npm run stop` ends them.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { WatcherName } from '../../libs/local-stack/src/stack-state.ts';
import type { WatchingProgram } from '../../libs/local-stack/src/watching-programs.ts';
import {
  postgresExporter,
  prometheusServer,
  redisExporter,
} from '../../libs/local-stack/src/watching-programs.ts';
import { localPrometheus } from '../../libs/monitoring/src/local-prometheus.ts';
import { projectRoot } from '../bootstrap/project.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';
import { isRunning } from '../bootstrap/running-process.mjs';
import type { Addresses } from '../servers/addresses.ts';
import { findOnPath } from '../servers/binaries.ts';
import { portFrom } from '../servers/ports.ts';
import { bareEnvironment, lastLines, startInBackground } from '../servers/processes.ts';
import { requirePrograms } from '../servers/required-programs.ts';
import type { ServerCommand } from '../servers/server.ts';
import { appsWith, workersAmong } from '../stack/app-table.ts';
import type { Profile } from '../stack/profile.ts';
import { logFile } from '../stack/profile.ts';
import { knownState, updateState } from '../stack/state.ts';
import { findGrafana, grafanaCommand } from './grafana.ts';
import { endWatcher, watchFolder } from './watchers.ts';

/** The addresses of what watches; no Grafana if there is none on this machine. */
export interface Watch {
  readonly prometheus: string;
  readonly grafana?: string;
}

/** The usual ports, which are chosen if they are free. */
const USUAL_PORTS: Readonly<Record<WatcherName, number>> = {
  'watch-prometheus': 9_090,
  'watch-postgres': 9_187,
  'watch-redis': 9_121,
  'watch-grafana': 3_000,
};
/** As in monitoring/prometheus.yml. */
const INTERVAL_S = 5;
const START_DEADLINE_MS = 60_000;
const POLL_MS = 50;
const MONITORING = path.join(projectRoot, 'monitoring');

/**
 * Starts what watches the stack, or restarts it, because its targets may have moved. It keeps the figures of earlier
 * times.
 *
 * @throws Refusal if Prometheus or an exporter is not installed and cannot be installed
 */
export async function watch(profile: Profile, addresses: Addresses): Promise<Watch> {
  const folder = watchFolder(profile);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const postgres = await begin(profile, 'watch-postgres', (port) =>
    postgresExporter({ port, databaseUrl: addresses.DATABASE_URL }),
  );
  const redis = await begin(profile, 'watch-redis', (port) =>
    redisExporter({ port, redisUrl: addresses.REDIS_URL }),
  );
  const configuration = path.join(folder, 'prometheus.yml');
  const text = localPrometheus(readFileSync(path.join(MONITORING, 'prometheus.yml'), 'utf8'), {
    targets: { ...targetsOf(profile), postgres: [postgres], redis: [redis] },
    rules: path.join(MONITORING, 'alerts.yml'),
    intervalS: INTERVAL_S,
  });
  writeFileSync(configuration, text);
  const data = path.join(folder, 'prometheus');
  const place = await begin(profile, 'watch-prometheus', (port) =>
    prometheusServer({ port, configuration, data }),
  );
  const prometheus = `http://${place}`;
  const grafana = await beginGrafana(profile, prometheus);
  return { prometheus, ...(grafana === undefined ? {} : { grafana }) };
}

/** The services and RabbitMQ, `host:port` by job. A RabbitMQ that the environment gives has no port that we know. */
function targetsOf(profile: Profile): Record<string, string[]> {
  const { apps, ports, external } = knownState(profile);
  const targets: Record<string, string[]> = {};
  for (const { name, app } of appsWith(workersAmong(Object.keys(apps)))) {
    const known = apps[name];
    if (known !== undefined) (targets[app] ??= []).push(`127.0.0.1:${known.ports.metrics}`);
  }
  if (ports.prometheus === undefined || external.includes('rabbitmq')) return targets;
  const rabbitmq = [`127.0.0.1:${ports.prometheus}`];
  return { ...targets, rabbitmq, 'rabbitmq-queues': rabbitmq };
}

/** Starts a program of Debian's packages, and returns its address when it answers. */
async function begin(
  profile: Profile,
  name: WatcherName,
  programOn: (port: number) => WatchingProgram,
): Promise<string> {
  await endWatcher(profile, name);
  const port = await choosePort(profile, name);
  const { program, package: from, args, environment, readyPath } = programOn(port);
  await requirePrograms(profile, [{ program, package: from }]);
  const command: ServerCommand = {
    file: findOnPath(program) ?? program,
    args,
    cwd: watchFolder(profile),
    env: environment,
  };
  return start(profile, name, { command, port, readyPath });
}

async function beginGrafana(profile: Profile, prometheus: string): Promise<string | undefined> {
  await endWatcher(profile, 'watch-grafana');
  const grafana = findGrafana(process.env['GRAFANA_HOME']);
  if (grafana === null) return undefined;
  const port = await choosePort(profile, 'watch-grafana');
  const command = grafanaCommand(grafana, { port, prometheus, folder: watchFolder(profile) });
  const place = await start(profile, 'watch-grafana', { command, port, readyPath: '/api/health' });
  return `http://${place}`;
}

async function choosePort(profile: Profile, name: WatcherName): Promise<number> {
  const { ports, apps } = knownState(profile);
  const taken = Object.entries(ports).filter(([other]) => other !== name);
  const ofApps = Object.values(apps).map(({ ports: own }) => own.metrics);
  const port = await portFrom(USUAL_PORTS[name], [...taken.map(([, used]) => used), ...ofApps]);
  updateState(profile, (state) => {
    state.ports[name] = port;
  });
  return port;
}

interface Starting {
  readonly command: ServerCommand;
  readonly port: number;
  readonly readyPath: string;
}

async function start(
  profile: Profile,
  name: WatcherName,
  { command, port, readyPath }: Starting,
): Promise<string> {
  const log = logFile(profile, name);
  const known = startInBackground({ ...command, env: bareEnvironment(command.env) }, log);
  updateState(profile, (state) => {
    state.processes[name] = known;
  });
  const deadline = performance.now() + START_DEADLINE_MS;
  while (isRunning(known) && performance.now() < deadline) {
    if (await answers(`http://127.0.0.1:${port}${readyPath}`)) return `127.0.0.1:${port}`;
    await delay(POLL_MS);
  }
  throw new Refusal(`${path.basename(command.file)} did not start; its log is ${log}.`, {
    detail: lastLines(log),
  });
}

async function answers(address: string): Promise<boolean> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5_000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false; // it does not listen yet
  }
}
