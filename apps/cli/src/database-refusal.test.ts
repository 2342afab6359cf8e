import { databaseRefusal } from './database-refusal.ts';
import { explain } from './run.ts';

const prisma = (originalCode: string, kind: string): Error =>
  Object.assign(new Error('Invalid `prisma.official.findMany()` invocation'), {
    code: 'P2010',
    meta: { driverAdapterError: { cause: { originalCode, kind } } },
  });

test.each([
  [
    'a wrong password',
    Object.assign(new Error('password authentication failed'), { code: '28P01' }),
    /login/,
  ],
  ['a role that may not log in', prisma('28000', 'AuthenticationFailed'), /login/],
  ['too few rights', prisma('42501', 'postgres'), /too few rights.*scrutin_operator/],
  ['a raw query with too few rights', new Error('Raw query failed. Code: `42501`.'), /too few rights/],
  ['a database that is not there', Object.assign(new Error('x'), { code: '3D000' }), /does not exist/],
  ['an older schema', new Error('outer', { cause: prisma('42P01', 'TableDoesNotExist') }), /db migrate/],
])('%s is explained in a sentence, and does not count as a fault of the program', (_, error, meaning) => {
  expect(explain(error)).toMatch(meaning);
  expect(explain(error)).not.toContain('fault in scrutin');
});

test('any other error is left unchanged', () => {
  expect(databaseRefusal(new Error('x'))).toBeUndefined();
  expect(explain(new Error('x'))).toContain('fault in scrutin');
});
