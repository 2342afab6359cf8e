/**
 * A private PostgreSQL. fsync and synchronous_commit stay on, also in tests: the product promises that an accepted vote
 * is durable, and a measurement without them would measure another product. The log contains no statement, parameter or
 * key of a conflict, because no log may join a voter to a choice.
 */
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import {
  canCountStatements,
  findBinaries,
  initialise,
  isInitialised,
  requiredBinaries,
  walCompression,
} from './postgres-cluster.ts';
import { chooseFolder, defaultFolder, operatingSystemUser } from './postgres-folder.ts';
import { bareEnvironment } from './processes.ts';
import type { PrivateServer, ServerContext } from './server.ts';
import { portOf } from './server.ts';
import type { Readiness } from './serving.ts';
import { SERVING, SILENT } from './serving.ts';

const AUTHENTICATION = [
  '# Only passwords, only from this machine, and no login at all for the superuser.',
  'host all postgres 127.0.0.1/32 reject',
  'host all all 127.0.0.1/32 scram-sha-256',
  'host replication all 127.0.0.1/32 reject',
  '',
].join('\n');

/** Only for measurements that ask for it, because all of this costs time. */
const STATISTICS = [
  '# Where the time goes: every statement, also those inside of functions',
  "shared_preload_libraries = 'pg_stat_statements'",
  'pg_stat_statements.track = all',
  'pg_stat_statements.save = off',
  'track_io_timing = on',
  'track_wal_io_timing = on',
];

function configuration(context: ServerContext): string {
  const { state } = context;
  const countsStatements =
    state.countsStatements === true && canCountStatements(requiredBinaries(postgres.folder(context)));
  return [
    "listen_addresses = '127.0.0.1'",
    `port = ${portOf(state, 'postgres')}`,
    "unix_socket_directories = ''",
    'password_encryption = scram-sha-256',
    'max_connections = 200',
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    '# Durability',
    'fsync = on',
    'synchronous_commit = on',
    'full_page_writes = on',
    '# Two cores and a machine shared with a broker: few parallel workers, seldom a checkpoint',
    'shared_buffers = 256MB',
    'effective_cache_size = 1GB',
    'work_mem = 8MB',
    'maintenance_work_mem = 128MB',
    'max_wal_size = 4GB',
    'min_wal_size = 256MB',
    `wal_compression = ${walCompression(postgres.folder(context))}`,
    'checkpoint_timeout = 15min',
    'checkpoint_completion_target = 0.9',
    'max_worker_processes = 4',
    'max_parallel_workers_per_gather = 1',
    'random_page_cost = 1.1',
    'jit = off',
    '# No statement, parameter or conflicting key in the log',
    'log_statement = none',
    'log_min_duration_statement = -1',
    'log_min_error_statement = panic',
    'log_parameter_max_length = 0',
    'log_parameter_max_length_on_error = 0',
    'log_error_verbosity = terse',
    'log_destination = stderr',
    'logging_collector = off',
    ...(countsStatements ? STATISTICS : []),
    '',
  ].join('\n');
}

/** The SQLSTATE of a PostgreSQL that starts, recovers or ends (cannot_connect_now). */
const CANNOT_CONNECT_NOW = '57P03';

/**
 * Whether PostgreSQL accepts connections. It then answers a startup message with a request for a password ('R'). While
 * it starts, recovers or ends, it answers with an error ('E') that says so.
 */
export function postgresReadiness(port: number, timeoutMs = 1_000): Promise<Readiness> {
  const parameters = Buffer.from('user\0scrutin_owner\0database\0scrutin\0\0');
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + parameters.length, 0);
  head.writeInt32BE(196_608, 4);
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const finish = (answer: Readiness): void => {
      socket.destroy();
      resolve(answer);
    };
    for (const event of ['error', 'close', 'timeout']) {
      socket.once(event, () => {
        finish(SILENT);
      });
    }
    socket.setTimeout(timeoutMs);
    socket.once('connect', () => socket.write(Buffer.concat([head, parameters])));
    socket.once('data', (chunk: Buffer) => {
      if (chunk[0] === 'R'.charCodeAt(0)) finish(SERVING);
      else if (chunk.includes(`C${CANNOT_CONNECT_NOW}\0`))
        finish({ kind: 'starting', progress: 'replays its log' });
      else finish(SILENT);
    });
  });
}

export const postgres: PrivateServer = {
  name: 'postgres',
  packages: ['postgresql'],
  portNames: ['postgres'],
  stopSignal: 'SIGINT', // a fast shutdown: sessions are cut, the data is flushed
  idleMs: 60_000,
  stopDeadlineMs: 30_000,

  available: () => findBinaries() !== null,

  folder: ({ profile, state }) => path.join(state.postgresFolder ?? defaultFolder(profile), 'data'),

  async prepare(context) {
    const { profile, state, remember } = context;
    if (state.postgresFolder === null || !isInitialised(state.postgresFolder)) {
      const folder = chooseFolder(profile);
      remember((next) => {
        next.postgresFolder = folder;
      });
      await initialise(context, folder);
    }
    const data = postgres.folder(context);
    writeFileSync(path.join(data, 'scrutin.conf'), configuration(context), { mode: 0o644 });
    writeFileSync(path.join(data, 'pg_hba.conf'), AUTHENTICATION, { mode: 0o644 });
  },

  /**
   * Called only if no server of ours runs. PostgreSQL would refuse to start if another process had the pid in the file.
   */
  leftovers: (context) => [path.join(postgres.folder(context), 'postmaster.pid')],

  command: (context) => ({
    file: path.join(requiredBinaries(postgres.folder(context)), 'postgres'),
    args: ['-D', postgres.folder(context)],
    env: bareEnvironment(),
    cwd: postgres.folder(context),
    ...operatingSystemUser(),
  }),

  readiness: ({ state }) => postgresReadiness(portOf(state, 'postgres')),
};
