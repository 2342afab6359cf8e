/**
 * The services in containers, by docker-compose.yml. The engine's project name carries the checkout and the profile,
 * and the ports are ours to choose, so that profiles and clones do not meet.
 */
import { spawnSync } from 'node:child_process';

import { freePort, isPortFree } from './ports.mjs';
import { postgresAnswers } from './postgres.mjs';
import { projectHash, projectRoot } from './project.mjs';
import { rabbitmqAnswers } from './rabbitmq.mjs';
import { redisAnswers } from './redis.mjs';
import { Refusal } from './refusal.mjs';
import { readState, updateState } from './state.mjs';

const PORTS = { postgres: ['postgres'], redis: ['redis'], rabbitmq: ['amqp', 'management', 'prometheus'] };

/** True when an engine answers and its compose plugin is there. */
export function isAvailable() {
  const answers = (args) => spawnSync('docker', args, { stdio: 'ignore', timeout: 10_000 }).status === 0;
  return answers(['info']) && answers(['compose', 'version']);
}

export function isReady(profile, name) {
  const { ports, secrets } = readState(profile);
  if (PORTS[name].some((port) => ports[port] === undefined)) return Promise.resolve(false);
  if (name === 'postgres') return postgresAnswers(ports.postgres);
  if (name === 'redis') return redisAnswers(ports.redis, secrets.redis);
  return rabbitmqAnswers(ports, secrets.rabbitmq);
}

function environment(profile) {
  const { ports, secrets } = readState(profile);
  return {
    ...process.env,
    SCRUTIN_PROFILE: profile,
    POSTGRES_PORT: String(ports.postgres),
    REDIS_PORT: String(ports.redis),
    AMQP_PORT: String(ports.amqp),
    RABBITMQ_MANAGEMENT_PORT: String(ports.management),
    RABBITMQ_PROMETHEUS_PORT: String(ports.prometheus),
    POSTGRES_PASSWORD: secrets.postgres,
    REDIS_PASSWORD: secrets.redis,
    RABBITMQ_PASSWORD: secrets.rabbitmq,
  };
}

function compose(profile, args) {
  const result = spawnSync('docker', ['compose', '-p', `scrutin-${projectHash}-${profile}`, ...args], {
    cwd: projectRoot,
    env: environment(profile),
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  if (result.status !== 0) {
    throw new Refusal(`docker compose ${args[0]} failed.`, {
      detail: `${result.stdout ?? ''}${result.stderr ?? ''}`,
    });
  }
  return result.stdout;
}

function runningContainers(profile) {
  return compose(profile, ['ps', '--services', '--status', 'running']).split('\n').filter(Boolean);
}

/** A stopped container's ports may have been taken meanwhile; a running one's are its own. */
async function settlePorts(profile, names) {
  for (const name of ['postgres', 'redis', 'rabbitmq']) {
    for (const port of PORTS[name]) {
      const { ports } = readState(profile);
      if (ports[port] !== undefined && (!names.includes(name) || (await isPortFree(ports[port])))) continue;
      const chosen = await freePort(`${profile}/${port}`, Object.values(ports));
      updateState(profile, (state) => {
        state.ports[port] = chosen;
      });
    }
  }
}

export async function up(profile, names) {
  await settlePorts(profile, []);
  const running = runningContainers(profile);
  await settlePorts(
    profile,
    names.filter((name) => !running.includes(name)),
  );
  compose(profile, ['up', '-d', '--wait', ...names]);
}

export async function start(profile, name) {
  compose(profile, ['up', '-d', '--wait', '--no-deps', name]);
}

export async function stop(profile, name) {
  compose(profile, ['stop', name]);
}

export async function kill(profile, name) {
  compose(profile, ['kill', '-s', 'SIGKILL', name]);
}

export async function down(profile, { purge }) {
  compose(profile, purge ? ['down', '--volumes', '--remove-orphans'] : ['down']);
}

export function pause(profile, name) {
  compose(profile, ['pause', name]);
}

export function unpause(profile, name) {
  compose(profile, ['unpause', name]);
}
