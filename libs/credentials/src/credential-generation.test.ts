import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { RandomBytes } from './credential-generation.ts';
import {
  codeDrawer,
  codeWriter,
  drawNasNumbers,
  MOST_CREDENTIALS,
  nasDrawer,
  nasOf,
  passesLuhn,
} from './credential-generation.ts';
import { CODE_LENGTHS, normaliseCode, normaliseNas } from './nas-and-code.ts';

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

  it('are different in all parts of a set, and are the same as those of a set that is drawn at once', () => {
    const draw = nasDrawer(30_000, seeded(5));
    const parts = [draw(10_000), draw(1), draw(0), draw(19_999)].flatMap((part) => [...part]);
    expect(new Set(parts).size).toBe(30_000);
    expect(parts).toEqual([...drawNasNumbers(30_000, seeded(5))]);
  });

  it('have every last digit equally often, also the check digits of other numbers', () => {
    const lastDigits = new Array<number>(10).fill(0);
    for (const number of drawNasNumbers(50_000, seeded(2))) {
      lastDigits[number % 10] = (lastDigits[number % 10] ?? 0) + 1;
    }
    for (const count of lastDigits) expect(Math.abs(count - 5_000)).toBeLessThan(350); // 5 sigma
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

/** The months as spreadsheets of several languages know them, short or whole. */
const MONTHS = [
  'JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC',
  'JANV|FEVR?|MARS|AVR|MAI|JUIN|JUIL|AOUT|DEC',
  'JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER',
  'JANVIER|FEVRIER|AVRIL|JUILLET|SEPTEMBRE|OCTOBRE|NOVEMBRE|DECEMBRE',
  'ENE|ABR|AGO|DIC|OKT|DEZ|MRZ|MAJ|GEN|GIU|LUG|SET|OTT|MAG|PAZ|LIS|GRU|STY|LUT|KWI|CZE|LIP|SIE|WRZ',
].join('|');
const DAYS = 'MON|TUE|WED|THU|FRI|SAT|SUN|LUN|MER|JEU|VEN|SAM|DIM';

/** What a spreadsheet changes when it opens a CSV file: numbers, amounts, truth values, dates, times and formulas. */
const CHANGED_BY_A_SPREADSHEET: readonly RegExp[] = [
  /^[-+(]?[$€£¥]?[\d.,'\s]*\d[\d.,'\s]*(?:E[-+]?\d+)?[%)$€£¥]?(?:EUR|USD|CAD)?$/i,
  /^\d+ \d+\/\d+$/,
  /^0X[\dA-F]+$|^[\dA-F]+H$/i,
  /^(?:TRUE|FALSE|VRAI|FAUX|WAHR|FALSCH|VERO|FALSO|NAN|INF(?:INITY)?|NULL|N\/A)$/i,
  /^[=+@-]|^#/,
  new RegExp(`^\\d{0,4}[-/. ]?(?:${MONTHS})[-/. ]?\\d{0,4}$`, 'i'),
  new RegExp(`^(?:${DAYS})`, 'i'),
  /^\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?$/,
  /^\d{1,2}(?::\d{1,2}){0,2} ?[AP]M?$|^\d{1,2}H\d{0,2}$/i,
  /^\d{1,4}T\d{1,6}Z?$/i,
];
const isChangedBySpreadsheet = (text: string): boolean =>
  CHANGED_BY_A_SPREADSHEET.some((pattern) => pattern.test(text));

describe('codes', () => {
  const lengths = fc.constantFrom(...CODE_LENGTHS);

  it('are already in the form to which the input of a voter is normalised', () => {
    fc.assert(
      fc.property(fc.nat(), lengths, (seed, length) => {
        const code = codeDrawer(seeded(seed), length)();
        expect(code).toHaveLength(length);
        expect(normaliseCode(code)).toBe(code);
      }),
    );
  });

  it('are the same as texts and as bytes, which are written only where they belong', () => {
    fc.assert(
      fc.property(fc.nat(), lengths, fc.nat({ max: 20 }), (seed, length, at) => {
        const next = codeDrawer(seeded(seed), length);
        const write = codeWriter(seeded(seed), length);
        const bytes = new Uint8Array(40);
        for (let i = 0; i < 3; i++) {
          write(bytes, at);
          const after = bytes.subarray(at + length);
          expect(String.fromCharCode(...bytes.subarray(at, at + length))).toBe(next());
          expect([...bytes.subarray(0, at), ...after].every((byte) => byte === 0)).toBe(true);
        }
      }),
    );
  });

  it('have no characters that look alike and no vowels', () => {
    const next = codeDrawer(seeded(7));
    for (let i = 0; i < 5_000; i++) {
      const code = next();
      expect(code).toMatch(/^[A-Z0-9]{8}$/);
      expect(code).not.toMatch(/[0O1IL5S8B2Z6AEU]/);
    }
  });

  it.each([
    ...[
      '1E5',
      '4372E3',
      '078667',
      '3183E6',
      'MAR1',
      '3MAR',
      'DEC12',
      '12-3',
      'TRUE',
      'VRAI',
      '1,234',
      '(12)',
      '9PM',
      '12H30',
    ],
    ...['=A1', '-12', '50%', '$100', '2026-11-26', 'JANV26', 'NaN', '0x1F'],
  ])('%j would be changed by a spreadsheet, which this test must notice', (text) => {
    expect(isChangedBySpreadsheet(text)).toBe(true);
  });

  it('are no number, date, time, truth value or formula to a spreadsheet', () => {
    fc.assert(
      fc.property(fc.nat(), lengths, (seed, length) => {
        const next = codeDrawer(seeded(seed), length);
        for (let i = 0; i < 100; i++) {
          const code = next();
          expect([code, isChangedBySpreadsheet(code)]).toEqual([code, false]);
          expect(Number.isNaN(Number(code))).toBe(true);
          expect(Number.isNaN(Date.parse(code))).toBe(true);
          expect(code).toMatch(/^[A-Z].*[A-Z]$/);
        }
      }),
    );
  });

  it('have every character equally often at every position', () => {
    const next = codeDrawer(seeded(3));
    const counts = Array.from({ length: 8 }, () => new Map<string, number>());
    const drawn = 42_000;
    for (let i = 0; i < drawn; i++) {
      for (const [place, character] of Array.from(next()).entries()) {
        counts[place]?.set(character, (counts[place].get(character) ?? 0) + 1);
      }
    }
    expect(counts.map(({ size }) => size)).toEqual([17, 21, 21, 21, 21, 21, 21, 17]);
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
