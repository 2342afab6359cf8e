import type { BenchProcess } from './bench-process.ts';
import { freePort, startProcess } from './bench-process.ts';
import type { BenchSettings } from './bench-settings.ts';
import { profiling } from './cpu-profiles.ts';
import { round } from './figures.ts';
import type { ProcessTime } from './process-cpu.ts';
import { cpuSeconds, readProcesses } from './process-cpu.ts';

/** The same options as in the image, the manifests and `npm start`. docs/PERFORMANCE.md says why. */
const SERVICE_NODE_OPTIONS = '--max-semi-space-size=32';

/** Starts the processes of a measurement. Each promise resolves when the process is ready. */
export interface BenchServices {
  worker(): Promise<void>;
  aggregator(): Promise<void>;
  api(): Promise<{ readonly port: number; readonly metricsPort: number }>;
}

/**
 * @param services every process that is started is added to this list, for `endAll`
 * @param profiles the folder for a CPU profile of each process, if one is wanted
 */
export function benchServices(
  settings: BenchSettings,
  logFolder: string,
  services: BenchProcess[],
  profiles?: string,
): BenchServices {
  const common = {
    AMQP_URL: settings.AMQP_URL,
    MESSAGE_KEYS: settings.MESSAGE_KEYS,
    REDIS_URL: settings.REDIS_URL,
    NODE_OPTIONS: SERVICE_NODE_OPTIONS,
  };
  const counts = { worker: 0, aggregator: 0 };
  const start = async (
    name: string,
    program: string,
    environment: Record<string, string>,
  ): Promise<number> => {
    const metricsPort = await freePort();
    services.push(
      await startProcess({
        name,
        program: `${program}/dist/main.js`,
        environment: { ...common, ...environment, METRICS_PORT: String(metricsPort) },
        readyUrl: `http://127.0.0.1:${metricsPort}/health/ready`,
        logFolder,
        ...(profiles === undefined ? {} : { nodeOptions: profiling(profiles, name) }),
      }),
    );
    return metricsPort;
  };
  return {
    async worker() {
      await start(`worker-${++counts.worker}`, 'validation-worker', {
        DATABASE_URL: settings.BENCH_WORKER_DATABASE_URL,
      });
    },
    async aggregator() {
      await start(`aggregator-${++counts.aggregator}`, 'aggregator', {
        DATABASE_URL: settings.BENCH_AGGREGATOR_DATABASE_URL,
      });
    },
    async api() {
      const port = await freePort();
      const metricsPort = await start('api', 'ingestion-api', {
        DATABASE_URL: settings.BENCH_INGESTION_DATABASE_URL,
        CREDENTIAL_PEPPER: settings.CREDENTIAL_PEPPER,
        PORT: String(port),
        ADDRESS_LIMIT: '1000000', // all requests of the load come from one address
        TRUSTED_PROXIES: 'loopback',
      });
      return { port, metricsPort };
    },
  };
}

/** How many votes the API has accepted so far, from its metrics. */
export async function acceptedVotes(metricsPort: number): Promise<number> {
  const page = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  return Number(/^votes_received_total\S* (\d+)/m.exec(page)?.[1] ?? 0);
}

/** The servers on this machine. */
export function serverProcesses({
  BENCH_SERVER_PIDS: pids,
}: Pick<BenchSettings, 'BENCH_SERVER_PIDS'>): readonly { readonly name: string; readonly pid: number }[] {
  return pids.map((entry) => {
    const [name = '', pid] = entry.split('=');
    return { name, pid: Number(pid) };
  });
}

/** The CPU seconds of every process so far, with its descendants, by its name. */
export function readCpu(settings: BenchSettings, services: readonly BenchProcess[]): Record<string, number> {
  return cpuOf([...services, ...serverProcesses(settings)], readProcesses());
}

/** The CPU seconds of programs in one reading of all processes. */
export function cpuOf(
  programs: readonly { readonly name: string; readonly pid: number }[],
  processes: ReadonlyMap<number, ProcessTime>,
): Record<string, number> {
  return Object.fromEntries(programs.map(({ name, pid }) => [name, cpuSeconds(pid, processes)]));
}

export function subtract(
  after: Record<string, number>,
  before: Record<string, number>,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after).map(([name, s]) => [name, round(s - (before[name] ?? 0), 2)]),
  );
}

export async function endAll(services: BenchProcess[]): Promise<void> {
  for (const service of services.splice(0).reverse()) await service.end();
}
