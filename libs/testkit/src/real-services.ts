import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from './project.ts';

export type ServiceName = 'postgres' | 'redis' | 'rabbitmq';

/**
 * `restart` and `stop` let the server shut down in order; `kill` sends SIGKILL; `freeze` stops the process until
 * `thaw`. The server keeps its address and its data.
 */
export type ServiceAct = 'restart' | 'stop' | 'start' | 'kill' | 'freeze' | 'thaw';

/** The addresses of the servers, from the environment of the test run. */
export interface ServiceAddresses {
  /** With the login of the owner of the schema. */
  readonly database: string;
  readonly redis: string;
  readonly amqp: string;
  readonly management: string;
}

/** @throws Error if an address is missing; no test is skipped for that. The message says how to start the services */
export function serviceAddresses(): ServiceAddresses {
  const given = (name: string): string => {
    const value = process.env[name];
    if (value !== undefined && value !== '') return value;
    throw new Error(
      `${name} is not set. Run \`npm test\`, or: node scripts/services.mjs up --profile test && ` +
        'eval "$(node scripts/services.mjs env --profile test)"',
    );
  };
  return {
    database: given('DATABASE_URL'),
    redis: given('REDIS_URL'),
    amqp: given('AMQP_URL'),
    management: given('RABBITMQ_MANAGEMENT_URL'),
  };
}

/**
 * Applies the act to the real server of the test profile, and resolves when it has taken effect.
 *
 * @throws Error with the output of the script, for example if the environment gave the server's address, so that the
 *   script did not start it and may not stop it
 */
export async function controlService(act: ServiceAct, name: ServiceName): Promise<void> {
  const root = projectRoot();
  const script = path.join(root, 'scripts', 'services.mjs');
  const profile = process.env['SCRUTIN_PROFILE'] ?? 'test';
  await promisify(execFile)(process.execPath, [script, act, name, '--profile', profile], { cwd: root });
}

/** Starts every server that does not run. A suite calls this at its end, so that the next suite has all servers. */
export async function allServicesUp(): Promise<void> {
  for (const name of ['postgres', 'redis', 'rabbitmq'] as const) await controlService('start', name);
}
