/**
 * The programs that watch the servers and the services on this machine. The tests and `npm start -- --watch` start them
 * in the same way. This file imports nothing, because scripts read it where no package is installed.
 */

/** A program of a Debian package, and how to start it. */
export interface WatchingProgram {
  readonly program: string;
  /** The Debian package that has it. */
  readonly package: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** A path that is answered 200 as soon as the program works. */
  readonly readyPath: string;
}

interface Listening {
  /** A port of 127.0.0.1. */
  readonly port: number;
}

/** The exporter of PostgreSQL, for the server and the login of this address. */
export function postgresExporter({
  port,
  databaseUrl,
}: Listening & { databaseUrl: string }): WatchingProgram {
  const source = new URL(databaseUrl);
  if (!source.searchParams.has('sslmode')) source.searchParams.set('sslmode', 'disable');
  return {
    program: 'prometheus-postgres-exporter',
    package: 'prometheus-postgres-exporter',
    args: [`--web.listen-address=127.0.0.1:${port}`, '--log.level=error'],
    environment: { DATA_SOURCE_NAME: source.href },
    readyPath: '/metrics',
  };
}

/** The exporter of Redis, for the server and the password of this address. */
export function redisExporter({ port, redisUrl }: Listening & { redisUrl: string }): WatchingProgram {
  const { protocol, hostname, port: serverPort, password } = new URL(redisUrl);
  const scheme = protocol === 'rediss:' ? 'rediss' : 'redis';
  return {
    program: 'prometheus-redis-exporter',
    package: 'prometheus-redis-exporter',
    args: [`--web.listen-address=127.0.0.1:${port}`],
    environment: {
      REDIS_ADDR: `${scheme}://${hostname}:${serverPort || '6379'}`,
      REDIS_PASSWORD: decodeURIComponent(password),
    },
    readyPath: '/metrics',
  };
}

/** Prometheus, with this file of configuration and this folder for its data. */
export function prometheusServer({
  port,
  configuration,
  data,
}: Listening & { configuration: string; data: string }): WatchingProgram {
  return {
    program: 'prometheus',
    package: 'prometheus',
    args: [
      `--config.file=${configuration}`,
      `--storage.tsdb.path=${data}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ],
    environment: {},
    readyPath: '/-/ready',
  };
}
