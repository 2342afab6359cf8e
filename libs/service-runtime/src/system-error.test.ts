import { readFileSync } from 'node:fs';
import { isSystemError } from './system-error.ts';

const caught = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

test('an error of the operating system is recognised by its call or number, whatever its code is', () => {
  expect(isSystemError(caught(() => readFileSync('/no/such/file')))).toBe(true);
  for (const code of ['EMFILE', 'ENFILE', 'ENOBUFS', 'EADDRNOTAVAIL', 'ENOMEM', 'EAI_AGAIN', 'EIO']) {
    expect(isSystemError(Object.assign(new Error('x'), { code, syscall: 'connect' }))).toBe(true);
    expect(isSystemError(Object.assign(new Error('x'), { code, errno: -24 }))).toBe(true);
  }
});

test.each([
  ['an error in the use of Node', caught(() => Buffer.alloc(-1))],
  ['an error of this program', new TypeError('x')],
  ['an error of PostgreSQL', Object.assign(new Error('x'), { code: '28P01' })],
  ['no error', 'EMFILE'],
])('%s is not an error of the operating system', (_, error) => {
  expect(isSystemError(error)).toBe(false);
});
