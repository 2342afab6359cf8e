import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { QUEUES, sealedCodecs } from '@scrutin/contracts/messages';
import type { MessageKey, MessageSeal } from '@scrutin/service-runtime';
import { createMessageSeal } from '@scrutin/service-runtime';
import type { AppName, Exit, Readiness } from './app-process.ts';
import { AppProcess } from './app-process.ts';
import type { Environment } from './app-settings.ts';
import { APPS, ROLES, SETTINGS, TALKS_TO, USUAL_PROCESSES } from './app-settings.ts';
import { eventually } from './eventually.ts';
import type { TestDatabase } from './postgres.ts';
import { createTestDatabase } from './postgres.ts';
import { ProcessKeeper } from './process-keeper.ts';
import { projectRoot } from './project.ts';
import type { ServiceAddresses } from './real-services.ts';
import { allServicesUp, serviceAddresses } from './real-services.ts';
import type { RedisDatabase } from './redis-database.ts';
import { takeRedisDatabase } from './redis-database.ts';
import type { VirtualHost } from './virtual-host.ts';
import { createVirtualHost } from './virtual-host.ts';

export interface StackOptions {
  /** The name of the suite, and of the folder of its logs: `.scrutin/test/logs/system-tests/<suite>`. */
  readonly suite: string;
  /** How many processes of each app to start. If absent: one, but no admin-api. */
  readonly processes?: Partial<Readonly<Record<AppName, number>>>;
  /** Settings besides the addresses, by app. */
  readonly settings?: Partial<Readonly<Record<AppName, Environment>>>;
  /** The names of the migrations that the database has at first. If absent: all. */
  readonly migrations?: readonly string[];
  /** The servers of the suite's own, when they run. If absent: those of the test profile. */
  readonly servers?: () => ServiceAddresses;
  /** Restarts a process that ends by itself, as Kubernetes does. Otherwise such an end fails the suite. */
  readonly restartsCrashed?: boolean;
}

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The whole system for one suite: real processes with a database, a virtual host and a Redis database that no other
 * suite uses. Call `stop` even if the suite failed.
 */
