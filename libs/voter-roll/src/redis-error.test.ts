import { BlobError, ErrorReply, SimpleError } from '@redis/client';
import { TransientError } from '@scrutin/service-runtime';
import { fromRedis, troubleOf } from './redis-error.ts';

test.each([
  'LOADING Redis is loading the dataset in memory',
  "READONLY You can't write against a read only replica.",
  'MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to ‘no’.',
  'CLUSTERDOWN The cluster is down',
  'TRYAGAIN Multiple keys request during rehashing of slot',
  'NOREPLICAS Not enough good replicas to write.',
  'BUSY Redis is busy running a script.',
  "OOM command not allowed when used memory > 'maxmemory'.",
  'MISCONF Redis is configured to save RDB snapshots, but it’s currently unable to persist to disk.',
  "ERR OOM command not allowed when used memory > 'maxmemory'. script: f_x, on @user_script:9.",
  'ERR max number of clients reached',
])('%s is temporary', (reply) => {
  expect(troubleOf(new SimpleError(reply))).toBe('away');
  expect(fromRedis(new SimpleError(reply))).toBeInstanceOf(TransientError);
});

test.each([
  'NOAUTH Authentication required.',
  'WRONGPASS invalid username-password pair or user is disabled.',
  "NOPERM this user has no permissions to run the 'evalsha' command",
  "ERR NOPERM this user has no permissions to run the 'hset' command script: f_x",
  'ERR invalid password',
  "ERR unknown command 'EVALSHA', with args beginning with:",
])('%s must be corrected by a person, and succeeds once that is done', (reply) => {
  const error = new BlobError(reply);
  expect(troubleOf(error)).toBe('refused');
  expect(fromRedis(error)).toBeInstanceOf(TransientError);
  expect(fromRedis(error).message).toBe(`Redis refuses: ${reply}`);
});

test.each([
  'WRONGTYPE Operation against a key holding the wrong kind of value',
  'ERR a new sentence',
  'EXOTIC x',
])('%s is unknown, and is tried again because nothing is decided without an answer', (reply) => {
  expect(troubleOf(new SimpleError(reply))).toBe('unknown');
  expect(fromRedis(new SimpleError(reply))).toBeInstanceOf(TransientError);
});

test('an error that is not a reply of Redis means that the connection is lost', () => {
  for (const code of ['EMFILE', 'ECONNRESET', 'EAI_AGAIN', 'EADDRNOTAVAIL', 'EPIPE', 'ENOBUFS']) {
    expect(troubleOf(Object.assign(new Error('connect'), { code }))).toBe('away');
  }
});

test('a refusal among the replies of a pipeline is found', () => {
  const several = Object.assign(new ErrorReply('1 commands failed'), {
    replies: ['OK', new SimpleError('NOPERM this user has no permissions')],
  });
  expect(troubleOf(several)).toBe('refused');
});
