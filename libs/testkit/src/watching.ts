import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { WatchingProgram } from '@scrutin/local-stack';
import { postgresExporter, prometheusServer, redisExporter } from '@scrutin/local-stack';
import type { AppName } from './app-process.ts';
import { APPS } from './app-settings.ts';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';
import { ProcessKeeper } from './process-keeper.ts';
import { serviceAddresses } from './real-services.ts';
import type { Stack } from './stack.ts';

/** Addresses to scrape, `host:port`, by job. */
type Targets = Readonly<Record<string, readonly string[]>>;

/** A series that a query returned, with its value at that time. */
export interface QueriedSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** An alert as Prometheus evaluates it. `problem` is the error of its last evaluation. */
export interface EvaluatedAlert {
  readonly name: string;
  readonly query: string;
  readonly state: string;
  readonly problem: string;
}

interface VectorAnswer {
  readonly status: string;
  readonly error?: string;
  readonly data?: {
    readonly resultType: string;
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly value: readonly [number, string];
    }[];
  };
}

interface RulesAnswer {
  readonly data: {
    readonly groups: readonly {
      readonly rules: readonly {
        readonly name: string;
        readonly query: string;
        readonly state: string;
        readonly lastError?: string;
        readonly lastEvaluation: string;
      }[];
    }[];
  };
}

interface OverviewAnswer {
  readonly listeners: readonly { readonly protocol: string; readonly port: number }[];
}

/** A Prometheus with its exporters that watches the system of a suite. Call `stop` before the system is stopped. */
export class Watching {
  /** The addresses that Prometheus scrapes, by job. */
  readonly targets: Targets;
  readonly #url: string;
  readonly #keeper: ProcessKeeper;

  private constructor(targets: Targets, url: string, keeper: ProcessKeeper) {
    this.targets = targets;
    this.#url = url;
    this.#keeper = keeper;
  }

  /**
   * Starts Prometheus and the exporters. Resolves when Prometheus has reached every target once.
   *
   * @param configurationFor the configuration of Prometheus for these targets
   * @param jobs the jobs of each app: its processes belong to them in turn
   */
  static async start(
    stack: Stack,
    configurationFor: (targets: Targets) => string,
    jobs: Partial<Readonly<Record<AppName, readonly string[]>>> = {},
  ): Promise<Watching> {
    const keeper = new ProcessKeeper();
    try {
      const { redis } = serviceAddresses();
      const targets: Targets = {
        ...serviceTargets(stack, jobs),
        postgres: [await run(keeper, (port) => postgresExporter({ port, databaseUrl: stack.database.url }))],
        redis: [await run(keeper, (port) => redisExporter({ port, redisUrl: redis }))],
        ...(await brokerTargets()),
      };
      const folder = path.join(stack.folder, 'prometheus');
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      const configuration = path.join(folder, 'prometheus.yml');
      writeFileSync(configuration, configurationFor(targets));
      const data = path.join(folder, 'data');
      const address = await run(keeper, (port) => prometheusServer({ port, configuration, data }));
      const watching = new Watching(targets, `http://${address}`, keeper);
      await eventually('Prometheus reaches every target', async () => {
        const up = await watching.query('up');
        expect(up.filter(({ value }) => value === 1)).toHaveLength(Object.values(targets).flat().length);
      });
      return watching;
    } catch (error) {
      await keeper.end();
      throw error;
    }
  }

  /** Evaluates an expression now. @throws Error if Prometheus refuses the expression */
  async query(expr: string): Promise<QueriedSeries[]> {
    const answer = await fetch(`${this.#url}/api/v1/query`, {
      method: 'POST',
      body: new URLSearchParams({ query: expr }),
    });
    const { status, error, data } = (await answer.json()) as VectorAnswer;
    if (status !== 'success' || data?.resultType !== 'vector')
      throw new Error(`${expr}: ${error ?? `no vector, but a ${data?.resultType ?? 'failure'}`}`);
    return data.result.map(({ metric, value }) => ({ labels: metric, value: numberOf(value[1]) }));
  }

  /** All alerts, once each of them was evaluated. */
  async alerts(): Promise<EvaluatedAlert[]> {
    return eventually('every alert was evaluated', async () => {
      const answer = (await (await fetch(`${this.#url}/api/v1/rules`)).json()) as RulesAnswer;
      const rules = answer.data.groups.flatMap((group) => group.rules);
      expect(rules.filter(({ lastEvaluation }) => lastEvaluation.startsWith('0001-'))).toEqual([]);
      return rules.map(({ name, query, state, lastError = '' }) => ({
        name,
        query,
        state,
        problem: lastError,
      }));
    });
  }

  /** The page of metrics of the first target of a job. */
  async pageOf(job: string, pagePath = '/metrics'): Promise<string> {
    const [target] = this.targets[job] ?? [];
    if (target === undefined) throw new Error(`there is no job ${job}`);
    return (await fetch(`http://${target}${pagePath}`)).text();
  }

  async stop(): Promise<void> {
    await this.#keeper.end();
  }
}

/** A number as Prometheus writes it. */
function numberOf(text: string): number {
  return Number(text.replace('Inf', 'Infinity'));
}

function serviceTargets(
  stack: Stack,
  jobs: Partial<Readonly<Record<AppName, readonly string[]>>>,
): Record<string, string[]> {
  const targets: Record<string, string[]> = {};
  for (const app of APPS) {
    const names = jobs[app] ?? [app];
    for (const [i, process] of stack.running(app).entries()) {
      const job = names[i % names.length] ?? app;
      targets[job] = [...(targets[job] ?? []), new URL(process.opsUrl()).host];
    }
  }
  return targets;
}

/** The plugin of RabbitMQ, of whose port the management API knows. */
async function brokerTargets(): Promise<Record<string, string[]>> {
  const { username, password, hostname, origin } = new URL(serviceAddresses().management);
  const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  const answer = await fetch(`${origin}/api/overview`, {
    headers: { authorization: `Basic ${login.toString('base64')}` },
  });
  const { listeners } = (await answer.json()) as OverviewAnswer;
  const plugin = listeners.find(({ protocol }) => protocol === 'http/prometheus');
  if (plugin === undefined) throw new Error('RabbitMQ has not enabled its plugin rabbitmq_prometheus.');
  const target = `${hostname}:${plugin.port}`;
  return { rabbitmq: [target], 'rabbitmq-queues': [target] };
}

/**
 * Starts a program on a free port, and returns its address when it answers. The keeper ends it.
 *
 * @throws Error if it is not installed or ends. The message says how to install it; no test is skipped for that
 */
async function run(keeper: ProcessKeeper, of: (port: number) => WatchingProgram): Promise<string> {
  const port = await freePort();
  const { program, package: from, args, environment, readyPath } = of(port);
  const child = spawn(program, [...args], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const ended = new Promise<never>((_, reject) => {
    child.once('error', (cause) => {
      const hint = `\`npm test\` installs it on Debian (apt-get install ${from}).`;
      reject(new Error(`${program} cannot be run. ${hint}`, { cause }));
    });
    void text(child.stderr).then((errors) => {
      reject(new Error(`${program} ended: ${errors.slice(-2_000)}`));
    });
  });
  ended.catch(() => undefined); // after the start nobody waits for it
  if (child.pid !== undefined) keeper.keep(child.pid);
  const answers = eventually(`${program} answers`, async () => {
    expect((await fetch(`http://127.0.0.1:${port}${readyPath}`)).status).toBe(200);
  });
  await Promise.race([answers, ended]);
  return `127.0.0.1:${port}`;
}
