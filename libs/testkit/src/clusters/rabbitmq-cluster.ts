import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '../eventually.ts';
import { ProcessKeeper } from '../process-keeper.ts';
import { MovingAddress } from './moving-address.ts';
import { serverPort } from './server-port.ts';

const DEBIAN = '/usr/lib/rabbitmq/lib';
const NODES = 3;
const START = { deadlineMs: 120_000, everyMs: 200 };

interface BrokerNode {
  readonly name: string;
  readonly folder: string;
  readonly amqpPort: number;
  readonly managementPort: number;
  readonly distributionPort: number;
  process?: ChildProcess;
}

/** What the management API says of a quorum queue. */
export interface QuorumQueue {
  /** The name of the node that leads the queue. */
  readonly leader: string;
  /** The names of the nodes that have the queue and run. */
  readonly online: readonly string[];
}

/**
 * A cluster of three RabbitMQ nodes with `pause_minority`, as k8s/components/rabbitmq-operator has it. Clients use one
 * address for AMQP and one for the management API, as they use a Service of Kubernetes. Everything is on loopback, and
 * nothing of it is left after `remove`.
 */
export class RabbitMqCluster {
  readonly #folder: string;
  readonly #nodes: readonly BrokerNode[];
  readonly #amqp: MovingAddress;
  readonly #management: MovingAddress;
  readonly #portMapperPort: number;
  readonly #password = randomBytes(12).toString('hex');
  readonly #cookie = randomBytes(16).toString('hex');
  readonly #keeper = new ProcessKeeper();
  #portMapper: ChildProcess | undefined;

  private constructor(
    folder: string,
    nodes: readonly BrokerNode[],
    [amqp, management]: readonly [MovingAddress, MovingAddress],
    portMapperPort: number,
  ) {
    this.#folder = folder;
    this.#nodes = nodes;
    this.#amqp = amqp;
    this.#management = management;
    this.#portMapperPort = portMapperPort;
  }

  /** Resolves when all three nodes are in the cluster. */
  static async start(): Promise<RabbitMqCluster> {
    const folder = mkdtempSync(path.join(tmpdir(), 'scrutin-brokers-'));
    const suffix = randomBytes(4).toString('hex');
    const nodes: BrokerNode[] = [];
    for (let i = 1; i <= NODES; i++) {
      nodes.push({
        name: `scrutin${i}_${suffix}@localhost`,
        folder: path.join(folder, `node-${i}`),
        amqpPort: await serverPort(),
        managementPort: await serverPort(),
        distributionPort: await serverPort(),
      });
    }
    const amqp = await MovingAddress.open(...nodes.map((node) => node.amqpPort));
    const management = await MovingAddress.open(...nodes.map((node) => node.managementPort));
    const cluster = new RabbitMqCluster(folder, nodes, [amqp, management], await serverPort());
    try {
      await cluster.#begin();
    } catch (error) {
      await cluster.remove();
      throw error;
    }
    return cluster;
  }

  get amqpUrl(): string {
    return `amqp://scrutin:${this.#password}@127.0.0.1:${this.#amqp.port}/scrutin`;
  }

  get managementUrl(): string {
    return `http://scrutin:${this.#password}@127.0.0.1:${this.#management.port}`;
  }

