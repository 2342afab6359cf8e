import pg from 'pg';
import { PoisonMessageError, TransientError } from '@scrutin/service-runtime';
import { fromDatabase, refusedData, troubleOf } from './database-error.ts';

/** The error of a raw query, as Prisma's adapter wraps it. */
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

/** The same error, as pg throws it. */
function fromPg(sqlState: string, constraint?: string): pg.DatabaseError {
  const error = new pg.DatabaseError('"SECRET"', 8, 'error');
  return Object.assign(error, { code: sqlState, constraint, detail: 'SECRET' });
}

/** An error of Node itself. */
function system(code: string): Error {
  return Object.assign(new Error(`connect ${code} 127.0.0.1:5432`), { code, errno: -24, syscall: 'connect' });
}

const coded = (code: string): Error => Object.assign(new Error('x'), { code });

test.each([
  '08000',
  '08003',
  '08006',
  '40001',
  '40P01',
  '53000',
  '53100',
  '53200',
  '53300',
  '55P03',
  '55006',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '58000',
  '58030',
  '25006',
  '25P02',
])('SQLSTATE %s is temporary', (state) => {
  expect(troubleOf(wrapped(state))).toBe('away');
  expect(troubleOf(coded(state))).toBe('away');
});

test.each([
  '08P01',
  '28P01',
  '28000',
  '42501',
  '42P01',
  '42703',
  '42883',
  '42P05',
  '26000',
  '3D000',
  '3F000',
  '0A000',
  '0LP01',
  '0P000',
  'F0000',
])('SQLSTATE %s must be corrected by a person, and succeeds once that is done', (state) => {
  expect(troubleOf(wrapped(state))).toBe('refused');
  expect(troubleOf(coded(state))).toBe('refused');
  expect(fromDatabase(wrapped(state), 'test')).toBeInstanceOf(TransientError);
});

test.each(['XX000', 'XX001', 'P0001', '54000', '23000', '2F005', 'HV000', '99999'])(
  'SQLSTATE %s is unknown, and is tried again because that loses nothing',
  (state) => {
    expect(troubleOf(wrapped(state))).toBe('unknown');
    expect(fromDatabase(wrapped(state), 'test')).toBeInstanceOf(TransientError);
  },
);

test.each([
  'EMFILE',
  'ENFILE',
  'ENOBUFS',
  'EADDRNOTAVAIL',
  'ENOMEM',
  'ECONNRESET',
  'ECONNREFUSED',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EPIPE',
  'ENOTFOUND',
  'EACCES',
  'EIO',
])('%s of the operating system is temporary', (code) => {
  expect(troubleOf(system(code))).toBe('away');
  expect(troubleOf(new Error('pool', { cause: system(code) }))).toBe('away');
  expect(troubleOf(new AggregateError([system(code)], 'no address answers'))).toBe('away');
});

test.each([
  ['an error of pg', coded('57P01')],
  ['a transaction that took too long', coded('P2028')],
  ['the pool gave up', new Error('timeout exceeded when trying to connect')],
  ['a connection that ended', new Error('Connection terminated unexpectedly')],
  ['nested', new Error('Migration failed', { cause: coded('40001') })],
  ['an unknown error', new Error('a new sentence of the driver')],
])('%s may succeed later', (_, error) => {
  const sorted = fromDatabase(error, 'test');
  expect(sorted).toBeInstanceOf(TransientError);
  expect((sorted as Error).cause).toBe(error);
});

test.each([
  ['unique violation', wrapped('23505')],
  ['out of range', wrapped('22003')],
  ['a unique violation that Prisma names', coded('P2002')],
  ['a fault in our code', new TypeError('x')],
  ['undefined instead of an error', undefined],
])('%s is not changed', (_, error) => {
  expect(fromDatabase(error, 'test')).toBe(error);
});

test('the message contains the reason of PostgreSQL if a person must correct something', () => {
  const login = Object.assign(new Error('password authentication failed for user "scrutin_worker"'), {
    code: '28P01',
  });
  expect((fromDatabase(login, 'catalogue') as Error).message).toBe(
    'The database could not do catalogue: 28P01 password authentication failed for user "scrutin_worker".',
  );
  const right = wrapped('42501', { originalMessage: 'permission denied for table laws' });
  expect((fromDatabase(right, 'laws') as Error).message).toBe(
    'The database could not do laws: 42501 permission denied for table laws.',
  );
});

test('the message says when a transaction ran out of time', () => {
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
  ['out of range, from pg itself', fromPg('22003'), '22003'],
  [
    'check, from pg itself',
    fromPg('23514', 'ballots_arriving_check'),
    '23514, constraint ballots_arriving_check',
  ],
])(
  '%s is about the data: a retry cannot help, and the message does not show the data (P6)',
  (_, error, why) => {
    const refused = refusedData(error, 'settle-votes');
    expect(refused).toBeInstanceOf(PoisonMessageError);
    expect(refused?.message).toBe(`The database refuses it in settle-votes: ${why}`);
    expect(refused?.cause).toBe(error);
  },
);

test.each([
  ['append-only', wrapped('23000')],
  ['append-only, from pg itself', fromPg('23000')],
  ['a deadlock, from pg itself', fromPg('40P01')],
  ['no privilege', wrapped('42501')],
  ['a deadlock', wrapped('40P01')],
  ['raised by a function', wrapped('P0001')],
  ['a fault in our code', new TypeError('x')],
  ['undefined instead of an error', undefined],
])('%s is not about the data', (_, error) => {
  expect(refusedData(error, 'settle-votes')).toBeUndefined();
});
