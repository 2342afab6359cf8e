import { TransientError } from '@scrutin/service-runtime';
import { fromDatabase } from './database-error.ts';

/** A raw query's error, as Prisma's adapter wraps it. */
function wrapped(sqlState: string): Error {
  return Object.assign(new Error('Raw query failed'), {
    code: 'P2010',
    meta: {
      driverAdapterError: Object.assign(new Error('x'), {
        cause: { originalCode: sqlState, kind: 'postgres' },
      }),
    },
  });
}

test.each([
  ['connection lost', wrapped('08006')],
  ['serialization failure', wrapped('40001')],
  ['deadlock', wrapped('40P01')],
  ['too many connections', wrapped('53300')],
  ['admin shutdown', wrapped('57P01')],
  ['starting up', wrapped('57P03')],
  ['refused by the socket', Object.assign(new Error('x'), { code: 'ECONNREFUSED' })],
  ['an error of pg', Object.assign(new Error('x'), { code: '57P01' })],
  ['the pool gave up', new Error('timeout exceeded when trying to connect')],
  ['nested', new Error('Migration failed', { cause: Object.assign(new Error('x'), { code: '40001' }) })],
])('%s may succeed later', (_, error) => {
  const sorted = fromDatabase(error, 'test');
  expect(sorted).toBeInstanceOf(TransientError);
  expect((sorted as Error).cause).toBe(error);
});

test.each([
  ['unique violation', wrapped('23505')],
  ['append-only', wrapped('23000')],
  ['no privilege', wrapped('42501')],
  ['a mistake of ours', new TypeError('x')],
  ['no error at all', undefined],
])('%s stays as it is', (_, error) => {
  expect(fromDatabase(error, 'test')).toBe(error);
});