  /** The leader and the running members of a queue. */
  async queue(virtualHost: string, name: string): Promise<QuorumQueue> {
    return eventually(`the members of ${name} are known`, async () => {
      const { leader, online } = await this.#ask<Partial<QuorumQueue>>(
        `queues/${encodeURIComponent(virtualHost)}/${encodeURIComponent(name)}`,
      );
      if (leader === undefined || online === undefined) throw new Error('not yet');
      return { leader, online };
    });
  }

  /** Kills a node with SIGKILL, and resolves when its process has ended. @param name as `queue` gives it */
  async kill(name: string): Promise<void> {
    const node = this.#nodes.find((each) => each.name === name);
    if (node?.process === undefined) throw new Error(`no node ${name} runs`);
    const ended = once(node.process, 'exit');
    node.process.kill('SIGKILL');
    await ended;
  }

  async remove(): Promise<void> {
    await Promise.all([this.#amqp.close(), this.#management.close()]);
    const running = [...this.#nodes.map((node) => node.process), this.#portMapper].filter(
      (one) => one !== undefined && one.exitCode === null && one.signalCode === null,
    );
    await Promise.all(
      running.map(async (one) => {
        const ended = once(one as ChildProcess, 'exit');
        one?.kill('SIGKILL');
        await ended;
      }),
    );
    await this.#keeper.end();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #begin(): Promise<void> {
    for (const node of this.#nodes) this.#prepare(node);
    const [first, ...others] = this.#nodes as [BrokerNode, ...BrokerNode[]];
    // Started in the foreground. Otherwise the first node would start it as a daemon, which nothing would end.
    this.#portMapper = this.#spawn('epmd', [], first);
    await eventually('the port mapper listens', () => expectListening(this.#portMapperPort), START);
    this.#startNode(first);
    // The others find the first one by their configuration, and join it.
    await eventually('the first broker runs', () => this.#expectRunning(1), START);
    for (const node of others) this.#startNode(node);
    await eventually('all brokers are in the cluster', () => this.#expectRunning(NODES), START);
  }

  async #expectRunning(count: number): Promise<void> {
    for (const { name, process: node, folder } of this.#nodes) {
      if (node !== undefined && node.exitCode !== null)
        throw new Error(`${name} ended:\n${readFileSync(path.join(folder, 'log'), 'utf8').slice(-2_000)}`);
    }
    const nodes = await this.#ask<readonly { readonly running: boolean }[]>('nodes');
    const running = nodes.filter(({ running }) => running).length;
    if (running !== count) throw new Error(`${running} nodes run`);
    await Promise.all(this.#nodes.slice(0, count).map((node) => this.#ask('overview', node.managementPort)));
  }

  #prepare(node: BrokerNode): void {
    mkdirSync(node.folder, { mode: 0o700 });
    const write = (name: string, lines: readonly string[], mode = 0o600): void => {
      writeFileSync(path.join(node.folder, name), lines.join('\n'), { mode });
    };
    write('rabbitmq.conf', [
      `listeners.tcp.1 = 127.0.0.1:${node.amqpPort}`,
      'management.tcp.ip = 127.0.0.1',
      `management.tcp.port = ${node.managementPort}`,
      'default_user = scrutin',
      `default_pass = ${this.#password}`,
      'default_vhost = scrutin',
      'log.console = true',
      'cluster_partition_handling = pause_minority',
      'cluster_formation.peer_discovery_backend = classic_config',
      ...this.#nodes.map(({ name }, i) => `cluster_formation.classic_config.nodes.${i + 1} = ${name}`),
      // The first node runs before the others start, so that they need not wait for a random time.
      'cluster_formation.randomized_startup_delay_range.min = 0',
      'cluster_formation.randomized_startup_delay_range.max = 1',
      '',
    ]);
    write('enabled_plugins', ['[rabbitmq_management].', '']);
    write('rabbitmq-env.conf', []);
    write('.erlang.cookie', [this.#cookie], 0o400);
  }

  #startNode(node: BrokerNode): void {
    node.process = this.#spawn(brokerProgram(), ['-noinput'], node);
  }

  #spawn(program: string, args: readonly string[], node: BrokerNode): ChildProcess {
    const { folder } = node;
    const log = openSync(path.join(folder, 'log'), 'a');
    const child = spawn(program, [...args], {
      cwd: folder,
      stdio: ['ignore', log, log],
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        RABBITMQ_NODENAME: node.name,
        RABBITMQ_MNESIA_BASE: path.join(folder, 'mnesia'),
        RABBITMQ_LOG_BASE: folder,
        RABBITMQ_LOGS: '-',
        RABBITMQ_CONFIG_FILE: path.join(folder, 'rabbitmq.conf'),
        RABBITMQ_CONFIG_FILES: path.join(folder, 'conf.d', '*.conf'),
        RABBITMQ_ADVANCED_CONFIG_FILE: path.join(folder, 'advanced.config'),
        RABBITMQ_CONF_ENV_FILE: path.join(folder, 'rabbitmq-env.conf'),
        RABBITMQ_ENABLED_PLUGINS_FILE: path.join(folder, 'enabled_plugins'),
        RABBITMQ_PLUGINS_EXPAND_DIR: path.join(folder, 'plugins-expand'),
        RABBITMQ_PID_FILE: path.join(folder, 'rabbitmq.pid'),
        RABBITMQ_DIST_PORT: String(node.distributionPort),
        ERL_EPMD_PORT: String(this.#portMapperPort),
        ERL_EPMD_ADDRESS: '127.0.0.1',
        ERL_CRASH_DUMP_BYTES: '0',
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
        RABBITMQ_ALLOW_INPUT: '1', // the start script becomes the server, so that the pid is that of the server
      },
    });
    child.on('error', () => undefined); // it then never runs, which the caller notices
    if (child.pid !== undefined) this.#keeper.keep(child.pid);
    return child;
  }

  async #ask<T>(question: string, port = this.#management.port): Promise<T> {
    const login = Buffer.from(`scrutin:${this.#password}`).toString('base64');
    const answer = await fetch(`http://127.0.0.1:${port}/api/${question}`, {
      headers: { authorization: `Basic ${login}`, connection: 'close' },
      signal: AbortSignal.timeout(3_000),
    });
    if (!answer.ok) throw new Error(`the management API answered ${answer.status}`);
    return (await answer.json()) as T;
  }
}

async function expectListening(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.destroy();
}

/** The program itself, because the wrapper of the package changes the user. @throws Error if it is not installed */
function brokerProgram(): string {
  const [newest] = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort().reverse() : [];
  const program = path.join(DEBIAN, newest ?? '', 'sbin', 'rabbitmq-server');
  if (existsSync(program)) return program;
  throw new Error(`These tests start their own RabbitMQ cluster, but ${DEBIAN} has no rabbitmq-server.`);
}
