/**
 * Does what a person does after `git clone`, as a normal user: without root, sudo or a compiler, and on the Node.js of
 * the machine. The packages of the servers are installed. The tests run one after the other in one checkout.
 */
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { StackState } from '../../libs/local-stack/src/stack-state.ts';
import { parseStackState } from '../../libs/local-stack/src/stack-state.ts';
import { exitCodeOf, INTERRUPTIONS } from '../bootstrap/interrupts.mjs';
import { SERVER_NAMES } from '../servers/addresses.ts';
import { canInstall, installPackages } from '../servers/apt.ts';
import { findOnPath } from '../servers/binaries.ts';
import { missingPackages } from '../servers/native.ts';
import type { Checkout } from './checkout.ts';
import { makeCheckout, processesOf, runIn, startIn, untilWritten } from './checkout.ts';
import type { NormalUser } from './normal-user.ts';
import { normalUser } from './normal-user.ts';

const MINUTE = 60_000;
/** Programs of which each is in the package of its name. */
const WATCHING = ['prometheus', 'prometheus-postgres-exporter', 'prometheus-redis-exporter'];

let user: NormalUser;
let checkout: Checkout;

function stackState(): StackState {
  const text = readFileSync(path.join(checkout.folder, '.scrutin', 'dev', 'state.json'), 'utf8');
  const state = parseStackState(text);
  assert.ok(state !== undefined, text);
  return state;
}

function portOfApi(): number {
  return stackState().apps['ingestion-api']?.ports.public ?? 0;
}

before(
  async () => {
    const watching = WATCHING.filter((program) => findOnPath(program) === null);
    const missing = [...missingPackages(SERVER_NAMES), ...watching];
    if (missing.length > 0 && canInstall()) await installPackages(missing, '/dev/null');
    user = normalUser();
    checkout = makeCheckout(user);
  },
  { timeout: 5 * MINUTE },
);

function cleanUp(): void {
  for (const pid of processesOf(checkout)) process.kill(pid, 'SIGKILL');
  user.remove();
}

after(cleanUp);
for (const signal of INTERRUPTIONS) {
  process.once(signal, () => {
    cleanUp();
    process.exit(exitCodeOf(signal));
  });
}

describe('a normal user', { timeout: 30 * MINUTE }, () => {
  it('has no compiler and no other rights', async () => {
    for (const program of ['gcc', 'cc', 'g++', 'make', 'python3', 'sudo']) {
      await assert.rejects(runIn(checkout, 'sh', ['-c', `command -v ${program}`]), program);
    }
  });

  it(
    'gets from the clone to counted votes with npm start, and watches them',
    { timeout: 15 * MINUTE },
    async () => {
      const output = await runIn(checkout, 'npm', ['start', '--', '--watch']);
      assert.match(output, /✓ packages {3}packages installed/);
      assert.match(output, /Balanced: every vote received is counted, rejected or parked/);
      assert.match(output, /Prometheus {5}http:\/\/127\.0\.0\.1:\d+\/alerts\n/);
    },
  );

  it('sees in Prometheus what runs and the votes, and that the alerts are loaded', async () => {
    assert.deepEqual(
      (await figures('up')).map(({ value }) => value),
      Array.from({ length: 9 }, () => '1'),
    );
    const [received] = await figures('sum(votes_received_total)');
    assert.ok(Number(received?.value) > 3_000, JSON.stringify(received));
    const names = (await figures('ALERTS{alertstate="firing"}')).map(({ labels }) => labels['alertname']);
    assert.ok(names.includes('Watchdog'), names.join(', '));
  });

  it('gets a result from the API', async () => {
    const answer = await fetch(`http://127.0.0.1:${portOfApi()}/api/v1/results?include=rehearsals`);
    assert.equal(answer.status, 200);
    const results = (await answer.json()) as { law_id: string; total_votes: number }[];
    const law = results.find(({ law_id: id }) => id === 'L2025-001');
    assert.ok(law !== undefined && law.total_votes > 0, JSON.stringify(results));
  });

  it('runs everything on the Node.js of the packages', () => {
    for (const [name, { pid }] of Object.entries(stackState().apps)) {
      const program = readlinkSync(`/proc/${pid}/exe`);
      assert.ok(
        program.startsWith(path.join(checkout.folder, 'node_modules', 'node')),
        `${name}: ${program}`,
      );
    }
  });

  it(
    'works on the code with npm run dev, which restarts what a change concerns',
    { timeout: 12 * MINUTE },
    async () => {
      const pidsBefore = pidsOfApps();
      const dev = startIn(checkout, 'npm', ['run', 'dev']);
      await untilWritten(dev, /Ctrl-C ends everything/, 4 * MINUTE);
      assert.deepEqual(pidsOfApps(), pidsBefore);

      appendFileSync(path.join(checkout.folder, 'apps/aggregator/src/main.ts'), '// changed\n');
      await untilWritten(dev, /Restarted aggregator\.\n/, 3 * MINUTE);
      appendFileSync(path.join(checkout.folder, 'libs/http-edge/src/index.ts'), '// changed\n');
      await untilWritten(dev, /Restarted ingestion-api, admin-api\.\n/, 3 * MINUTE);
      const changed = Object.keys(pidsBefore).filter((name) => pidsOfApps()[name] !== pidsBefore[name]);
      assert.deepEqual(changed, ['ingestion-api', 'aggregator', 'admin-api']);

      process.kill(-dev.pid, 'SIGINT');
      await dev.ended;
      assert.match(dev.output(), /✓ services {3}stopped, data kept/);
      assert.deepEqual(processesOf(checkout), []);
    },
  );

  it('stops everything with npm run stop, even without node_modules', { timeout: 10 * MINUTE }, async () => {
    await runIn(checkout, 'node', ['scripts/services.mjs', 'up']);
    assert.notDeepEqual(processesOf(checkout), []);
    rmSync(path.join(checkout.folder, 'node_modules'), { recursive: true });
    const output = await runIn(checkout, 'npm', ['run', 'stop']);
    assert.match(output, /✓ services {3}stopped, data kept/);
    assert.deepEqual(processesOf(checkout), []);
  });
});

interface Figure {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: string;
}

interface QueryAnswer {
  readonly data: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly value: readonly [number, string];
    }[];
  };
}

/** What the Prometheus of the checkout answers to a query. */
async function figures(query: string): Promise<Figure[]> {
  const port = stackState().ports['watch-prometheus'] ?? 0;
  const address = `http://127.0.0.1:${port}/api/v1/query?${new URLSearchParams({ query }).toString()}`;
  const { data } = (await (await fetch(address)).json()) as QueryAnswer;
  return data.result.map(({ metric, value }) => ({ labels: metric, value: value[1] }));
}

function pidsOfApps(): Record<string, number> {
  return Object.fromEntries(Object.entries(stackState().apps).map(([name, { pid }]) => [name, pid]));
}
