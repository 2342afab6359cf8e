import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { loadConfig, loadConfigs, setting, withSettingFiles } from './config.ts';
import { ConfigurationError } from './errors.ts';

const schema = z.object({
  DATABASE_URL: setting.url('postgresql', 'postgres'),
  BATCH_MAX_VOTES: setting.integer(100, 1, 5_000),
  PORT: setting.port(8000),
  CREDENTIAL_PEPPER: setting.secret(),
  CORS_ORIGINS: setting.list(),
  LOG_LEVEL: setting.logLevel(),
});
const good = { DATABASE_URL: 'postgresql://localhost/x', CREDENTIAL_PEPPER: 'ab'.repeat(32) };

describe('configuration', () => {
  it('has the values of the environment, and defaults for the others', () => {
    expect(loadConfig(schema, good)).toEqual({
      DATABASE_URL: 'postgresql://localhost/x',
      BATCH_MAX_VOTES: 100,
      PORT: 8000,
      CREDENTIAL_PEPPER: new Uint8Array(32).fill(0xab),
      CORS_ORIGINS: [],
      LOG_LEVEL: 'info',
    });
    const given = {
      ...good,
      BATCH_MAX_VOTES: '7',
      CORS_ORIGINS: ' https://a.example, ,https://b.example',
    };
    expect(loadConfig(schema, given)).toMatchObject({
      BATCH_MAX_VOTES: 7,
      CORS_ORIGINS: ['https://a.example', 'https://b.example'],
    });
  });

  it('names every wrong variable, and never shows a value', () => {
    const attempt = (): unknown =>
      loadConfig(schema, {
        DATABASE_URL: 'mysql://secret@x',
        BATCH_MAX_VOTES: '0',
        CREDENTIAL_PEPPER: 'cafe',
      });
    expect(attempt).toThrow(ConfigurationError);
    expect(attempt).toThrow(/DATABASE_URL: must begin with postgresql:\/\/ or postgres:\/\//);
    expect(attempt).toThrow(/BATCH_MAX_VOTES:/);
    expect(attempt).toThrow(/CREDENTIAL_PEPPER: must be at least 64 hexadecimal digits/);
    expect(attempt).not.toThrow(/secret@x|cafe/);
  });

  it.each(['1.5', '-1', 'many', '1e3', ' ', '5001'])('%j is not accepted as a whole number', (text) => {
    expect(() => loadConfig(schema, { ...good, BATCH_MAX_VOTES: text })).toThrow(/BATCH_MAX_VOTES/);
  });

  it('reads the keys for messages in their order', () => {
    const ring = z.object({ MESSAGE_KEYS: setting.messageKeys() });
    const [a, b] = ['0a'.repeat(32), 'FF'.repeat(32)];
    expect(loadConfig(ring, { MESSAGE_KEYS: `k-2:${a}, k_1:${b}` })).toEqual({
      MESSAGE_KEYS: [
        { id: 'k-2', bytes: new Uint8Array(32).fill(10) },
        { id: 'k_1', bytes: new Uint8Array(32).fill(255) },
      ],
    });
    for (const wrong of [' ', a, `k:${a}00`, `:${a}`, `k 1:${a}`, `k:${a},`, `k:${a},k:${b}`]) {
      const attempt = (): unknown => loadConfig(ring, { MESSAGE_KEYS: wrong });
      expect(attempt).toThrow(/MESSAGE_KEYS: must/);
      expect(attempt).not.toThrow(new RegExp(a));
    }
    expect(() => loadConfig(ring, {})).toThrow(/MESSAGE_KEYS: is required/);
  });

  it('names missing variables', () => {
    expect(() => loadConfig(schema, {})).toThrow(
      /DATABASE_URL: is required[^]*CREDENTIAL_PEPPER: is required/,
    );
  });
});

test('the wrong variables of two groups are named together', () => {
  const attempt = (): unknown =>
    loadConfigs(z.object({ LOG_LEVEL: setting.logLevel() }), schema, { LOG_LEVEL: 'loud', PORT: 'x' });
  expect(attempt).toThrow(/LOG_LEVEL[^]*DATABASE_URL[^]*PORT[^]*CREDENTIAL_PEPPER/);
});

describe('an address', () => {
  const given = (url: string): unknown =>
    loadConfig(z.object({ A: setting.url('postgresql', 'redis+cluster') }), { A: url });

  it.each([
    'postgresql://user:a,b@db.example:5432/votes',
    'postgresql://user@/votes?host=/run/postgresql',
    'redis+cluster://user:pw@one:6379,two:6379',
    'postgresql:///votes?host=/run/postgresql',
    'postgresql://user:p%23%2F%40%25@[2001:db8::1]:5432/votes?sslmode=require',
    ' postgresql://user:pw@db_1/votes \n\n',
  ])('may be %s', (url) => {
    expect(() => given(url)).not.toThrow();
  });

  it.each([
    'postgresql://user:pw@one:5432,two:5432/votes?target_session_attrs=read-write',
    'postgresql://one,two/votes',
  ])('must name one host, unlike %s, and the refusal does not repeat it', (url) => {
    expect(() => given(url)).toThrow(/A: must name one host[^@]*$/);
  });

  it.each([
    ['postgresql://user:se#cret@db/votes', 'must be encoded'],
    ['postgresql://user:12#34secret@db/votes', 'must be encoded'],
    ['postgresql://user:se/cret@db/votes', 'must be encoded'],
    ['postgresql://user:se?cret@db/votes', 'must be encoded'],
    ['postgresql://user:se@cret@db/votes', 'must be encoded'],
    ['postgresql://user:secret%zz@db/votes', 'must be encoded'],
    ['redis+cluster://user:secret%@one:6379,two:6379', 'must be encoded'],
    ['postgresql://user:secret@db:99999/votes', 'a port that cannot be'],
    ['redis+cluster://user:secret@one:6379,two:port', 'a port that cannot be'],
    ['redis+cluster://user:secret@one:6379,', 'names no host'],
    ['postgresql://', 'names no host'],
    ['postgresql://user:secret@:5432/votes', 'names no host'],
  ])('is refused at the start when it is %s, without showing it', (url, why) => {
    expect(() => given(url)).toThrow(ConfigurationError);
    expect(() => given(url)).toThrow(why);
    expect(() => given(url)).not.toThrow(/secret|cret|34/);
  });
});

test('a variable without a value counts as absent, so an interface or a number has its default', () => {
  const some = z.object({
    HOST: z.string().default('127.0.0.1'),
    EVERY_MS: setting.milliseconds(7),
    URL: setting.url('http').optional(),
  });
  expect(loadConfig(some, { HOST: '', EVERY_MS: '', URL: '' })).toEqual({ HOST: '127.0.0.1', EVERY_MS: 7 });
});

test('a time that no timer can wait is refused', () => {
  const some = z.object({ EVERY_MS: setting.milliseconds(7) });
  expect(loadConfig(some, { EVERY_MS: '2147483647' })).toEqual({ EVERY_MS: 2_147_483_647 });
  expect(() => loadConfig(some, { EVERY_MS: '2147483648' })).toThrow(/EVERY_MS: .*2147483647/);
});

test.each(['10.0.0.7', '10.0.0.0/8', '2001:db8::/32', 'loopback, 192.0.2.1', ''])(
  '%j is accepted as a list of proxies',
  (text) => {
    expect(() => loadConfig(z.object({ P: setting.proxies() }), { P: text })).not.toThrow();
  },
);

test.each(['proxy.example', '10.0.0.0/99', '10.0.0.0/0', '*', '10.0.0.0/8/8'])(
  '%j is not accepted as a list of proxies',
  (text) => {
    expect(() => loadConfig(z.object({ P: setting.proxies() }), { P: text })).toThrow(/P: must be addresses/);
  },
);

test.each(['*', 'https://*.example', 'vote.example', 'https://a.example/path'])(
  '%j is not accepted as an origin',
  (text) => {
    expect(() => loadConfig(z.object({ O: setting.origins() }), { O: text })).toThrow(/O: must be origins/);
  },
);

describe('a setting in a file', () => {
  let folder: string;
  const file = (name: string, content: string): string => {
    const at = path.join(folder, name);
    writeFileSync(at, content);
    return at;
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'scrutin-settings-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it.each(['\n', '\r\n', '\n\r\n\n', ''])('is read without the line end %j that closes the file', (end) => {
    const pepper = file('pepper', `\uFEFF${'cd'.repeat(32)}${end}`);
    const database = file('database', `postgresql://u:p%20@h/x${end}`);
    expect(
      loadConfig(schema, { DATABASE_URL_FILE: database, CREDENTIAL_PEPPER_FILE: pepper, DATABASE_URL: '' }),
    ).toMatchObject({
      DATABASE_URL: 'postgresql://u:p%20@h/x',
      CREDENTIAL_PEPPER: new Uint8Array(32).fill(0xcd),
    });
  });

  it('is read for both groups of settings', () => {
    const [first, second] = loadConfigs(z.object({ LOG_LEVEL: setting.logLevel() }), schema, {
      LOG_LEVEL_FILE: file('level', 'debug\n'),
      DATABASE_URL_FILE: file('database', 'postgresql://u@h/x'),
      CREDENTIAL_PEPPER: 'ab'.repeat(32),
    });
    expect([first.LOG_LEVEL, second.DATABASE_URL]).toEqual(['debug', 'postgresql://u@h/x']);
  });

  it('is named once, with its file and without its content, when the file is missing, wrong or one too many', () => {
    const attempt = (): unknown =>
      loadConfig(schema, {
        DATABASE_URL_FILE: path.join(folder, 'nowhere'),
        CREDENTIAL_PEPPER_FILE: file('pepper', 'not-a-pepper'),
        PORT: '1',
        PORT_FILE: file('port', '2'),
        LOG_LEVEL_FILE: file('level', '\n'),
      });
    expect(attempt).toThrow(ConfigurationError);
    expect(attempt).toThrow(/DATABASE_URL_FILE: the file \S+nowhere cannot be read \(ENOENT\)/);
    expect(attempt).toThrow(/CREDENTIAL_PEPPER: must be at least 64/);
    expect(attempt).toThrow(/PORT_FILE: must not be set together with PORT/);
    expect(attempt).toThrow(/LOG_LEVEL_FILE: the file \S+level is empty/);
    expect(attempt).not.toThrow(/DATABASE_URL: |not-a-pepper/);
  });

  it('is not read for a name that is no setting', () => {
    const other = { ...good, OTHER_FILE: path.join(folder, 'nowhere') };
    expect(() => loadConfig(schema, other)).not.toThrow();
    expect(withSettingFiles(['A'], { A_FILE: file('a', 'x\n'), B_FILE: 'y' })).toEqual({
      A: 'x',
      B_FILE: 'y',
    });
    expect(() => withSettingFiles(['A'], { A_FILE: folder })).toThrow(/A_FILE: .*EISDIR/);
  });
});
