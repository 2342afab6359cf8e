import fc from 'fast-check';
import { decodeText } from './file-text.ts';

const TEXT = 'Rank 1,Rank 2\nCôté,Zoé\n';

function utf16(text: string, order: 'le' | 'be'): Buffer {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

describe('the text of a file', () => {
  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16, little end first', utf16(TEXT, 'le')],
    ['UTF-16, big end first', utf16(TEXT, 'be')],
  ])('is read from %s', (_, bytes) => {
    expect(decodeText(bytes)).toEqual({ ok: true, value: TEXT });
  });

  test.each([
    ['Latin-1', Buffer.from(TEXT, 'latin1'), 'not UTF-8 (line 2, column 2): save it in that encoding'],
    ['Windows-1252', Buffer.from([0x41, 0x92, 0x42]), 'not UTF-8 (line 1, column 2)'],
    ['Mac Roman', Buffer.from([0x43, 0x99, 0x74, 0x8e]), 'not UTF-8'],
    ['UTF-8 cut within a letter', Buffer.from('Ané').subarray(0, 3), 'not UTF-8 (line 1, column 3)'],
    ['UTF-16 without a mark', Buffer.from(TEXT, 'utf16le'), 'it holds zero bytes'],
    ['UTF-16 cut within a letter', utf16(TEXT, 'le').subarray(0, -1), 'half a character'],
    ['UTF-16 with half a pair', utf16('\uD83D!', 'le'), 'not well-formed UTF-16'],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]), 'it is UTF-32'],
  ])('in %s is refused with the name of the encoding', (_, bytes, problem) => {
    expect(decodeText(bytes)).toMatchObject({
      ok: false,
      problem: expect.stringContaining(problem) as string,
    });
  });

  test('is the same as its bytes in UTF-8, or is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const reading = decodeText(bytes);
        if (reading.ok && bytes[0] !== 0xef && bytes[0] !== 0xff && bytes[0] !== 0xfe) {
          expect(Buffer.from(reading.value)).toEqual(Buffer.from(bytes));
        }
      }),
    );
  });
});
