import { PoisonMessageError, TransientError } from '@scrutin/service-runtime';
import { fromDatabase, refusedData } from './database-error.ts';

/** A raw query's error, as Prisma's adapter wraps it. */
function wrapped(sqlState: string, more: object = {}): Error {
  return Object.assign(new Error('Raw query failed'), {
    code: 'P2010',
    meta: {
      driverAdapterError: Object.assign(new Error('x'), {
        cause: { originalCode: sqlState, kind: 'postgres', ...more },
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
  ['a transaction that took too long', Object.assign(new Error('x'), { code: 'P2028' })],
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

test('a transaction that ran out of time says so', () => {
  const late = Object.assign(new Error('x'), { code: 'P2028' });
  expect((fromDatabase(late, 'act') as Error).message).toBe(
    'The database could not do act: its transaction ran out of time.',
  );
  expect((fromDatabase(wrapped('40001'), 'act') as Error).message).toBe('The database could not do act.');
});

const CHECK = {
  originalMessage:
    'new row for relation "ballots_arriving" violates check constraint "ballots_arriving_check"',
  detail: 'Failing row contains (law:X, SECRET).',
};

test.each([
  ['out of range', wrapped('22003', { originalMessage: 'value "SECRET" is out of range' }), '22003'],
  ['malformed', wrapped('22P02', { originalMessage: 'invalid: "SECRET constraint "x""' }), '22P02'],
  ['check', wrapped('23514', CHECK), '23514, constraint ballots_arriving_check'],
  ['unknown', wrapped('23503', { constraint: { index: 'law_fkey' } }), '23503, constraint law_fkey'],
  ['null', wrapped('23502', { constraint: { fields: ['SECRET'] } }), '23502'],
])('%s is about the data: no retry mends it, and its message tells nothing of it (P6)', (_, error, why) => {
  const refused = refusedData(error, 'settle-votes');
  expect(refused).toBeInstanceOf(PoisonMessageError);
  expect(refused?.message).toBe(`The database refuses it in settle-votes: ${why}`);
  expect(refused?.cause).toBe(error);
});

test.each([
  ['append-only', wrapped('23000')],
  ['no privilege', wrapped('42501')],
  ['a deadlock', wrapped('40P01')],
  ['raised by a function', wrapped('P0001')],
  ['a mistake of ours', new TypeError('x')],
  ['no error at all', undefined],
])('%s is not about the data', (_, error) => {
  expect(refusedData(error, 'settle-votes')).toBeUndefined();
});
