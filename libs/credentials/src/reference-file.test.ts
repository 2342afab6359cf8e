import fc from 'fast-check';
import {
  formatReferenceLine,
  isReference,
  LONGEST_REFERENCE,
  numberedReference,
  parseReferenceLine,
  referencesFileName,
  referencesHeader,
} from './reference-file.ts';

const hashes = fc.uint8Array({ minLength: 32, maxLength: 32 });
const regions = fc.option(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/), { nil: undefined });
const references = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter(isReference);

describe('a reference', () => {
  it.each(['1', '000123', 'M-2026/17', 'Rang 3 no. 4', 'Québec_12', 'a#1:2', '字', 'A'.repeat(64)])(
    '%j is allowed',
    (text) => {
      expect(isReference(text)).toBe(true);
    },
  );

  it.each([
    '',
    ' 1',
    '1 ',
    '=1',
    '+1',
    '-1',
    '@A',
    'a,b',
    'a;b',
    'a"b',
    'a\tb',
    'a\nb',
    'a\u00a0b',
    'a\u202eb',
    'e\u0301', // not composed, so it would not be found when somebody types it
    'A'.repeat(LONGEST_REFERENCE + 1),
  ])('%j is not allowed', (text) => {
    expect(isReference(text)).toBe(false);
  });
});

describe('a line of references', () => {
  it('is parsed to what was formatted', () => {
    fc.assert(
      fc.property(references, hashes, regions, (reference, hash, region) => {
        const entry = region === undefined ? { reference, hash } : { reference, hash, region };
        expect(parseReferenceLine(formatReferenceLine(entry))).toEqual(entry);
      }),
    );
  });

  it.each([
    '',
    'reference,credential',
    `M-1,${'A'.repeat(42)}`,
    `M-1,${'A'.repeat(43)},`,
    'M-1',
    '046454286,ABC123',
  ])('%j is refused', (line) => {
    expect(parseReferenceLine(line)).toBeUndefined();
  });

  it('has column names, and files have numbers', () => {
    expect([referencesHeader(false), referencesHeader(true)]).toEqual([
      'reference,credential',
      'reference,credential,region',
    ]);
    expect(referencesFileName(12)).toBe('references-00012.csv');
    expect(numberedReference(12)).toBe('L-0000012');
  });
});
