import fc from 'fast-check';
import { csvLine } from './csv.ts';

describe('a line of CSV', () => {
  it('quotes what must be quoted and doubles quotes', () => {
    expect(csvLine(['a', '', 'Roy, Claire', 'L"Est', 'x\ny', ' a', '1.5', 'a: b'])).toBe(
      'a,,"Roy, Claire","L""Est","x\ny"," a",1.5,a: b',
    );
  });

  it.each([
    ['=HYPERLINK(1)', "'=HYPERLINK(1)"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1', "'＝1"],
    ['  =1+1', '"  \'=1+1"'],
    ['\t=1', '"\'\t\'=1"'],
    ['\tx', '"\'\tx"'],
    ['\nx', '"\'\nx"'],
    ['a;=1+1', '"a;\'=1+1"'],
    ['a; -1', '"a; \'-1"'],
    ['a;"=1+1"', '"a;""\'=1+1"""'],
    ['a\n=1+1', '"a\n\'=1+1"'],
    ['a\t@x', '"a\t\'@x"'],
    ['a=1', 'a=1'],
    ['Jean-Luc', 'Jean-Luc'],
    ['2026-10-01T12:00:00.000Z', '2026-10-01T12:00:00.000Z'],
    ['{"a":-1,"b":[1,-1]}', '"{""a"":-1,""b"":[1,-1]}"'],
  ])('does not let %j become a formula', (text, line) => {
    expect(csvLine([text])).toBe(line);
  });

  it.each([
    ['\rx', String.raw`\u000dx`],
    ['\u001b[2J', String.raw`\u001b[2J`],
    ['a\u202eb', String.raw`a\u202eb`],
    ['a\u0000', String.raw`a\u0000`],
  ])('writes the control characters of %j as escapes', (text, line) => {
    expect(csvLine([text])).toBe(line);
  });

  it('has no cell that begins as a formula, whichever usual separator the spreadsheet uses', () => {
    const unit = fc.constantFrom('a', ' ', '=', '+', '-', '@', ';', '\t', '\n', '"', "'", '\r', ',');
    fc.assert(
      fc.property(fc.array(fc.string({ unit }), { minLength: 1, maxLength: 4 }), (fields) => {
        for (const cell of csvLine(fields).split(/[;\t\n]/)) {
          expect(cell.replace(/^[\s"]*/, '')).not.toMatch(/^[=+\-@]/);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
