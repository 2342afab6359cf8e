import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addressesOf } from './addresses.ts';
import { mergedEnvironment, projectFolder } from './environment.ts';
import type { StackState } from './stack-state.ts';
import { parseStackState } from './stack-state.ts';

const state: StackState = {
  version: 1,
  root: '/somewhere/scrutin',
  mode: 'native',
  external: [],
  kept: false,
  ports: { postgres: 1, redis: 2, amqp: 3, management: 4 },
  processes: { redis: { pid: 17, startedAt: 'boot/1' } },
  apps: {
    'ingestion-api': {
      pid: 18,
      startedAt: null,
      ports: { public: 8001, metrics: 9101 },
      fingerprint: 'f',
    },
  },
  postgresFolder: null,
  secrets: {
    postgres: 'owner-password',
    redis: 'r',
    rabbitmq: 'q',
    erlangCookie: 'c',
    pepper: 'ab'.repeat(32),
    messageKeys: `k1:${'cd'.repeat(32)}`,
    roles: { scrutin_operator: 'operator-password', scrutin_auditor: 'auditor-password' },
  },
};

/** Those of a state that is older than the sealing of messages. */
function olderSecrets(): StackState['secrets'] {
  const secrets = { ...state.secrets };
  delete secrets.messageKeys;
  return secrets;
}

let project: string;
beforeEach(() => {
  project = mkdtempSync(path.join(tmpdir(), 'scrutin-cli-'));
  writeFileSync(path.join(project, 'package.json'), '{"name":"scrutin"}');
  mkdirSync(path.join(project, 'apps', 'cli'), { recursive: true });
  writeFileSync(path.join(project, 'apps', 'cli', 'package.json'), '{"name":"@scrutin/cli"}');
});
afterEach(() => {
  rmSync(project, { recursive: true });
});

function remember(profile: string, content: string): void {
  mkdirSync(path.join(project, '.scrutin', profile), { recursive: true });
  writeFileSync(path.join(project, '.scrutin', profile, 'state.json'), content);
}

describe('the environment of a command', () => {
  it('has the given variables first, then those of the local stack, from any folder of the project', () => {
    remember('dev', JSON.stringify(state));
    const inside = path.join(project, 'apps', 'cli');
    expect(projectFolder(inside)).toBe(project);
    expect(mergedEnvironment({ REDIS_URL: 'redis://elsewhere', AMQP_URL: '' }, 'operator', inside)).toEqual({
      DATABASE_URL: 'postgresql://scrutin_operator:operator-password@127.0.0.1:1/scrutin',
      REDIS_URL: 'redis://elsewhere',
      AMQP_URL: 'amqp://scrutin:q@127.0.0.1:3/scrutin',
      RABBITMQ_MANAGEMENT_URL: 'http://scrutin:q@127.0.0.1:4',
      AMQP_MANAGEMENT_URL: 'http://scrutin:q@127.0.0.1:4/scrutin',
      CREDENTIAL_PEPPER: 'ab'.repeat(32),
      MESSAGE_KEYS: `k1:${'cd'.repeat(32)}`,
      SCRUTIN_API_URL: 'http://127.0.0.1:8001',
    });
  });

  it('connects as the owner or the auditor only when asked to', () => {
    expect(addressesOf(state, 'auditor')['DATABASE_URL']).toContain('scrutin_auditor:auditor-password@');
    expect(addressesOf(state, 'owner')['DATABASE_URL']).toContain('scrutin_owner:owner-password@');
  });

  it('has no address of a server whose port is not known yet', () => {
    const early = { ...state, ports: {}, apps: {}, secrets: { ...olderSecrets(), roles: {} } };
    expect(addressesOf(early, 'operator')).toEqual({
      CREDENTIAL_PEPPER: 'ab'.repeat(32),
      SCRUTIN_API_URL: 'http://127.0.0.1:8000',
    });
  });

  it('takes the profile that SCRUTIN_PROFILE names', () => {
    remember('test', JSON.stringify({ ...state, ports: { redis: 99 } }));
    expect(mergedEnvironment({ SCRUTIN_PROFILE: 'test' }, 'operator', project)['REDIS_URL']).toContain(':99');
    expect(mergedEnvironment({}, 'operator', project)).toEqual({});
  });

  it('refuses a damaged state, and has no addresses outside of the project', () => {
    remember('dev', '{"ports":');
    expect(() => mergedEnvironment({}, 'operator', project)).toThrow('is damaged');
    expect(mergedEnvironment({}, 'operator', tmpdir())).toEqual({});
  });
});

describe('the state of a stack', () => {
  it('is read as it was written, with or without the members that later versions added', () => {
    expect(parseStackState(JSON.stringify(state))).toEqual(state);
    const older = { ...state, secrets: olderSecrets() };
    expect(parseStackState(JSON.stringify(older))).toEqual(older);
  });

  it.each([
    ['a text that is cut short', '{"version":1,'],
    ['an empty text', ''],
    ['another value', '[]'],
    ['an unknown version', JSON.stringify({ ...state, version: 2 })],
    ['a text as a port', JSON.stringify({ ...state, ports: { redis: '6379' } })],
    ['a port out of range', JSON.stringify({ ...state, ports: { redis: 65_536 } })],
    ['an unknown server', JSON.stringify({ ...state, external: ['mongo'] })],
    ['a process without a number', JSON.stringify({ ...state, processes: { redis: { startedAt: 'x' } } })],
    ['an application without ports', JSON.stringify({ ...state, apps: { api: { pid: 1, startedAt: 'x' } } })],
    ['a missing secret', JSON.stringify({ ...state, secrets: { ...state.secrets, pepper: undefined } })],
    ['a number as a password', JSON.stringify({ ...state, secrets: { ...state.secrets, roles: { a: 1 } } })],
  ])('is refused if it is, or contains, %s', (_, text) => {
    expect(parseStackState(text)).toBeUndefined();
  });
});
