import { createHmac } from 'node:crypto';
import { pepperCheck } from './pepper-check.ts';

const digest = {
  sha256: () => {
    throw new Error('a check is keyed');
  },
  hmacSha256: (key: Uint8Array) => (text: string | Uint8Array) =>
    createHmac('sha256', key).update(text).digest(),
};

describe('the check of a pepper', () => {
  test('is 16 hexadecimal digits, which are the same for the same pepper and differ for another', () => {
    const one = pepperCheck(new Uint8Array(32).fill(1), digest);
    expect(one).toMatch(/^[0-9a-f]{16}$/);
    expect(pepperCheck(new Uint8Array(32).fill(1), digest)).toBe(one);
    expect(pepperCheck(new Uint8Array(32).fill(2), digest)).not.toBe(one);
  });

  // A change of the formula would lock every service out of the rolls that are already loaded.
  test('does not change', () => {
    expect(pepperCheck(new Uint8Array(32), digest)).toBe('ca8b945cd1d48ced');
  });
});
