import fc from 'fast-check';
import { normaliseCode, normaliseNas } from './nas-and-code.ts';

describe('NAS', () => {
  it.each([
    ['123456782', '123456782'],
    ['123 456 782', '123456782'],
    ['123-456-782', '123456782'],
    [' 1-2 3456782 ', '123456782'],
    ['000000000', '000000000'],
  ])('%p is %p', (text, nas) => {
    expect(normaliseNas(text)).toBe(nas);
  });

  it.each([
    '',
    '12345678',
    '1234567890',
    '12345678a',
    '１２３４５６７８２',
    '١٢٣٤٥٦٧٨٢',
    '123.456.782',
    '123\t456782',
  ])('%p is none', (text) => {
    expect(normaliseNas(text)).toBeUndefined();
  });

  it('is none when it is mostly blanks', () => {
    expect(normaliseNas('123456782'.padStart(1_000_000))).toBeUndefined();
  });

  it('is idempotent, whatever is typed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9 -]{0,14}$/), (text) => {
        const nas = normaliseNas(text);
        if (nas !== undefined) expect(normaliseNas(nas)).toBe(nas);
      }),
    );
  });
});

describe('code', () => {
  it.each([
    ['ABC123', 'ABC123'],
    ['abc123', 'ABC123'],
    ['zZ9aA0', 'ZZ9AA0'],
  ])('%p is %p', (text, code) => {
    expect(normaliseCode(text)).toBe(code);
  });

  it.each(['', 'ABC12', 'ABC1234', 'ABC 12', 'ÀBC123', 'abc12ß', 'ıbc123', 'ABC12\n'])(
    '%p is none',
    (text) => {
      expect(normaliseCode(text)).toBeUndefined();
    },
  );

  it('is the same in any case', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{6}$/), (text) => {
        expect(normaliseCode(text.toLowerCase())).toBe(normaliseCode(text.toUpperCase()));
      }),
    );
  });
});
