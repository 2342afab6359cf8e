import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { PackedRoll } from './packed-roll.ts';

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
const lineOf = (hash: Uint8Array, region: string): string =>
  `${Buffer.from(hash).toString('base64url')},${region}`;

/** Section 3 of docs/AUDITING.md, with arrays. */
function digestOf(entries: readonly (readonly [Buffer, string])[], buckets: number): string {
  const rows = entries.map(([hash, region]) => ({
    bucket: hash.readUInt32BE(0) % buckets,
    half: hash.subarray(16),
    region,
  }));
  rows.sort((a, b) => a.bucket - b.bucket || a.half.compare(b.half));
  const sum = createHash('sha256');
  for (const { half, region } of rows) sum.update(half).update(region).update('\n');
  return sum.digest('hex');
}

const region = fc.constantFrom('', 'NORD', 'SUD', 'Île-1');
const credential = fc.oneof(
  fc.nat({ max: 300 }).map((n) => hashOf(String(n))),
  // Many at the same slot, and some that differ in the last byte only.
  fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 40 })).map(([first, last]) => {
    const hash = Buffer.alloc(32, first);
    hash[31] = last;
    return hash;
  }),
);

describe('a packed roll', () => {
  it('has what a set of lines would have, once, in the order of its adding, with the same digest', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(credential, region), { maxLength: 900 }),
        fc.array(fc.tuple(credential, region), { maxLength: 50 }),
        fc.integer({ min: 1, max: 500 }),
        (added, asked, buckets) => {
          const packed = new PackedRoll();
          const lines = new Map<string, readonly [Buffer, string]>();
          for (const entry of added) {
            packed.add(...entry);
            if (!lines.has(lineOf(...entry))) lines.set(lineOf(...entry), entry);
          }
          expect(packed.size).toBe(lines.size);
          expect([...packed.entries()].map(({ hash, region: own }) => lineOf(hash, own))).toEqual([
            ...lines.keys(),
          ]);
          for (const entry of [...asked, ...added])
            expect(packed.has(...entry)).toBe(lines.has(lineOf(...entry)));
          expect(packed.digest(buckets)).toBe(digestOf([...lines.values()], buckets));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('grows over several blocks', () => {
    const packed = new PackedRoll();
    const all = Array.from({ length: 200_000 }, (_, n): [Buffer, string] => [
      hashOf(String(n)),
      `R${n % 125}`,
    ]);
    for (const entry of [...all, ...all]) packed.add(...entry);
    expect(packed.size).toBe(200_000);
    expect(all.every((entry) => packed.has(...entry))).toBe(true);
    expect(packed.has(hashOf('0'), 'R1')).toBe(false);
    expect(packed.has(hashOf('200000'), 'R0')).toBe(false);
    expect(packed.digest(2_000)).toBe(digestOf(all, 2_000));
  });

  it('does not have what is no credential', () => {
    const packed = new PackedRoll();
    packed.add(hashOf('a'), '');
    expect(packed.has(Buffer.alloc(0), '')).toBe(false);
    expect(packed.has(hashOf('a').subarray(1), '')).toBe(false);
    expect(packed.has(Buffer.concat([hashOf('a'), Buffer.alloc(1)]), '')).toBe(false);
    expect(packed.has(hashOf('a'), 'NORD')).toBe(false);
    expect(new PackedRoll().digest(1)).toBe(digestOf([], 1));
  });
});
