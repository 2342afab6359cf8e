import fc from 'fast-check';
import { formatRollLine, parseRollLine } from './roll-file.ts';
import { ROLL_LINE_PROBLEMS, rollLineFault } from './roll-line-fault.ts';
import { rollLineText } from './roll-line-texts.ts';
import { RollLineSplitter } from './roll-lines.ts';

const HASH = formatRollLine(new Uint8Array(32).fill(7));
const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** Feeds a text to the splitter in pieces of this length, and collects the lines and notes. */
function split(text: string, length = text.length): { lines: string[]; notes: string[] } {
  const splitter = new RollLineSplitter();
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += Math.max(1, length)) {
    lines.push(...splitter.push(text.slice(at, at + Math.max(1, length))));
  }
  lines.push(...splitter.end());
  return { lines, notes: splitter.notes() };
}

describe('the lines of a roll', () => {
  it.each([
    ['a\nb\n', ['a', 'b'], []],
    ['a\nb', ['a', 'b'], []],
    ['a\r\nb\r\n', ['a', 'b'], ['crlf']],
    ['a\rb\r', ['a', 'b'], ['cr']],
    ['a\r\nb\n', ['a', 'b'], ['crlf']],
    ['a\n\n\n', ['a'], ['empty-last-lines']],
    ['a\r\n\r\n', ['a'], ['crlf', 'empty-last-lines']],
    ['a\n\nb\n', ['a', '', 'b'], []],
    ['\na\n', ['', 'a'], []],
    [latin1('\ufeffa\nb\n'), ['a', 'b'], ['byte-order-mark']],
    [latin1('\ufeffa\r\n\ufeffb\r\n\r\n'), ['a', 'b'], ['byte-order-mark', 'crlf', 'empty-last-lines']],
    ['a\nb\n\u001a', ['a', 'b'], []],
    ['', [], []],
    ['\n', [], ['empty-last-lines']],
  ])('of %j are %j', (text, lines, notes) => {
    for (const length of [text.length, 1, 2, 3]) expect(split(text, length)).toEqual({ lines, notes });
  });

  it('are the same whatever the pieces of the text and the line ends', () => {
    const part = fc.constantFrom('a', 'b', ',', '\r', '\n', '\r\n', latin1('\ufeff'), '\n\n');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.integer({ min: 1, max: 9 }), (parts, length) => {
        const text = parts.join('');
        expect(split(text, length)).toEqual(split(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it('are cut off if they are longer than a line of a roll can be', () => {
    const splitter = new RollLineSplitter();
    for (let i = 0; i < 1_000; i++) expect(splitter.push('a'.repeat(1_000))).toEqual([]);
    const [line = ''] = splitter.end();
    expect(line.length).toBeLessThan(1_000);
    expect(line.length).toBeGreaterThan(94);
  });
});

describe('a line that does not belong to a roll', () => {
  it.each([
    ['hash', 'header', 1],
    ['hash,region', 'header', 1],
    ['"Credential hash";"Région"', 'header', 1],
    ['empreinte;r\u00e9gion', 'header', 1],
    ['', 'empty-line', 1],
    ['  ', 'empty-line', 1],
    ['nas,code', 'letters', 1],
    ['NAS,code,region', 'letters', 1],
    ['"nas";"code"', 'letters', 1],
    ['123456789,ABC123', 'letters', 1],
    ['123 456 789;abc123;NORD', 'letters', 1],
    ['36898277,ABC123,NORD', 'letters', 1],
    ['[{"nas":"1"}]', 'json', 1],
    ['[', 'json', 1],
    ['{"format":"scrutin-roll/1"', 'json', 1],
    [`\u00ff\u00feA\0B\0`, 'utf-16', 1],
    [`\u00fe\u00ff\0A\0B`, 'utf-16', 1],
    ['A\0B\0C\0D\0', 'utf-16', 1],
    ['ab'.repeat(32), 'hexadecimal', 1],
    [`${'AB'.repeat(32)},NORD`, 'hexadecimal', 1],
    [`"${HASH}","NORD"`, 'quoted', 1],
    [`${HASH},"NORD"`, 'quoted', 45],
    [`'${HASH}`, 'quoted', 1],
    [`${HASH},`, 'trailing-comma', 44],
    [`${HASH},NORD,`, 'trailing-comma', 49],
    [`${HASH},NORD,,`, 'trailing-comma', 49],
    [`${HASH},NORD,SUD`, 'too-many-fields', 49],
    [`${HASH},NORD `, 'spaces', 49],
    [` ${HASH},NORD`, 'spaces', 1],
    [`${HASH}, NORD`, 'spaces', 45],
    [`${HASH} ,NORD`, 'spaces', 44],
    [`${HASH}\t`, 'spaces', 44],
    [`${HASH};NORD`, 'separator', 44],
    [`${HASH}\tNORD`, 'separator', 44],
    [latin1(`${HASH},NORD\u00a0`), 'not-ascii', 49],
    [latin1(`${HASH},Montréal`), 'not-ascii', 50],
    [`${HASH},NO RD`, 'malformed', 45],
    [`${HASH},-NORD`, 'malformed', 45],
    [HASH.slice(1), 'malformed', 43],
    [`${HASH}A`, 'malformed', 44],
    [`${HASH.slice(0, 42)}=`, 'malformed', 43],
    [`+${HASH.slice(1)}`, 'malformed', 1],
    [`${HASH.slice(0, 42)}_`, 'malformed', 43],
    ['x', 'malformed', 2],
    ['7', 'malformed', 2],
  ])('%j is %s, at column %d', (line, problem, column) => {
    expect(parseRollLine(line)).toBeUndefined();
    const fault = rollLineFault(line, 1);
    expect(fault.problem).toBe(problem);
    expect(fault.column).toBe(column);
  });

  it('is recognised as column names only if it is the first line', () => {
    expect(rollLineFault('hash,region', 2).problem).toBe('malformed');
  });

  it('is explained in both languages, and an unknown region with a list of the regions', () => {
    for (const problem of ROLL_LINE_PROBLEMS) {
      const { fr, en } = rollLineText(problem, new Set(['SUD', 'NORD']));
      expect(fr).not.toBe(en);
      expect(`${fr}${en}`).not.toContain('undefined');
    }
    expect(rollLineText('unknown-region', new Set(['SUD', 'NORD'])).en).toContain(
      'The regions of this election are: NORD, SUD.',
    );
  });
});
