import fc from 'fast-check';
import { bucketOf, bucketsFor, fieldOf } from './roll-layout.ts';

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