export class Stack {
  readonly database: TestDatabase;
  readonly virtualHost: VirtualHost;
  readonly redis: RedisDatabase;
  /** The key of the credential hashes, in hexadecimal. */
  readonly pepper = randomBytes(32).toString('hex');
  readonly #messageKey: MessageKey = { id: 'test', bytes: Uint8Array.from(randomBytes(32)) };
  /** Seals messages as the services do, and opens messages that they sealed. */
  readonly seal: MessageSeal = createMessageSeal([this.#messageKey]);
  /** Writes and reads messages as the services do, for messages that a test sends or takes out itself. */
  readonly codecs = sealedCodecs(this.seal);
  /** Every process that was started, also those that have ended. */
  readonly processes: AppProcess[] = [];
  #checkout = projectRoot();
  readonly #options: StackOptions;
  readonly #keeper = new ProcessKeeper();
  readonly #logFolder: string;
  readonly #started = new Map<AppName, number>();
  #nextTarget = 0;
  #isStopping = false;

  private constructor(
    options: StackOptions,
    database: TestDatabase,
    virtualHost: VirtualHost,
    redis: RedisDatabase,
  ) {
    this.#options = options;
    this.database = database;
    this.virtualHost = virtualHost;
    this.redis = redis;
    this.#logFolder = path.join(projectRoot(), '.scrutin', 'test', 'logs', 'system-tests', options.suite);
    rmSync(this.#logFolder, { recursive: true, force: true });
    mkdirSync(this.#logFolder, { recursive: true });
  }

  /** Resolves when every process is ready. If one does not become ready, everything is removed again. */
  static async start(options: StackOptions): Promise<Stack> {
    const addresses = (options.servers ?? serviceAddresses)();
    const [database, virtualHost, redis] = await Promise.all([
      createTestDatabase(addresses.database, { migrations: options.migrations }),
      createVirtualHost(addresses),
      takeRedisDatabase(addresses.redis),
    ]);
    const stack = new Stack(options, database, virtualHost, redis);
    try {
      const count = { ...USUAL_PROCESSES, ...options.processes };
      const wanted = APPS.flatMap((app) => Array.from({ length: count[app] }, () => app));
      await Promise.all(wanted.map((app) => stack.startApp(app)));
    } catch (error) {
      await stack.#remove();
      throw error;
    }
    return stack;
  }

  /** The setting MESSAGE_KEYS of the services. */
  get messageKeys(): string {
    const { id, bytes } = this.#messageKey;
    return `${id}:${Buffer.from(bytes).toString('hex')}`;
  }

  /** Apps and commands are started from this checkout from now on, which may be of another release. */
  startFrom(checkout: string): void {
    this.#checkout = checkout;
  }

  running(app: AppName): AppProcess[] {
    return this.processes.filter((process) => process.app === app && process.isRunning());
  }

  /** Starts one more process of the app. Resolves when it is ready (or live). */
  async startApp(
    app: AppName,
    { until = 'ready', settings = {} }: { readonly until?: Readiness; readonly settings?: Environment } = {},
  ): Promise<AppProcess> {
    const ordinal = (this.#started.get(app) ?? 0) + 1;
    this.#started.set(app, ordinal);
    const process = new AppProcess({
      app,
      checkout: this.#checkout,
      name: `${app}-${ordinal}`,
      environment: await this.#environmentOf(app, settings),
      keeper: this.#keeper,
      logFolder: this.#logFolder,
    });
    this.processes.push(process);
    if (this.#options.restartsCrashed === true) {
      void process.exited.then(() => {
        if (process.endedByItself() && !this.#isStopping)
          void this.startApp(app, { until: 'live', settings });
      });
    }
    await process.until(until);
    return process;
  }

  /** Sends the signal to every process of the app, and resolves when all have ended. */
  async endAll(app: AppName, signal: 'SIGTERM' | 'SIGKILL'): Promise<Exit[]> {
    return Promise.all(this.running(app).map((process) => process.end(signal)));
  }

  /** The address of a running API; each call takes the next one. @throws Error while none listens */
  readonly target = (): string => this.#listening('ingestion-api');

  /** The address of a running admin API. @throws Error while none listens */
  readonly adminTarget = (): string => this.#listening('admin-api');

  /**
   * Runs a statement as the owner of the database, or with the login of `url`. It opens a new connection each time,
   * because the tests restart the server.
   */
  async sql<Row extends pg.QueryResultRow>(
    statement: string,
    parameters: readonly unknown[] = [],
    url = this.database.url,
  ): Promise<Row[]> {
    const client = new pg.Client({ connectionString: url, application_name: 'system-test' });
    client.on('error', () => undefined); // the pending query is rejected too
    await client.connect();
    try {
      return (await client.query<Row>(statement, [...parameters])).rows;
    } finally {
      await client.end();
    }
  }

  /** Runs `scrutin …` with the database login of the operator, of the auditor or of the owner. */
  async scrutin(
    args: readonly string[],
    as: 'operator' | 'auditor' | 'owner' = 'operator',
    more: Environment = {},
  ): Promise<CommandResult> {
    const main = path.join(this.#checkout, 'apps', 'cli', 'dist', 'main.js');
    if (!existsSync(main)) throw new Error(`${main} is not there: run npx tsc --build in ${this.#checkout}`);
    const child = spawn(process.execPath, [main, ...args], {
      cwd: this.#logFolder,
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: as === 'owner' ? this.database.url : await this.database.urlFor(`scrutin_${as}`),
        REDIS_URL: this.redis.url,
        AMQP_URL: this.virtualHost.amqpUrl,
        AMQP_MANAGEMENT_URL: this.virtualHost.managementUrl,
        CREDENTIAL_PEPPER: this.pepper,
        MESSAGE_KEYS: this.messageKeys,
        ...this.#apiAddress(),
        ...more,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (child.pid !== undefined) this.#keeper.keep(child.pid);
    const code = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), code]);
    if (child.pid !== undefined) this.#keeper.release(child.pid);
    return { code: exitCode, stdout, stderr };
  }

  /** A folder for files of this suite. It is emptied when the suite runs again. */
  get folder(): string {
    return this.#logFolder;
  }

  /**
   * Ends every process with SIGTERM. Afterwards no process, database or virtual host is left, whatever happens.
   *
   * @throws Error if a process ended by itself or did not exit with 0, or if a message is left in a queue
   */
  async stop(): Promise<void> {
    const problems: string[] = [];
    try {
      if (this.#options.servers === undefined) await allServicesUp();
      for (const process of this.processes) {
        if (process.endedByItself() && this.#options.restartsCrashed !== true)
          problems.push(`${process.name} ended by itself:\n${process.lines.slice(-5).join('\n')}`);
      }
      this.#isStopping = true;
      for (const app of APPS) problems.push(...(await this.#endInOrder(app)));
      problems.push(...(await this.#leftInQueues()));
    } finally {
      this.#isStopping = true;
      await this.#remove();
    }
    if (problems.length > 0) throw new Error(`${this.#options.suite}: ${problems.join('\n')}`);
  }

  async #endInOrder(app: AppName): Promise<string[]> {
    const processes = this.running(app);
    const exits = await Promise.all(processes.map((process) => process.end('SIGTERM')));
    return processes.flatMap(({ name, lines }, i) => {
      const { code, signal } = exits[i] ?? { code: null, signal: null };
      if (code === 0) return [];
      return [
        `${name} did not exit with 0 after SIGTERM (${signal ?? String(code)}):\n${lines.slice(-5).join('\n')}`,
      ];
    });
  }

  async #leftInQueues(): Promise<string[]> {
    const problems: string[] = [];
    for (const queue of [QUEUES.validation, QUEUES.waiting, QUEUES.aggregation, QUEUES.review]) {
      const left = await eventually(`the depth of ${queue} can be read`, () => this.virtualHost.depth(queue));
      if (left > 0) problems.push(`${queue} still has ${left} messages after every process has ended`);
    }
    return problems;
  }

  async #remove(): Promise<void> {
    await this.#keeper.end();
    await Promise.all(this.processes.map((process) => process.exited));
    await this.redis.flush();
    await this.virtualHost.remove();
    await this.database.drop();
  }

  #listening(app: AppName): string {
    const apis = this.running(app).filter((api) => api.events('http.listening').length > 1);
    const api = apis[this.#nextTarget++ % Math.max(1, apis.length)];
    if (api === undefined) throw new Error(`no ${app} listens`);
    return api.publicUrl();
  }

  #apiAddress(): Environment {
    try {
      return { SCRUTIN_API_URL: this.target() };
    } catch {
      return {}; // a command that needs the API reports that the address is missing
    }
  }

  async #environmentOf(app: AppName, settings: Environment): Promise<Environment> {
    return {
      DATABASE_URL: await this.database.urlFor(ROLES[app]),
      METRICS_PORT: '0',
      AMQP_MANAGEMENT_URL: this.virtualHost.managementUrl,
      ...(TALKS_TO[app].includes('broker')
        ? { AMQP_URL: this.virtualHost.amqpUrl, MESSAGE_KEYS: this.messageKeys }
        : {}),
      ...(TALKS_TO[app].includes('redis') ? { REDIS_URL: this.redis.url } : {}),
      ...(app === 'ingestion-api' ? { CREDENTIAL_PEPPER: this.pepper } : {}),
      ...SETTINGS[app],
      ...this.#options.settings?.[app],
      ...settings,
    };
  }
}
