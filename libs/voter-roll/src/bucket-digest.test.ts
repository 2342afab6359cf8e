import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { BucketDigest } from './bucket-digest.ts';

const region = fc.constantFrom('', 'A', 'SHERBROOKE', 'r'.repeat(50));
const claim = fc.option(fc.uint8Array({ minLength: 16, maxLength: 16 }));
/** Fields of which many have the same beginning. */
const field = fc
  .tuple(fc.constantFrom(0, 0x7fffffff, 0x80000000, 0xffffffff), fc.bigInt({ min: 0n, max: 2n ** 96n - 1n }))
  .map(([first, rest]) =>
    Buffer.from(first.toString(16).padStart(8, '0') + rest.toString(16).padStart(24, '0'), 'hex'),
  );
const entry = fc.record({ field, region, claim });
const bucket = fc.uniqueArray(entry, { selector: (each) => each.field.toString('hex'), maxLength: 30 });
const marker = [Buffer.from('*'), Buffer.from('abcdefgh')];

describe('BucketDigest', () => {
  it('is the SHA-256 of the sorted fields with their regions, without markers and claims', () => {
    fc.assert(
      fc.property(
        fc.array(bucket, { maxLength: 10 }),
        fc.boolean(),
        fc.nat({ max: 3 }),
        (buckets, isComplete, repeated) => {
          const digest = new BucketDigest();
          const sum = createHash('sha256');
          const regions: Record<string, number> = {};
          for (const entries of buckets) {
            const reply = entries.flatMap((each) => [
              each.field,
              Buffer.concat([
                Buffer.from(each.region),
                each.claim === null ? Buffer.of() : Buffer.concat([Buffer.of(0), each.claim]),
              ]),
            ]);
            reply.splice(2, 0, ...(isComplete ? marker : []));
            // Some of the entries again, with another region: the first one counts.
            const again = entries.slice(0, repeated).flatMap((each) => [each.field, Buffer.from('OTHER')]);
            expect(digest.add([...reply, ...again])).toBe(entries.length);
            for (const each of entries.toSorted((a, b) => a.field.compare(b.field))) {
              sum.update(each.field).update(`${each.region}\n`);
              if (each.region !== '') regions[each.region] = (regions[each.region] ?? 0) + 1;
            }
          }
          const expected = Object.entries(regions).sort(([a], [b]) => (a < b ? -1 : 1));
          const { regions: counted, digest: hex } = digest.end();
          expect([...counted]).toEqual(expected);
          expect(hex).toBe(sum.digest('hex'));
        },
      ),
    );
  });

  it('is the same for a roll that is larger than its buffer', () => {
    const digest = new BucketDigest();
    const sum = createHash('sha256');
    for (let i = 0; i < 300; i++) {
      const fields = Array.from({ length: 50 }, (_, n) => createHash('md5').update(`${i}/${n}`).digest());
      digest.add(fields.flatMap((each) => [each, Buffer.from('A')]));
      for (const each of fields.sort((a, b) => a.compare(b))) sum.update(each).update('A\n');
    }
    expect(digest.end()).toEqual({ regions: new Map([['A', 15_000]]), digest: sum.digest('hex') });
  });
});
