/** The whole system in containers of the image, as docker-compose.yml describes them, until a vote is counted. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { variablesOfEnvFile } from '../../libs/deployment-checks/src/compose/compose-file.ts';
import { projectRoot, scrutinFolder } from '../bootstrap/project.mjs';
import { freePort } from '../servers/ports.ts';
import { knownState } from '../stack/state.ts';
import { IMAGE } from './build-image.ts';
import { composeServices } from './compose-container.ts';
import { podman, tryPodman, ULIMITS } from './podman.ts';

const SERVICES = ['ingestion-api', 'validation-worker', 'aggregator', 'admin-api'] as const;
/** The user of the image. */
const USER = 1_000;
const DEADLINE_MS = 120_000;

/** Waits until `look` returns something. @throws Error with `describe` at the deadline */
async function until<T>(
  look: () => Promise<T | undefined> | T | undefined,
  describe: () => string,
): Promise<T> {
  const deadline = performance.now() + DEADLINE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(describe());
    await delay(200);
  }
}

/** The variables of a new file .env, with the passwords that the servers of this profile have. */
function variables(): Readonly<Record<string, string>> {
  const folder = mkdtempSync(path.join(scrutinFolder, 'containers', 'env-'));
  const file = path.join(folder, '.env');
  execFileSync(process.execPath, [path.join(projectRoot, 'scripts', 'docker', 'new-env.mjs'), file]);
  const text = readFileSync(file, 'utf8');
  rmSync(folder, { recursive: true });
  const { secrets } = knownState('image');
  return {
    ...variablesOfEnvFile(text),
    POSTGRES_PASSWORD: secrets.postgres,
    REDIS_PASSWORD: secrets.redis,
    RABBITMQ_PASSWORD: secrets.rabbitmq,
  };
}

describe('the image', () => {
  const { ports } = knownState('image');
  const apis = { 'ingestion-api': 0, 'admin-api': 0 };
  const metrics = new Map<string, number>();
  const containers = new Map<string, string>();
  const law = `LAW-${randomBytes(4).toString('hex')}`;
  let compose: ReturnType<typeof composeServices>;

  before(async () => {
    const taken: number[] = [];
    const next = async (name: string): Promise<number> => {
      const port = await freePort(`image/${name}`, taken);
      taken.push(port);
      return port;
    };
    apis['ingestion-api'] = await next('ingestion-api');
    apis['admin-api'] = await next('admin-api');
    compose = composeServices(variables(), {
      'postgres:5432': `127.0.0.1:${String(ports.postgres)}`,
      'redis:6379': `127.0.0.1:${String(ports.redis)}`,
      'rabbitmq:5672': `127.0.0.1:${String(ports.amqp)}`,
      'rabbitmq:15672': `127.0.0.1:${String(ports.management)}`,
      'ingestion-api:8000': `127.0.0.1:${String(apis['ingestion-api'])}`,
    });
    for (const name of SERVICES) metrics.set(name, await next(`${name}/metrics`));
  });
  after(() => {
    for (const container of containers.values()) tryPodman('rm', '--force', '--time', '0', container);
  });

  it('has the programs and what they need, and no sources, tests, tools or commands that make up voters', () => {
    const inside = (script: string): string =>
      podman(
        'run',
        '--rm',
        '--network=none',
        ...ULIMITS,
        '--entrypoint',
        '["sh", "-c"]',
        IMAGE,
        script,
      ).trim();
    assert.equal(
      inside('ls apps'),
      'admin-api\naggregator\ncli\ningestion-api\noffice\nvalidation-worker\nweb',
    );
    const unwanted = `find apps libs ( -name '*.test.*' -o -name '*.ts' -o -name '*.tsx' -o -name src -o -name fixture ) -not -path '*/node_modules/*'`;
    assert.equal(inside(unwanted.replace('( ', '\\( ').replace(' )', ' \\)')), '');
    assert.equal(inside('ls node_modules | grep -x -E "jest|typescript|prisma|nx|eslint|wrk" || true'), '');
    assert.equal(inside('find node_modules/@scrutin -xtype l'), '');
    assert.equal(inside('find /scrutin -writable | head -n 1; id -u'), String(USER));
    const { code, output } = tryPodman(
      'run',
      '--rm',
      '--network=none',
      ...ULIMITS,
      IMAGE,
      'apps/cli/dist/main.js',
      'simulate',
    );
    assert.notEqual(code, 0);
    assert.match(output, /is a rehearsal and not installed here/);
  });

  it('migrates the database and lets every role log in', () => {
    const { code, output } = compose.run('migrate');
    assert.equal(code, 0, output);
  });

  it('runs the four services, and its own check says that each is healthy', async () => {
    for (const name of SERVICES) {
      const port = name in apis ? { PORT: String(apis[name as keyof typeof apis]) } : {};
      containers.set(
        name,
        compose.start(name, { ports: { METRICS_PORT: String(metrics.get(name)), ...port } }),
      );
    }
    for (const [name, container] of containers) {
      await until(
        () => (tryPodman('healthcheck', 'run', container).code === 0 ? true : undefined),
        () => `${name} does not become healthy:\n${tryPodman('logs', '--tail', '40', container).output}`,
      );
    }
  });

  it('counts a vote', async () => {
    const folder = path.join(scrutinFolder, 'containers', 'set');
    mkdirSync(folder, { recursive: true });
    chownSync(folder, USER, USER);
    const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
    const commands = [
      `law create --id ${law} --title-fr Essai --title-en Trial --opens-at ${inHours(1)} --closes-at ${inHours(2)} --approval single-official`,
      `credentials generate --count 1 --law-id ${law} --output /set/${law}`,
      `roll load /set/${law}/roll`,
      `contest open law:${law}`,
    ];
    const { code, output } = compose.run('operator', {
      entrypoint: ['sh', '-c'],
      args: [commands.map((command) => `node apps/cli/dist/main.js ${command}`).join(' && ')],
      volumes: [`${folder}:/set`],
    });
    assert.equal(code, 0, output);

    const [letters = ''] = globSync(path.join(folder, law, 'letters', '*.csv'));
    const [nas, letterCode] = (readFileSync(letters, 'utf8').split('\n')[1] ?? '').split(',');
    const api = `http://127.0.0.1:${String(apis['ingestion-api'])}`;
    const body = JSON.stringify({ nas, code: letterCode, law_id: law, vote: 'oui' });
    const accepted = await until(
      async () => {
        const answer = await fetch(`${api}/api/v1/vote`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body,
        });
        return answer.status === 202 ? answer : undefined;
      },
      () => 'the vote is not accepted',
    );
    const submission = new URL(accepted.headers.get('location') ?? '', api);
    await until(
      async () => ((await (await fetch(submission)).text()).includes('"counted"') ? true : undefined),
      () =>
        `the vote is not counted:\n${tryPodman('logs', '--tail', '20', containers.get('aggregator') ?? '').output}`,
    );
    const ledger = compose.run('operator', { args: ['ledger'] });
    assert.equal(ledger.code, 0, ledger.output);
    assert.match(ledger.output, /counted +│ +1 │/);
    assert.match(ledger.output, /Balanced: every vote received is counted/);
  });

  it('ends each service in order', () => {
    for (const [name, container] of containers) {
      podman('stop', '--time', '30', container);
      const code = podman('inspect', '--format', '{{.State.ExitCode}}', container).trim();
      assert.equal(code, '0', `${name}:\n${tryPodman('logs', '--tail', '20', container).output}`);
    }
  });
});
