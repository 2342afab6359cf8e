import fc from 'fast-check';
import stringWidth from 'string-width';
import { visibleControls } from '@scrutin/election';
import { recordTable, textTable } from './text-table.ts';

const FSI = '\u2068';
const PDI = '\u2069';

const NAMES = {
  Latin: 'Ève Tremblay',
  'an accent of its own': 'E\u0300ve Tremblay',
  Arabic: 'مُحَمَّد الأمين',
  Hebrew: 'דָּוִד לוי',
  'two directions': 'Roy דוד 2',
  emoji: '👩‍🌾 Roy 🏳️‍🌈',
  Chinese: '李小龍',
  Devanagari: 'नरेन्द्र',
  'a mark of direction': 'Roy\u200f',
} as const;

/** The lines of a table, each of which must be as wide as all others. */
function straight(table: string): readonly string[] {
  const lines = table.split('\n');
  expect(new Set(lines.map((line) => stringWidth(line))).size).toBe(1);
  return lines;
}

test('figures stand at the right, and the borders are in line', () => {
  const table = {
    head: ['candidate', 'votes'],
    right: [1],
    rows: [['Roy', 1_204] as const, ['Tremblay', 7] as const],
  };
  expect(textTable(table, undefined)).toBe(
    [
      '┌───────────┬───────┐',
      '│ candidate │ votes │',
      '├───────────┼───────┤',
      '│ Roy       │ 1,204 │',
      '├───────────┼───────┤',
      '│ Tremblay  │     7 │',
      '└───────────┴───────┘',
    ].join('\n'),
  );
});

test.each(Object.entries(NAMES))('the borders are in line beside a name with %s', (_what, name) => {
  const rows = [[name, 1_204] as const, ['Roy', 7] as const];
  const lines = straight(textTable({ head: ['candidate', 'votes'], right: [1], rows }, undefined));
  expect(lines[3]).toMatch(/│ 1,204 │$/);
});

test.each(['Arabic', 'Hebrew', 'two directions', 'a mark of direction'] as const)(
  'a name with %s is between isolates, so that it does not reorder the figures',
  (what) => {
    const name = NAMES[what];
    const table = textTable({ rows: [[name, 1_204]] }, undefined);
    expect(table).toContain(`│ ${FSI}${name}${PDI} `);
    // What the command line prints is the same: the isolates are whole.
    expect(visibleControls(table)).toBe(table);
  },
);

test('names from left to right stay as they are, for those who search in the output', () => {
  const table = textTable({ rows: [[NAMES.Latin, NAMES.Chinese, NAMES.emoji]] }, undefined);
  expect(table).not.toMatch(/[\u2066-\u2069]/);
});

test('each line of a cell has isolates of its own', () => {
  const table = textTable({ rows: [[`${NAMES.Hebrew}\nRoy\n${NAMES.Arabic}`]] }, undefined);
  for (const line of straight(table)) expect(line.split(FSI).length).toBe(line.split(PDI).length);
});

test('control characters are written as escapes, with their width', () => {
  const lines = straight(
    textTable(
      {
        rows: [
          ['Roy\u001b[2J\u202e', 1],
          [`דוד${PDI}`, 2],
        ],
      },
      undefined,
    ),
  );
  expect(lines.join('\n')).toContain(String.raw`Roy\u001b[2J\u202e`);
  expect(lines.join('\n')).toContain(String.raw`\u2069`);
});

test.each(Object.entries(NAMES))('300 letters with %s stay within the terminal', (_what, name) => {
  const letters = Array.from(name);
  const long = Array.from({ length: 300 }, (_, index) => letters[index % letters.length]).join('');
  for (const unbroken of [long, long.replaceAll(' ', '')]) {
    for (const columns of [40, 80, 132]) {
      const rows = [[unbroken, 'independent', 1_204] as const, ['Roy', 'PQ', 7] as const];
      const lines = straight(textTable({ head: ['candidate', 'party', 'votes'], right: [2], rows }, columns));
      expect(stringWidth(lines[0] ?? '')).toBeLessThanOrEqual(columns);
      for (const line of lines) expect(visibleControls(line)).toBe(line);
    }
  }
});

test('without a terminal nothing is wrapped', () => {
  expect(textTable({ rows: [['x'.repeat(300)]] }, undefined).split('\n')).toHaveLength(3);
});

test('a terminal that is too narrow for all columns gets the narrowest table, with whole figures first', () => {
  const table = textTable({ rows: [['a long name of somebody', 12_345_678, 'another long text']] }, 10);
  expect(table).toContain('12,345,678'.slice(0, 8));
  straight(table);
});

test('a record has the names of its fields at the left', () => {
  expect(
    recordTable([
      ['law', 'L1'],
      ['title (fr)', 'Loi'],
    ]),
  ).toBe(
    [
      '┌────────────┬─────┐',
      '│ law        │ L1  │',
      '├────────────┼─────┤',
      '│ title (fr) │ Loi │',
      '└────────────┴─────┘',
    ].join('\n'),
  );
});

test('no letter is lost by wrapping, and no line is too wide, whatever the texts are', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 }).map((value) => visibleControls(value));
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 60, max: 90 }),
      (cells, columns) => {
        const table = textTable({ rows: [cells] }, columns);
        const letters = (value: string): string => value.replace(/[\s│┌┐└┘┬┴─\u2066-\u2069]/g, '');
        const seen = new Map<string, number>();
        for (const letter of letters(cells.join(''))) seen.set(letter, (seen.get(letter) ?? 0) + 1);
        for (const letter of letters(table)) seen.set(letter, (seen.get(letter) ?? 0) - 1);
        expect([...seen.values()].every((count) => count === 0)).toBe(true);
        for (const line of table.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      },
    ),
    { numRuns: 300 },
  );
});
