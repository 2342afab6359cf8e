import fc from 'fast-check';
import { lawRollKey } from '@scrutin/election';
import { bucketOf, bucketsFor, claimBytesOf, createRollKeys, fieldOf, newEdition } from './roll-layout.ts';

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('number of buckets', () => {
  it('is a power of two with a mean of 32 to 64 fields', () => {
    fc.assert(
      fc.property(fc.integer({ min: 65, max: 50_000_000 }), (credentials) => {
        const buckets = bucketsFor(credentials);
        expect(Math.log2(buckets) % 1).toBe(0);
        expect(credentials / buckets).toBeLessThanOrEqual(64);
        expect(credentials / buckets).toBeGreaterThan(32);
      }),
    );
  });

  it.each([
    [0, 1],
    [1, 1],
    [64, 1],
    [65, 2],
    [1_000_000, 16_384],
    [8_000_000, 131_072],
  ])('for %i credentials is %i', (credentials, buckets) => {
    expect(bucketsFor(credentials)).toBe(buckets);
  });
});

describe('position of a credential', () => {
  it('is an existing bucket, and a field that is the second half of the hash and independent of the bucket', () => {
    fc.assert(
      fc.property(hash, fc.integer({ min: 0, max: 20 }), (bytes, power) => {
        const bucket = bucketOf(bytes, 2 ** power);
        expect(Number.isInteger(bucket) && bucket >= 0 && bucket < 2 ** power).toBe(true);
        expect([...fieldOf(bytes)]).toEqual([...bytes.subarray(16)]);
        expect(bucket).toBe(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) % 2 ** power);
      }),
    );
  });

  it('is the same for a view into a larger buffer', () => {
    fc.assert(
      fc.property(hash, (bytes) => {
        const within = Buffer.concat([Buffer.alloc(7, 1), bytes, Buffer.alloc(9, 2)]).subarray(7, 39);
        expect(bucketOf(within, 1024)).toBe(bucketOf(bytes, 1024));
        expect(fieldOf(within).equals(fieldOf(bytes))).toBe(true);
      }),
    );
  });

  it('is refused for a hash that does not have 32 bytes', () => {
    expect(() => bucketOf(new Uint8Array(31), 4)).toThrow(RangeError);
  });
});

describe('a new edition', () => {
  const rollKey = lawRollKey('L');
  const keys = createRollKeys('');

  it('has short claims, under names where the release before finds no roll, so that its votes wait', () => {
    const names = new Set<string>();
    for (let n = 0; n < 100; n++) {
      const place = newEdition(rollKey, 8_000_000);
      expect(place).toEqual({
        rollKey,
        edition: expect.stringMatching(/^8[a-z0-9]{6}$/) as string,
        buckets: 131_072,
      });
      expect(claimBytesOf(place)).toBe(8);
      expect(keys.bucket(place, 7)).toBe(`roll:law:L:${place.edition}:s7`);
      names.add(place.edition);
    }
    expect(names.size).toBe(100);
  });

  it.each([
    ['', 'roll:law:L:7'],
    ['abc234', 'roll:law:L:abc234:7'],
    ['z8', 'roll:law:L:z8:7'],
  ])('does not change the edition "%s" of an earlier release', (edition, key) => {
    expect(claimBytesOf({ edition })).toBe(16);
    expect(keys.bucket({ rollKey, edition }, 7)).toBe(key);
  });
});
