import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { RandomBytes } from './credential-generation.ts';
import {
  CODE_COUNT,
  codeDrawer,
  drawNasNumbers,
  MOST_CREDENTIALS,
  nasOf,
  passesLuhn,
} from './credential-generation.ts';
import { normaliseCode, normaliseNas } from './nas-and-code.ts';

/** Reproducible bytes that look random, from SHA-256 in counter mode. */
function seeded(seed: number): RandomBytes {
  let counter = 0;
  return (count) => {
    const blocks: Uint8Array[] = [];
    for (let have = 0; have < count; have += 32) {
      blocks.push(createHash('sha256').update(`${seed}/${counter++}`).digest());
    }
    return Buffer.concat(blocks).subarray(0, count);
  };
}

describe('NAS numbers', () => {
  it('are all different, have 9 digits, and cannot belong to a person', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.nat(), (count, seed) => {
        const numbers = drawNasNumbers(count, seeded(seed));
        expect(numbers).toHaveLength(count);
        expect(new Set(numbers).size).toBe(count);
        for (const number of numbers) {
          expect(normaliseNas(nasOf(number))).toBe(nasOf(number));
          expect(passesLuhn(number)).toBe(false);
        }
      }),
      { numRuns: 5 },
    );
  });

  it('are distributed evenly and are not in order', () => {
    const numbers = drawNasNumbers(50_000, seeded(1));
    const firstDigits = new Array<number>(10).fill(0);
    let rising = 0;
    for (const [i, number] of numbers.entries()) {
      const digit = Math.floor(number / 100_000_000);
      firstDigits[digit] = (firstDigits[digit] ?? 0) + 1;
      if (i > 0 && number > (numbers[i - 1] ?? 0)) rising += 1;
    }
    for (const count of firstDigits) expect(Math.abs(count - 5_000)).toBeLessThan(350); // 5 sigma
    expect(Math.abs(rising - 25_000)).toBeLessThan(400);
  });

  it('are different even if the random source repeats its bytes', () => {
    let calls = 0;
    const stuck: RandomBytes = (count) => new Uint8Array(count).fill(calls++ % 256);
    const numbers = drawNasNumbers(50, stuck);
    expect(new Set(numbers).size).toBe(50);
  });

  it('cannot be generated beyond the limit', () => {
    expect(() => drawNasNumbers(MOST_CREDENTIALS + 1, seeded(1))).toThrow(RangeError);
    expect(() => drawNasNumbers(1.5, seeded(1))).toThrow(RangeError);
  });
});

describe('check digit of a real NAS', () => {
  // 046 454 286 is the number that the Canadian government prints in its examples.
  it.each([
    [46_454_286, true],
    [46_454_287, false],
    [0, true],
    [123_456_782, true],
    [123_456_789, false],
  ])('%i: %p', (number, passes) => {
    expect(passesLuhn(number)).toBe(passes);
  });

  it('passes for exactly one last digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (stem) => {
        const passing = Array.from({ length: 10 }, (_, d) => stem * 10 + d).filter(passesLuhn);
        expect(passing).toHaveLength(1);
      }),
    );
  });
});

describe('codes', () => {
  it('are already in the form to which the input of a voter is normalised', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const code = codeDrawer(seeded(seed))();
        expect(normaliseCode(code)).toBe(code);
      }),
    );
  });

  it('have no characters that look alike, no vowels, and no form that a spreadsheet takes for a number or a date', () => {
    const next = codeDrawer(seeded(7));
    for (let i = 0; i < 5_000; i++) {
      const code = next();
      expect(code).toMatch(/^[A-Z0-9]{6}$/);
      expect(code).not.toMatch(/[0O1IL5S8B2Z6AEU]/);
      expect(code).toMatch(/^[A-Z].*[A-Z]$/); // no number, amount or time has a letter at both ends
      expect(Number.isNaN(Number(code))).toBe(true);
    }
  });

  it('have every character equally often at every position', () => {
    const next = codeDrawer(seeded(3));
    const counts = Array.from({ length: 6 }, () => new Map<string, number>());
    const drawn = 42_000;
    for (let i = 0; i < drawn; i++) {
      for (const [place, character] of Array.from(next()).entries()) {
        counts[place]?.set(character, (counts[place].get(character) ?? 0) + 1);
      }
    }
    expect(counts.map(({ size }) => size)).toEqual([17, 21, 21, 21, 21, 17]);
    expect(CODE_COUNT).toBe(17 * 21 ** 4 * 17);
    for (const ofPlace of counts) {
      const expected = drawn / ofPlace.size;
      for (const count of ofPlace.values())
        expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected));
    }
  });

  it('of older sets, which use all letters and digits, are still valid', () => {
    for (const code of ['NNYICX', 'O5JI49', '2O9PFT', '81P03I', 'B0H15Y'])
      expect(normaliseCode(code)).toBe(code);
  });
});
