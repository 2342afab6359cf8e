/**
 * What a profile of the local stack remembers between two commands, in `.scrutin/<profile>/state.json`: the only
 * definition of that file. `npm start` and its relatives write it, the command line reads it.
 *
 * This file imports nothing, because `npm run stop` reads the state where no package is installed.
 */

export type ServerName = 'postgres' | 'redis' | 'rabbitmq';

/** Where the servers run: in containers, or as private instances of this machine's own programs. */
export type ServerMode = 'docker' | 'native';

/**
 * The names of the ports that the servers, the applications and the programs that watch them listen on. `prometheus` is
 * the port at which RabbitMQ shows its metrics.
 */
export type PortName =
  | 'postgres'
  | 'redis'
  | 'amqp'
  | 'management'
  | 'prometheus'
  | 'distribution'
  | 'epmd'
  | 'api'
  | 'admin'
  | WatcherName;

/** The programs that `npm start -- --watch` starts: the server Prometheus, two exporters, and Grafana. */
export type WatcherName = 'watch-prometheus' | 'watch-postgres' | 'watch-redis' | 'watch-grafana';

/**
 * A process, identified by its number and the time of its start, an opaque text. The kernel gives the same number to
 * another process later, so only both together identify a process. `startedAt` is null if the process had already ended
 * when it was recorded.
 */
export interface KnownProcess {
  readonly pid: number;
  readonly startedAt: string | null;
}

/** `public` is the port of the HTTP interface, and is absent for an application without one. */
export interface AppPorts {
  readonly public?: number;
  readonly metrics: number;
}

/** An application that was started; `fingerprint` is a digest of its program and its environment. */
export interface KnownApp extends KnownProcess {
  readonly ports: AppPorts;
  readonly fingerprint: string;
}

interface StackSecrets {
  /** The password of the owner of the schema. */
  postgres: string;
  redis: string;
  rabbitmq: string;
  erlangCookie: string;
  /** The key of the hashes of credentials, 64 hexadecimal digits. */
  pepper: string;
  /** The keys that seal messages, `name:hex`; absent in a state that is older than the sealing. */
  messageKeys?: string;
  /** The passwords of the database's login roles, by role. */
  roles: Record<string, string>;
}

export interface StackState {
  version: 1;
  /** The folder of the checkout that wrote the state. */
  root: string;
  /** Null before the servers are started for the first time. */
  mode: ServerMode | null;
  /** The servers whose addresses the environment gave. */
  external: ServerName[];
  /** True if a user started the servers by hand, so that a test run leaves them running. */
  kept: boolean;
  /** True if a PostgreSQL of our own keeps statistics of every statement, which costs it time; absent means false. */
  countsStatements?: boolean;
  ports: Partial<Record<PortName, number>>;
  /** The private servers, `epmd`, RabbitMQ's port mapper, and the programs that watch. */
  processes: Record<string, KnownProcess>;
  apps: Record<string, KnownApp>;
  /** The folder of PostgreSQL's data; null before it is created. */
  postgresFolder: string | null;
  secrets: StackSecrets;
}

type Unchecked = Record<string, unknown>;

function isRecord(value: unknown): value is Unchecked {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 65_536;
}

function isProcess(value: unknown): value is Unchecked {
  return (
    isRecord(value) &&
    Number.isInteger(value['pid']) &&
    (value['startedAt'] === null || isText(value['startedAt']))
  );
}

function isApp(value: unknown): boolean {
  if (!isProcess(value) || !isText(value['fingerprint'])) return false;
  const ports = value['ports'];
  return (
    isRecord(ports) && isPort(ports['metrics']) && (ports['public'] === undefined || isPort(ports['public']))
  );
}

function areSecrets(value: unknown): boolean {
  return (
    isRecord(value) &&
    [value['postgres'], value['redis'], value['rabbitmq'], value['erlangCookie'], value['pepper']].every(
      isText,
    ) &&
    (value['messageKeys'] === undefined || isText(value['messageKeys'])) &&
    everyValue(value['roles'], isText)
  );
}

function everyValue(value: unknown, holds: (item: unknown) => boolean): boolean {
  return isRecord(value) && Object.values(value).every(holds);
}

function isState(value: unknown): value is StackState {
  return (
    isRecord(value) &&
    value['version'] === 1 &&
    isText(value['root']) &&
    (value['mode'] === null || value['mode'] === 'docker' || value['mode'] === 'native') &&
    Array.isArray(value['external']) &&
    value['external'].every((name) => name === 'postgres' || name === 'redis' || name === 'rabbitmq') &&
    typeof value['kept'] === 'boolean' &&
    (value['countsStatements'] === undefined || typeof value['countsStatements'] === 'boolean') &&
    everyValue(value['ports'], isPort) &&
    everyValue(value['processes'], isProcess) &&
    everyValue(value['apps'], isApp) &&
    (value['postgresFolder'] === null || isText(value['postgresFolder'])) &&
    areSecrets(value['secrets'])
  );
}

/** Parses the text of the file. Undefined if the text is damaged or is not such a state. */
export function parseStackState(text: string): StackState | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isState(value) ? value : undefined;
  } catch {
    return undefined; // not JSON: the file was cut short, or edited by hand
  }
}
