/**
 * Runs the servers in containers, with docker-compose.yml. The project name of the engine contains the checkout and the
 * profile, and these scripts choose the ports, so that profiles and clones do not disturb each other.
 */
import { spawnSync } from 'node:child_process';
import type { PortName, ServerName, StackState } from '../../libs/local-stack/src/stack-state.ts';
import { projectHash, projectRoot } from '../bootstrap/project.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';
import type { Profile } from '../stack/profile.ts';
import { knownState, updateState } from '../stack/state.ts';
import { SERVER_NAMES } from './addresses.ts';
import { freePort, isPortFree } from './ports.ts';
import { postgresReadiness } from './postgres.ts';
import { rabbitmqReadiness } from './rabbitmq.ts';
import { redisReadiness } from './redis.ts';
import { portOf } from './server.ts';
import type { Readiness } from './serving.ts';

const PORTS: Readonly<Record<ServerName, readonly PortName[]>> = {
  postgres: ['postgres'],
  redis: ['redis'],
  rabbitmq: ['amqp', 'management', 'prometheus'],
};

/** True if a container engine answers and has the compose plugin. */
export function isAvailable(): boolean {
  const answers = (args: readonly string[]): boolean =>
    spawnSync('docker', args, { stdio: 'ignore', timeout: 10_000 }).status === 0;
  return answers(['info']) && answers(['compose', 'version']);
}

export async function isReady(profile: Profile, name: ServerName): Promise<boolean> {
  const state = knownState(profile);
  if (PORTS[name].some((port) => state.ports[port] === undefined)) return false;
  return (await readiness(state, name)).kind === 'serving';
}

function readiness(state: StackState, name: ServerName): Promise<Readiness> {
  switch (name) {
    case 'postgres':
      return postgresReadiness(portOf(state, 'postgres'));
    case 'redis':
      return redisReadiness(portOf(state, 'redis'), state.secrets.redis);
    case 'rabbitmq':
      return rabbitmqReadiness(state);
  }
}

function environment(profile: Profile): NodeJS.ProcessEnv {
  const state = knownState(profile);
  const { secrets } = state;
  return {
    ...process.env,
    SCRUTIN_PROFILE: profile,
    POSTGRES_PORT: String(portOf(state, 'postgres')),
    REDIS_PORT: String(portOf(state, 'redis')),
    AMQP_PORT: String(portOf(state, 'amqp')),
    RABBITMQ_MANAGEMENT_PORT: String(portOf(state, 'management')),
    RABBITMQ_PROMETHEUS_PORT: String(portOf(state, 'prometheus')),
    POSTGRES_PASSWORD: secrets.postgres,
    REDIS_PASSWORD: secrets.redis,
    RABBITMQ_PASSWORD: secrets.rabbitmq,
  };
}

function compose(profile: Profile, args: readonly string[]): string {
  const result = spawnSync('docker', ['compose', '-p', `scrutin-${projectHash}-${profile}`, ...args], {
    cwd: projectRoot,
    env: environment(profile),
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  if (result.status !== 0) {
    throw new Refusal(`docker compose ${args[0] ?? ''} failed.`, {
      detail: `${result.stdout}${result.stderr}`,
    });
  }
  return result.stdout;
}

function runningContainers(profile: Profile): string[] {
  return compose(profile, ['ps', '--services', '--status', 'running']).split('\n').filter(Boolean);
}

/** Another program may have taken the ports of a stopped container. A running container keeps its ports. */
async function settlePorts(profile: Profile, names: readonly ServerName[]): Promise<void> {
  for (const name of SERVER_NAMES) {
    for (const port of PORTS[name]) {
      const { ports } = knownState(profile);
      const before = ports[port];
      if (before !== undefined && (!names.includes(name) || (await isPortFree(before)))) continue;
      const chosen = await freePort(`${profile}/${port}`, Object.values(ports));
      updateState(profile, (state) => {
        state.ports[port] = chosen;
      });
    }
  }
}

export async function up(profile: Profile, names: readonly ServerName[]): Promise<void> {
  await settlePorts(profile, []);
  const running = runningContainers(profile);
  await settlePorts(
    profile,
    names.filter((name) => !running.includes(name)),
  );
  compose(profile, ['up', '-d', '--wait', ...names]);
}

export function start(profile: Profile, name: ServerName): void {
  compose(profile, ['up', '-d', '--wait', '--no-deps', name]);
}

export function stop(profile: Profile, name: ServerName): void {
  compose(profile, ['stop', name]);
}

export function kill(profile: Profile, name: ServerName): void {
  compose(profile, ['kill', '-s', 'SIGKILL', name]);
}

export function down(profile: Profile, { purge }: { purge: boolean }): void {
  compose(profile, purge ? ['down', '--volumes', '--remove-orphans'] : ['down']);
}

export function pause(profile: Profile, name: ServerName): void {
  compose(profile, ['pause', name]);
}

export function unpause(profile: Profile, name: ServerName): void {
  compose(profile, ['unpause', name]);
}
