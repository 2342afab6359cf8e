import fc from 'fast-check';
import {
  CODE_DIGITS,
  CODE_LENGTHS,
  CODE_LETTERS,
  LONGEST_AS_WRITTEN,
  normaliseCode,
  normaliseNas,
  tidyWord,
} from './nas-and-code.ts';

/** Characters that letters, PDF files, word processors and terminals put between the characters of a number. */
const SEPARATORS = [
  // Spaces, line ends and dots.
  ' ',
  '\t',
  '\n',
  '\r\n',
  '\u00a0',
  '\u202f',
  '\u2009',
  '\u3000',
  '.',
  // Hyphens and dashes.
  '-',
  '\u2010',
  '\u2011',
  '\u2012',
  '\u2013',
  '\u2014',
  '\u2015',
  '\u2212',
  '\uff0d',
  // Invisible characters.
  '\u00ad',
  '\u200b',
  '\u200c',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u200e',
  '\u200f',
  '\u202a',
  '\u2069',
];
const separated = (characters: string): fc.Arbitrary<string> =>
  fc
    .array(fc.string({ unit: fc.constantFrom(...SEPARATORS), maxLength: 2 }), {
      minLength: characters.length + 1,
      maxLength: characters.length + 1,
    })
    .map((gaps) => gaps.map((gap, i) => gap + (characters[i] ?? '')).join(''))
    .filter((text) => text.length <= LONGEST_AS_WRITTEN);

describe('NAS', () => {
  it.each([
    ['123456782', '123456782'],
    ['123 456 782', '123456782'],
    ['123-456-782', '123456782'],
    ['123.456.782', '123456782'],
    ['123\u00a0456\u202f782', '123456782'],
    ['123\u2011456\u2212782\n', '123456782'],
    ['\ufeff123456782\t', '123456782'],
    ['123\u00ad456\u200b782', '123456782'],
    [' 1-2 3456782 ', '123456782'],
    ['000000000', '000000000'],
    ['O46 454 Z86', '046454286'],
    ['l2345678Z', '123456782'],
    ['I23\u00a04S6 7B2', '123456782'],
  ])('%j is normalised to %p', (text, nas) => {
    expect(normaliseNas(text)).toBe(nas);
  });

  it.each([
    '',
    ' ',
    '12345678',
    '1234567890',
    '12345678a',
    '１２３４５６７８２',
    '١٢٣٤٥٦٧٨٢',
    '123,456,782',
    '123_456_782',
    '123/456/782',
  ])('%j is not accepted', (text) => {
    expect(normaliseNas(text)).toBeUndefined();
  });

  it('is not accepted if the text is mostly blanks', () => {
    expect(normaliseNas('123456782'.padStart(1_000_000))).toBeUndefined();
  });

  it('is the same whatever separates its digits, and normalising it again changes nothing', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9]{9}$/).chain((nas) => fc.tuple(fc.constant(nas), separated(nas))),
        ([nas, text]) => {
          expect(normaliseNas(text)).toBe(nas);
          expect(normaliseNas(nas)).toBe(nas);
        },
      ),
    );
  });
});

describe('code', () => {
  it.each([
    ['ABC123', 'ABC123'],
    ['abc123', 'ABC123'],
    ['zZ9aA0', 'ZZ9AA0'],
    [' abc123', 'ABC123'],
    ['ABC 123', 'ABC123'],
    ['ABC-123', 'ABC123'],
    ['ABC\u2011123\u00a0\n', 'ABC123'],
    ['A.B.C.1.2.3', 'ABC123'],
    ['O0I1LU', 'O0I1LU'], // an older code may have any character
    ['KTRW3HXP', 'KTRW3HXP'],
    ['ktrw-3hxp', 'KTRW3HXP'],
    ['KTRW\u00a03HXP.', 'KTRW3HXP'],
    ['UTRW6HXA', 'VTRWGHX4'],
    ['u a6 ktrwf', 'V4GKTRWF'],
    ['KTRW 3HXP CD', 'KTRW3HXPCD'],
    ['KTRW 3HXP CDFG', 'KTRW3HXPCDFG'],
  ])('%j is normalised to %p', (text, code) => {
    expect(normaliseCode(text)).toBe(code);
  });

  it.each([
    '',
    'ABC12',
    'ABC1234',
    'ABC 12',
    'ÀBC123',
    'abc12ß',
    'ıbc123',
    'ABC１２３',
    'ABC_123',
    'KTRW3HX',
    'KTRW3HXPC',
    'OTRW3HXP',
    'KTRW30XP',
    'KTRWIHXP',
    'KTRW5HXP',
    'KTRW3HXPCDFGH',
  ])('%j is not accepted', (text) => {
    expect(normaliseCode(text)).toBeUndefined();
  });

  it('of 8, 10 or 12 characters is the same if U, A and 6 were read for V, 4 and G, in either case and with separators', () => {
    const misread: Readonly<Record<string, string>> = { V: 'U', '4': 'A', G: '6' };
    const codes = fc
      .constantFrom(...CODE_LENGTHS)
      .chain((length) => fc.stringMatching(new RegExp(`^[${CODE_LETTERS}${CODE_DIGITS}]{${length}}$`)));
    fc.assert(
      fc.property(
        codes.chain((code) => {
          const read = Array.from(code, (character) => misread[character] ?? character).join('');
          return fc.tuple(fc.constant(code), separated(read));
        }),
        ([code, text]) => {
          expect(normaliseCode(text)).toBe(code);
          expect(normaliseCode(text.toLowerCase())).toBe(code);
        },
      ),
    );
  });

  it('is the same in either case, and whatever separates its characters', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9]{6}$/).chain((code) => fc.tuple(fc.constant(code), separated(code))),
        ([code, text]) => {
          expect(normaliseCode(text)).toBe(code.toUpperCase());
          expect(normaliseCode(text.toLowerCase())).toBe(code.toUpperCase());
        },
      ),
    );
  });

  it('is not accepted if the text is mostly blanks', () => {
    expect(normaliseCode('ABC123'.padStart(1_000_000))).toBeUndefined();
  });
});

describe('a word', () => {
  it.each([
    ['oui', 'oui'],
    [' oui\n', 'oui'],
    ['\ufeffoui\u200b', 'oui'],
    ['L2025\u2011001', 'L2025-001'],
    ['MONTREAL\u2013NORD\u00a0', 'MONTREAL-NORD'],
    ['deux mots', 'deux mots'],
  ])('%j is cleaned to %j', (text, word) => {
    expect(tidyWord(text)).toBe(word);
  });
});
