/**
 * The processes of Scrutin itself, in the background of `npm start`: one table says what runs. One that runs already
 * stays, unless its program, its environment or its health says otherwise.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

import { addressFor } from './database.mjs';
import { portFrom } from './ports.mjs';
import {
  bareEnvironment,
  isRunning,
  killTree,
  lastLines,
  startInBackground,
  terminate,
} from './processes.mjs';
import { logFile, projectRoot } from './project.mjs';
import { Refusal } from './refusal.mjs';
import { messageKeys, readState, updateState } from './state.mjs';

/**
 * `port`: where the public finds it, unless that is taken; `publishedAs`: the name of that port in the state, which
 * the command line reads. `pepper`: only who sees credentials gets the key of their hashes; `roll`: only who asks the
 * voter roll, the address of Redis. All but who says `broker: false` get that of RabbitMQ, and the keys of its
 * messages; everybody may look at its queues.
 */
export const APPS = [
  {
    name: 'ingestion-api',
    role: 'scrutin_ingestion',
    port: 8000,
    publishedAs: 'api',
    pepper: true,
    roll: true,
    // A simulation on this machine has one address for all its voters.
    settings: { ADDRESS_LIMIT: '1000000' },
  },
  { name: 'validation-worker-1', app: 'validation-worker', role: 'scrutin_worker', roll: true },
  { name: 'validation-worker-2', app: 'validation-worker', role: 'scrutin_worker', roll: true },
  { name: 'aggregator', role: 'scrutin_aggregator' },
  {
    name: 'admin-api',
    role: 'scrutin_admin',
    port: 8001,
    publishedAs: 'admin',
    broker: false,
    roll: true,
    // Loopback without TLS: a browser would not send a Secure cookie back.
    settings: { COOKIE_SECURE: 'false' },
  },
];

const FIRST_METRICS_PORT = 9101;
const READY_DEADLINE_MS = 30_000;
/** A service gives itself 25 s to hand over what it holds. */
const STOP_DEADLINE_MS = 30_000;
const POLL_MS = 50;

/** What was built. By content, as Nx writes the same files again when it takes them from its cache. */
function buildFingerprint() {
  const hash = createHash('sha256');
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) visit(full);
      else if (entry.name.endsWith('.js')) {
        hash.update(`${full}\n`).update(readFileSync(full));
      }
    }
  };
  for (const group of ['apps', 'libs']) {
    for (const name of readdirSync(path.join(projectRoot, group))) {
      const dist = path.join(projectRoot, group, name, 'dist');
      if (statSync(dist, { throwIfNoEntry: false })?.isDirectory()) visit(dist);
    }
  }
  return hash.digest('hex');
}

/**
 * A young generation that holds the requests in flight spares the API processor time (docs/PERFORMANCE.md).
 * Of an option that is there twice Node takes the last: what the user has set wins.
 */
function nodeOptions(given = '') {
  return `--max-semi-space-size=32 ${given}`.trim();
}

function environmentOf(profile, definition, addresses, ports) {
  return {
    NODE_ENV: 'production',
    NODE_OPTIONS: nodeOptions(process.env.NODE_OPTIONS),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
    DATABASE_URL: addressFor(profile, addresses.DATABASE_URL, definition.role),
    ...(definition.roll ? { REDIS_URL: addresses.REDIS_URL } : {}),
    ...(definition.broker === false
      ? {}
      : { AMQP_URL: addresses.AMQP_URL, MESSAGE_KEYS: messageKeys(profile) }),
    ...(addresses.AMQP_MANAGEMENT_URL === undefined
      ? {}
      : { AMQP_MANAGEMENT_URL: addresses.AMQP_MANAGEMENT_URL }),
    METRICS_PORT: String(ports.metrics),
    ...(ports.public === undefined ? {} : { PORT: String(ports.public) }),
    ...definition.settings,
    ...(definition.pepper ? { CREDENTIAL_PEPPER: readState(profile).secrets.pepper } : {}),
  };
}

async function choosePorts(profile, definition) {
  const taken = Object.entries(readState(profile).apps)
    .filter(([name]) => name !== definition.name)
    .flatMap(([, known]) => [known.ports.public, known.ports.metrics]);
  const reserved = APPS.filter((other) => other !== definition).map((other) => other.port);
  return {
    metrics: await portFrom(FIRST_METRICS_PORT, taken),
    ...(definition.port === undefined
      ? {}
      : { public: await portFrom(definition.port, [...taken, ...reserved]) }),
  };
}

async function isReady(ports) {
  try {
    const answer = await fetch(`http://127.0.0.1:${ports.metrics}/health/ready`, {
      signal: AbortSignal.timeout(2_000),
    });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}

async function startApp(profile, definition, addresses, build) {
  const fingerprint = (ports) =>
    createHash('sha256')
      .update(build)
      .update(JSON.stringify(environmentOf(profile, definition, addresses, ports)))
      .digest('hex');
  const known = readState(profile).apps[definition.name];
  if (isRunning(known)) {
    if (known.fingerprint === fingerprint(known.ports) && (await isReady(known.ports))) return 'found';
    await terminate(known, { deadlineMs: STOP_DEADLINE_MS });
  }
  const ports = await choosePorts(profile, definition);
  const app = definition.app ?? definition.name;
  const started = startInBackground(process.execPath, [path.join('apps', app, 'dist', 'main.js')], {
    cwd: projectRoot,
    env: bareEnvironment(environmentOf(profile, definition, addresses, ports)),
    log: logFile(profile, definition.name),
  });
  updateState(profile, (state) => {
    if (definition.port !== undefined) state.ports[definition.publishedAs] = ports.public;
    state.apps[definition.name] = { ...started, ports, fingerprint: fingerprint(ports) };
  });
  return 'started';
}

async function untilReady(profile, name) {
  const known = readState(profile).apps[name];
  const deadline = performance.now() + READY_DEADLINE_MS;
  while (isRunning(known) && performance.now() < deadline) {
    if (await isReady(known.ports)) return;
    await delay(POLL_MS);
  }
  const how = isRunning(known) ? `is not ready after ${READY_DEADLINE_MS / 1_000} s` : 'ended';
  throw new Refusal(`${name} ${how}; its log is ${logFile(profile, name)}.`, {
    detail: lastLines(logFile(profile, name)),
  });
}

/** Starts what does not run yet and waits until all are ready. Returns names by what was done, and the ports. */
export async function appsUp(profile, addresses) {
  const build = buildFingerprint();
  const done = { started: [], found: [] };
  for (const definition of APPS) {
    done[await startApp(profile, definition, addresses, build)].push(definition.name);
  }
  await Promise.all(APPS.map(({ name }) => untilReady(profile, name)));
  const { apps } = readState(profile);
  return { ...done, ports: Object.fromEntries(APPS.map(({ name }) => [name, apps[name].ports])) };
}

/** Ends all, those of an older table too. Returns the names of what had to be killed. */
export async function appsDown(profile) {
  const apps = Object.entries(readState(profile)?.apps ?? {});
  const results = await Promise.all(
    apps.map(async ([name, known]) => [name, await terminate(known, { deadlineMs: STOP_DEADLINE_MS })]),
  );
  for (const [, known] of apps) await killTree(known);
  if (apps.length > 0) {
    updateState(profile, (state) => {
      state.apps = {};
    });
  }
  return {
    ended: results.filter(([, how]) => how === 'ended').map(([name]) => name),
    killed: results.filter(([, how]) => how === 'killed').map(([name]) => name),
  };
}
