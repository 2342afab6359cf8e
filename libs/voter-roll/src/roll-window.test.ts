import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { bucketOf, fieldOf } from './roll-layout.ts';
import { RollWindow } from './roll-window.ts';
import { windowFor } from './stream-in-windows.ts';

interface Written {
  readonly bucket: number;
  readonly field: string;
  readonly region: string;
  readonly position: number;
}

function writtenOf(window: RollWindow): Written[] {
  return [...window.byBucket()].flatMap(({ bucket, fields, regions, positions }) =>
    positions.map((position, i) => ({
      bucket,
      field: fields.toString('hex', i * 16, i * 16 + 16),
      region: regions[i] ?? '',
      position,
    })),
  );
}

describe('RollWindow', () => {
  it('returns every entry once, by bucket, and in the order of the source within a bucket', () => {
    const entry = fc.record(
      {
        hash: fc.uint8Array({ minLength: 32, maxLength: 32 }),
        region: fc.constantFrom('A', 'SHERBROOKE', 'r'.repeat(50)),
      },
      { requiredKeys: ['hash'] },
    );
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 80 }),
        fc.nat({ max: 7 }),
        fc.nat(),
        (entries, power, before) => {
          const buckets = 2 ** power;
          const window = new RollWindow(80, buckets);
          window.begin(before + 1);
          for (const each of entries) window.add(each);
          const expected = entries.map(({ hash, region = '' }, i) => ({
            bucket: bucketOf(hash, buckets),
            field: fieldOf(hash).toString('hex'),
            region,
            position: before + i + 1,
          }));
          expect(writtenOf(window)).toEqual(
            expected.sort((a, b) => a.bucket - b.bucket || a.position - b.position),
          );
        },
      ),
    );
  });

  it('can be filled again, with other entries', () => {
    const window = new RollWindow(3, 2);
    for (const [begin, count] of [
      [1, 3],
      [4, 2],
      [6, 0],
      [6, 3],
    ] as const) {
      window.begin(begin);
      for (let i = 0; i < count; i++) {
        expect(window.isFull).toBe(false);
        window.add({ hash: randomBytes(32), region: `R${begin}` });
      }
      expect(window.isFull).toBe(count === 3);
      const written = writtenOf(window);
      expect(new Set(written.map(({ region }) => region))).toEqual(new Set(count === 0 ? [] : [`R${begin}`]));
      expect(written.map(({ position }) => position).toSorted()).toEqual(
        Array.from({ length: count }, (_, i) => begin + i),
      );
    }
  });

  it('has room for eight entries of each bucket, but never for more than a million', () => {
    expect([1, 64, 1_024, 131_072, 2 ** 24].map(windowFor)).toEqual([4_096, 4_096, 8_192, 1 << 20, 1 << 20]);
  });
});
