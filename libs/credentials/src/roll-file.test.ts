import fc from 'fast-check';
import { base64urlOf, bytesOfBase64url } from './base64url.ts';
import {
  formatLetterLine,
  formatRollLine,
  lettersFileName,
  lettersHeader,
  parseRollLine,
  rollFileName,
} from './roll-file.ts';

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
const region = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/);

describe('base64url', () => {
  it('is encoded as Node.js does it, and decoded to the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(base64urlOf(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(bytesOfBase64url(base64urlOf(bytes))).toEqual(bytes);
      }),
    );
  });

  it('has only one text for the same bytes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{0,12}$/), (text) => {
        const bytes = bytesOfBase64url(text);
        if (bytes !== undefined) expect(base64urlOf(bytes)).toBe(text);
      }),
    );
  });

  it.each(['A', 'AB=', 'A+BC', 'AA AA', 'éAAA', 'AAAB=', 'AB'])('does not accept %p', (text) => {
    expect(bytesOfBase64url(text)).toBeUndefined();
  });
});

describe('roll line', () => {
  it('is parsed to what was formatted', () => {
    fc.assert(
      fc.property(hash, fc.option(region, { nil: undefined }), (bytes, where) => {
        const line = parseRollLine(formatRollLine(bytes, where));
        expect(line).toEqual(where === undefined ? { hash: bytes } : { hash: bytes, region: where });
      }),
    );
  });

  const good = formatRollLine(new Uint8Array(32));
  it.each(['', 'nas,code', good.slice(1), `${good},`, `${good};A`, `${good},A,B`, `${good}\r`, `${good}A`])(
    'does not accept %p',
    (line) => {
      expect(parseRollLine(line)).toBeUndefined();
    },
  );
});

describe('letters', () => {
  it('have a line of column names and one line per voter', () => {
    const letter = { nas: '123456789', code: 'ABC123', reference: 'L-0000001' };
    expect([lettersHeader(false), formatLetterLine(letter)]).toEqual([
      'nas,code,reference',
      '123456789,ABC123,L-0000001',
    ]);
    expect([lettersHeader(true), formatLetterLine({ ...letter, region: 'SHERBROOKE' })]).toEqual([
      'nas,code,region,reference',
      '123456789,ABC123,SHERBROOKE,L-0000001',
    ]);
  });

  it('have the lines of an address at their end, in quotes where that is needed', () => {
    const letter = {
      nas: '123456789',
      code: 'ABC123',
      reference: 'L-1',
      address: ['A "B"', '12, rue', '=1'],
    };
    expect(lettersHeader(false, 4)).toBe('nas,code,reference,address_1,address_2,address_3,address_4');
    expect(formatLetterLine(letter, 4)).toBe(`123456789,ABC123,L-1,"A ""B""","12, rue",'=1,`);
  });

  it('have file names that sort in their order, as rolls do', () => {
    expect([lettersFileName(1), rollFileName(12)]).toEqual(['letters-00001.csv', 'roll-00012.txt']);
  });
});
