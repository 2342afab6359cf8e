/**
 * A private RabbitMQ. Its node is on "localhost", so the name of the machine need not resolve. Every listener (AMQP,
 * management, metrics, Erlang distribution, port mapper) is on loopback. The configuration creates the user and the
 * virtual host at the first start, so the default user guest never exists. The wrapper of the package would change the
 * user and read the configuration of the system, so the program itself is called directly.
 */
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import type { StackState } from '../../libs/local-stack/src/stack-state.ts';
import { projectHash } from '../bootstrap/project.mjs';
import { isRunning } from '../bootstrap/running-process.mjs';
import { logFile, profileFolder } from '../stack/profile.ts';
import { findOnPath, folderWith, versionedFolders } from './binaries.ts';
import { bareEnvironment, processesIn, startInBackground, terminate } from './processes.ts';
import type { PrivateServer, ServerContext } from './server.ts';
import { portOf } from './server.ts';
import type { Readiness } from './serving.ts';
import { SERVING, SILENT } from './serving.ts';

/**
 * On SIGTERM this broker waits five seconds for itself: while its application stops, the event handler of the
 * management plugin calls the application controller, which is waiting for that handler (RabbitMQ 3.10, seen in a dump
 * of the stacks). If that handler is removed first, everything is closed in 0.1 s. The halt need not flush the console.
 */
const CLEAN_STOP =
  'catch gen_event:delete_handler(rabbit_event, rabbit_mgmt_db_handler, []), ' +
  'rabbit:stop(), erlang:halt(0, [{flush, false}]).';

const PLUGINS = '[rabbitmq_management,rabbitmq_prometheus].\n';

function program(): string | null {
  const folders = versionedFolders('/usr/lib/rabbitmq/lib', 'sbin');
  const packaged = folderWith(['rabbitmq-server'], folders);
  return packaged ? path.join(packaged, 'rabbitmq-server') : findOnPath('rabbitmq-server');
}

function configuration({ state }: ServerContext): string {
  return [
    `listeners.tcp.1 = 127.0.0.1:${portOf(state, 'amqp')}`,
    'management.tcp.ip = 127.0.0.1',
    `management.tcp.port = ${portOf(state, 'management')}`,
    'prometheus.tcp.ip = 127.0.0.1',
    `prometheus.tcp.port = ${portOf(state, 'prometheus')}`,
    'default_user = scrutin',
    `default_pass = ${state.secrets.rabbitmq}`,
    'default_vhost = scrutin',
    'log.console = true',
    'log.console.level = info',
    '',
  ].join('\n');
}

function environment(context: ServerContext): NodeJS.ProcessEnv {
  const { profile, state } = context;
  const folder = rabbitmq.folder(context);
  return bareEnvironment({
    HOME: folder,
    RABBITMQ_NODENAME: `scrutin_${profile}_${projectHash}@localhost`,
    RABBITMQ_MNESIA_BASE: path.join(folder, 'mnesia'),
    RABBITMQ_LOG_BASE: path.join(folder, 'log'),
    RABBITMQ_LOGS: '-',
    RABBITMQ_CONFIG_FILE: path.join(folder, 'rabbitmq.conf'),
    RABBITMQ_CONFIG_FILES: path.join(folder, 'conf.d', '*.conf'),
    RABBITMQ_ADVANCED_CONFIG_FILE: path.join(folder, 'advanced.config'),
    RABBITMQ_CONF_ENV_FILE: path.join(folder, 'rabbitmq-env.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: path.join(folder, 'enabled_plugins'),
    RABBITMQ_PLUGINS_EXPAND_DIR: path.join(folder, 'plugins-expand'),
    RABBITMQ_PID_FILE: path.join(folder, 'rabbitmq.pid'),
    RABBITMQ_DIST_PORT: String(portOf(state, 'distribution')),
    ERL_EPMD_PORT: String(portOf(state, 'epmd')),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_CRASH_DUMP_BYTES: '0',
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    RABBITMQ_CTL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    // With this, the start script becomes the server instead of watching it, so that the pid is that of the server and
    // SIGTERM reaches it. -noinput below keeps the input closed.
    RABBITMQ_ALLOW_INPUT: '1',
  });
}

/** True if the broker answers an AMQP client with Connection.Start (class 10, method 10). */
function greets(port: number, timeoutMs = 1_000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const finish = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    for (const event of ['error', 'close', 'timeout']) {
      socket.once(event, () => {
        finish(false);
      });
    }
    socket.setTimeout(timeoutMs);
    socket.once('connect', () => socket.write(Buffer.from([65, 77, 81, 80, 0, 0, 9, 1])));
    socket.once('data', (chunk: Buffer) => {
      finish(chunk.length > 11 && chunk.readUInt32BE(7) === 0x000a_000a);
    });
  });
}

