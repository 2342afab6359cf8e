import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from './project.ts';

export type ServiceName = 'postgres' | 'redis' | 'rabbitmq';

/**
 * `restart` and `stop` end the process in order; `kill` is SIGKILL; `freeze` stops the process until `thaw`; all keep
 * addresses and data. Each resolves when it is done.
 */
export type ServiceAct = 'restart' | 'stop' | 'start' | 'kill' | 'freeze' | 'thaw';

/** The addresses that the environment of a test run gives. */
export interface ServiceAddresses {
  /** As the owner of the schema. */
  readonly database: string;
  readonly redis: string;
  readonly amqp: string;
  readonly management: string;
}

/** @throws Error saying how to get the services, when an address is missing: nothing is skipped */
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
 * Does it to the real server of the test profile.
 *
 * @throws Error with the script's own words, e.g. when the server was given from outside and is not ours
 */
export async function controlService(act: ServiceAct, name: ServiceName): Promise<void> {
  const root = projectRoot();
  const script = path.join(root, 'scripts', 'services.mjs');
  const profile = process.env['SCRUTIN_PROFILE'] ?? 'test';
  await promisify(execFile)(process.execPath, [script, act, name, '--profile', profile], { cwd: root });
}

/** Starts whatever of the three does not run: what a suite does last, so that the next one finds them. */
export async function allServicesUp(): Promise<void> {
  for (const name of ['postgres', 'redis', 'rabbitmq'] as const) await controlService('start', name);
}
