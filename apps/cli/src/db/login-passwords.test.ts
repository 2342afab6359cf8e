import { ConfigurationError } from '@scrutin/service-runtime';
import { loginPasswords } from './login-passwords.ts';

const ROLES = ['INGESTION', 'WORKER', 'AGGREGATOR', 'OPERATOR', 'AUDITOR', 'ADMIN'];
const ALL = Object.fromEntries(ROLES.map((role) => [`SCRUTIN_DB_PASSWORD_${role}`, `long enough ${role}`]));

function refusal(environment: Record<string, string>, only?: readonly string[]): string {
  try {
    loginPasswords(environment, only);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error('not refused');
}

test('every role gets the password of its variable', () => {
  const passwords = loginPasswords(ALL);
  expect(Object.keys(passwords).sort()).toEqual(ROLES.map((role) => `scrutin_${role.toLowerCase()}`).sort());
  expect(passwords['scrutin_admin']).toBe('long enough ADMIN');
  expect(loginPasswords(ALL, ['auditor'])).toEqual({ scrutin_auditor: 'long enough AUDITOR' });
});

test('a password that is missing, empty, short, shared or of no role is refused with the name of its variable', () => {
  const withoutAdmin = Object.fromEntries(Object.entries(ALL).filter(([name]) => !name.endsWith('_ADMIN')));
  expect(refusal(withoutAdmin)).toContain('SCRUTIN_DB_PASSWORD_ADMIN');
  expect(refusal(withoutAdmin)).not.toContain('SCRUTIN_DB_PASSWORD_WORKER');
  expect(refusal({ ...ALL, SCRUTIN_DB_PASSWORD_ADMIN: '' })).toContain('SCRUTIN_DB_PASSWORD_ADMIN');
  expect(refusal({ ...ALL, SCRUTIN_DB_PASSWORD_AUDITOR: 'x' })).toMatch(/Shorter than 12.*AUDITOR/);
  const shared = { ...ALL, SCRUTIN_DB_PASSWORD_AUDITOR: ALL['SCRUTIN_DB_PASSWORD_WORKER']! };
  expect(refusal(shared)).toMatch(/same.*WORKER.*AUDITOR/);
  expect(refusal({ ...ALL, SCRUTIN_DB_PASSWORD_MIXER: 'long enough for all' })).toContain('_MIXER');
  expect(refusal(ALL, ['settler'])).toContain('scrutin_settler');
  expect(refusal({})).toMatch(new RegExp(ROLES.map((role) => `SCRUTIN_DB_PASSWORD_${role}`).join(', ')));
});