/**
 * Whether the broker serves AMQP, and the management plugin knows our user and our virtual host. It opens its ports only
 * after it has opened its queues, and says nothing before that.
 */
export async function rabbitmqReadiness(state: StackState): Promise<Readiness> {
  if (!(await greets(portOf(state, 'amqp')))) return SILENT;
  try {
    const answer = await fetch(`http://127.0.0.1:${portOf(state, 'management')}/api/vhosts/scrutin`, {
      headers: {
        authorization: `Basic ${Buffer.from(`scrutin:${state.secrets.rabbitmq}`).toString('base64')}`,
      },
      signal: AbortSignal.timeout(2_000),
    });
    await answer.arrayBuffer();
    return answer.ok ? SERVING : SILENT;
  } catch {
    return SILENT;
  }
}

/**
 * Starts the Erlang port mapper in the foreground. Otherwise the broker would start it as a daemon, which nothing would
 * end.
 */
function startPortMapper(context: ServerContext): void {
  const { profile, state, remember } = context;
  if (isRunning(state.processes['epmd'])) return;
  const known = startInBackground(
    {
      file: findOnPath('epmd') ?? 'epmd',
      args: [],
      cwd: rabbitmq.folder(context),
      env: environment(context),
    },
    logFile(profile, 'epmd'),
  );
  remember((next) => {
    next.processes['epmd'] = known;
  });
}

export const rabbitmq: PrivateServer = {
  name: 'rabbitmq',
  packages: ['rabbitmq-server'],
  portNames: ['amqp', 'management', 'prometheus', 'distribution', 'epmd'],
  stopSignal: 'SIGTERM',
  idleMs: 90_000,
  stopDeadlineMs: 30_000,

  available: () => program() !== null && findOnPath('epmd') !== null,

  folder: ({ profile }) => path.join(profileFolder(profile), 'rabbitmq'),

  prepare(context) {
    const { state } = context;
    const folder = rabbitmq.folder(context);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const write = (name: string, text: string): void => {
      writeFileSync(path.join(folder, name), text, { mode: 0o600 });
    };
    write('rabbitmq.conf', configuration(context));
    write('enabled_plugins', PLUGINS);
    write('rabbitmq-env.conf', '');
    const cookie = path.join(folder, '.erlang.cookie');
    if (!existsSync(cookie)) writeFileSync(cookie, state.secrets.erlangCookie, { mode: 0o400 });
    chmodSync(cookie, 0o400);
    startPortMapper(context);
  },

  leftovers: (context) => [path.join(rabbitmq.folder(context), 'rabbitmq.pid')],

  command: (context) => ({
    file: program() ?? 'rabbitmq-server',
    args: ['-noinput', '+B', 'i'],
    env: environment(context),
    cwd: rabbitmq.folder(context),
  }),

  readiness: ({ state }) => rabbitmqReadiness(state),

  /**
   * Asks the broker to close everything and to end. The broker breaks the connection then, so the answer is ignored.
   */
  async askToStop(context) {
    const control = path.join(path.dirname(program() ?? ''), 'rabbitmqctl');
    await promisify(execFile)(control, ['eval', CLEAN_STOP], {
      env: environment(context),
      cwd: rabbitmq.folder(context),
      timeout: 15_000,
    }).catch(() => undefined);
  },

  /** Ends the port mapper after a final stop. After a kill it stays, because the server is started again. */
  async afterDown(context) {
    await terminate(context.state.processes['epmd'], { deadlineMs: 2_000 });
    for (const left of processesIn(rabbitmq.folder(context))) await terminate(left, { deadlineMs: 2_000 });
    context.remember((next) => {
      Reflect.deleteProperty(next.processes, 'epmd');
    });
    rmSync(path.join(rabbitmq.folder(context), 'rabbitmq.pid'), { force: true });
  },
};
