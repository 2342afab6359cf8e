import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { HASH_CHARACTERS, sortedHashes } from './sorted-hashes.ts';

const sorted = (texts: readonly string[]): string[] => {
  const order = sortedHashes(Buffer.from(texts.join(''), 'latin1'));
  return Array.from(order, (i) => texts[i] ?? '');
};

describe('sortedHashes', () => {
  it('sorts hashes as the texts are sorted', () => {
    const hash = fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .map((bytes) => Buffer.from(bytes).toString('base64url'));
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 60 }), (texts) => {
        expect(sorted(texts)).toEqual(texts.toSorted());
      }),
    );
  });

  it('sorts hashes that begin with the same characters, and differ only at the end', () => {
    const alphabet = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
    const hash = fc
      .tuple(fc.constantFrom(...Array.from(alphabet)), fc.nat({ max: HASH_CHARACTERS - 1 }))
      .map(([character, place]) => 'A'.repeat(place) + character + 'A'.repeat(HASH_CHARACTERS - 1 - place));
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 100 }), (texts) => {
        expect(sorted(texts)).toEqual(texts.toSorted());
      }),
    );
  });

  it('keeps every position once, also among many', () => {
    const texts = Array.from({ length: 20_000 }, () => randomBytes(32).toString('base64url'));
    const order = sortedHashes(Buffer.from(texts.join(''), 'latin1'));
    expect(order.toSorted()).toEqual(Uint32Array.from(texts.keys()));
    expect(Array.from(order, (i) => texts[i])).toEqual(texts.toSorted());
  });
});
