import fc from 'fast-check';
import { linesTextProblem, lineTextProblem, visibleControls } from './plain-text.ts';

describe('a text that people read', () => {
  it.each([
    'Claire Roy',
    'Côté-D’Amours',
    'O\u2019Brien & fils',
    '李 雪',
    'محمد',
    'می\u200cخواهم',
    'שלום\u200f',
    'a\u00a0b',
  ])('%s is taken', (text) => {
    expect(lineTextProblem(text)).toBeUndefined();
    expect(linesTextProblem(text)).toBeUndefined();
  });

  it.each([
    ['a\nb', 'line-break'],
    ['a\r\nb', 'line-break'],
    ['a\rb', 'line-break'],
    ['a\u000bb', 'line-break'],
    ['a\u0085b', 'line-break'],
    ['a\u2028b', 'line-break'],
    ['a\tb', 'control-character'],
    ['a\u0000b', 'control-character'],
    ['\u001b[2J', 'control-character'],
    ['bell\u0007', 'control-character'],
    ['\u009b31m', 'control-character'],
    ['\u007f', 'control-character'],
    ['a\u202eb', 'direction-override'],
    ['a\u202ab', 'direction-override'],
    ['a\u2066b', 'direction-override'],
    ['a\u2069b', 'direction-override'],
    ['a\u200bb', 'invisible-character'],
    ['\ufeffa', 'invisible-character'],
    ['a\u00adb', 'invisible-character'],
    ['a\u2060b', 'invisible-character'],
    ['a\u{e0041}b', 'invisible-character'],
  ])('%j is no text of one line: %s', (text, problem) => {
    expect(lineTextProblem(text)).toBe(problem);
  });

  it('with several lines may have line ends and tabs, and no other control characters', () => {
    expect(linesTextProblem('a\r\nb\n\tc')).toBeUndefined();
    for (const text of ['a\rb', '\u001b[2J', 'a\u2028b']) {
      expect(linesTextProblem(text)).toBe('control-character');
    }
    expect(linesTextProblem('a\n\u202eb')).toBe('direction-override');
    expect(linesTextProblem('a\u200bb')).toBe('invisible-character');
  });
});

describe('a text that is shown', () => {
  it('has its control characters written as escapes', () => {
    expect(visibleControls('a\u001b[2J\u0007\u009b\u202e\rb\u0000')).toBe(
      String.raw`a\u001b[2J\u0007\u009b\u202e\u000db\u0000`,
    );
    expect(visibleControls('a\r\nb\n\tc é 李')).toBe('a\r\nb\n\tc é 李');
  });

  it('is still the same JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(JSON.parse(visibleControls(JSON.stringify({ text })))).toEqual({ text });
      }),
    );
  });

  it('has no control characters left, and does not change if it is escaped again', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '\r', '\n', '\u001b', '\u202e', '\u0085', '\\') }),
        (text) => {
          const shown = visibleControls(text);
          expect(visibleControls(shown)).toBe(shown);
          expect(shown.replaceAll(/\r\n|[\n\t]/g, '')).not.toMatch(/[\p{Cc}\u202e]/u);
        },
      ),
    );
  });
});

it('lets whole isolates through, and writes every other mark of direction as an escape', () => {
  expect(visibleControls('\u2068דוד\u2069 7')).toBe('\u2068דוד\u2069 7');
  expect(visibleControls('\u2068דוד\n\u2069')).toBe(String.raw`\u2068דוד` + '\n' + String.raw`\u2069`);
  expect(visibleControls('\u2068a\u202eb\u2069')).toBe(String.raw`\u2068a\u202eb\u2069`);
  expect(visibleControls('\u2068a\u2068b\u2069')).toBe(String.raw`\u2068a` + '\u2068b\u2069');
  expect(visibleControls('\u2067a\u2069')).toBe(String.raw`\u2067a\u2069`);
});
