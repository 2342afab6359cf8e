import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { WriteStream } from 'node:fs';
import { createWriteStream, existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { eventually } from './eventually.ts';
import type { ProcessKeeper } from './process-keeper.ts';

export type AppName = 'ingestion-api' | 'admin-api' | 'validation-worker' | 'aggregator';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface AppProcessOptions {
  readonly app: AppName;
  /** The checkout whose built files are started. */
  readonly checkout: string;
  /** A name that only this process has, for example `worker-2`. Its log file is named after it. */
  readonly name: string;
  /** The whole environment of the process. It gets nothing from the environment of the test run. */
  readonly environment: Readonly<Record<string, string>>;
  readonly keeper: ProcessKeeper;
  readonly logFolder: string;
}

/** `ready`: every dependency answers. `live`: the process listens, even if a dependency is down. */
export type Readiness = 'ready' | 'live';

/** One real process of an app, started from its built files. */
export class AppProcess {
  readonly app: AppName;
  readonly name: string;
  readonly checkout: string;
  /** Every line that the process has written so far. */
  readonly lines: string[] = [];
  readonly exited: Promise<Exit>;
  readonly #child: ChildProcess;
  readonly #log: WriteStream;
  #exit: Exit | undefined;
  #wasSignalled = false;

  /** @throws Error if the app is not built. The message says how to build it */
  constructor(options: AppProcessOptions) {
    const { checkout } = options;
    const main = path.join(checkout, 'apps', options.app, 'dist', 'main.js');
    if (!existsSync(main)) throw new Error(`${main} is not there: run npx tsc --build in ${checkout}`);
    this.app = options.app;
    this.name = options.name;
    this.checkout = checkout;
    this.#log = createWriteStream(path.join(options.logFolder, `${options.name}.log`), { flags: 'a' });
    const child = spawn(process.execPath, [main], {
      cwd: checkout,
      env: { PATH: process.env['PATH'], NODE_ENV: 'production', LOG_LEVEL: 'info', ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // so that Ctrl-C in the terminal reaches only the tests, which then end the process
    });
    this.#child = child;
    if (child.pid !== undefined) options.keeper.keep(child.pid);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        this.lines.push(line);
        this.#log.write(`${line}\n`);
      });
    }
    this.exited = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => {
        this.#exit = { code, signal };
        if (child.pid !== undefined) options.keeper.release(child.pid);
        this.#log.end();
        resolve(this.#exit);
      });
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  isRunning(): boolean {
    return this.#exit === undefined;
  }

  /** Whether the process ended although the test sent it no signal. */
  endedByItself(): boolean {
    return this.#exit !== undefined && !this.#wasSignalled;
  }

  /** Resolves when the process is ready or live. @throws Error with its last lines if it ends before that */
  async until(readiness: Readiness): Promise<void> {
    const deadlineMs = 60_000;
    const endMs = performance.now() + deadlineMs;
    let last: unknown;
    while (this.isRunning() && performance.now() < endMs) {
      try {
        await eventually(
          `${this.name} is ${readiness}`,
          async () => {
            const answer = await fetch(`${this.opsUrl()}/health/${readiness}`);
            if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
          },
          { deadlineMs: 500 },
        );
        return;
      } catch (error) {
        last = error;
      }
    }
    const how = this.isRunning() ? `is not ${readiness} after ${deadlineMs} ms` : `ended`;
    throw new Error(`${this.name} ${how}:\n${this.lines.slice(-15).join('\n')}`, { cause: last });
  }

  /** Sends the signal and resolves when the process has ended. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<Exit> {
    this.send(signal);
    return this.exited;
  }

  /** Sends the signal and does not wait for the end of the process. */
  send(signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): void {
    this.#wasSignalled = true;
    this.#child.kill(signal);
  }

  /** The address of its public server. @throws Error while the process does not listen */
  publicUrl(): string {
    return `http://127.0.0.1:${this.#port((server) => server !== 'operations')}`;
  }

  /** The address of its server for health and metrics. @throws Error while the process does not listen */
  opsUrl(): string {
    return `http://127.0.0.1:${this.#port((server) => server === 'operations')}`;
  }

  /** The log lines of this event, parsed. */
  events(event: string): Readonly<Record<string, unknown>>[] {
    return this.lines
      .filter((line) => line.includes(`"${event}"`))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter((fields) => fields['event'] === event);
  }

  #port(isWanted: (server: unknown) => boolean): number {
    const listening = this.events('http.listening').find(({ server }) => isWanted(server));
    if (listening === undefined) throw new Error(`${this.name} does not listen yet`);
    return Number(listening['port']);
  }
}
