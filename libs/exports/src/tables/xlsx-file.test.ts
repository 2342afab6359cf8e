import fc from 'fast-check';
import { openWorkbook } from '@scrutin/testkit/without-services';
import type { Cell, Table } from './table.ts';
import { MOST_XLSX_ROWS, xlsxFile } from './xlsx-file.ts';

function tableOf(rows: readonly (readonly Cell[])[], name = 'Sheet of cells'): Table {
  const width = rows[0]?.length ?? 1;
  return {
    key: 'cells',
    name,
    columns: Array.from({ length: width }, (_, index) => ({ key: `c${index}`, head: `Column ${index}` })),
    rows,
  };
}

async function shown(rows: readonly (readonly Cell[])[]) {
  const [sheet] = openWorkbook(await xlsxFile([tableOf(rows)]));
  return sheet!.rows.slice(1);
}

async function textOf(text: string): Promise<string | undefined> {
  const [row] = await shown([[text]]);
  return row?.[0]?.text;
}

test.each([
  'Roy, Claire "la Rouge"',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://x")',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '<b>&amp;</b>',
  '🗳️👩🏽‍💻',
  'مريم التميمي',
  'יעל',
  'ᓄᓇᕗᑦ 漢字',
  'two\nlines',
  '  spaces  ',
  '_x0041_',
  'a\ufffdb',
  'constructor',
  '__proto__',
  'toString',
  '1e5',
  '007',
])('the text %j is a text and the same in the workbook', async (text) => {
  const [row] = await shown([[text]]);
  expect(row).toEqual([{ text, isNumber: false }]);
});

test.each([
  ['\u001b[2J', String.raw`\u001b[2J`],
  ['a\u202eb', String.raw`a\u202eb`],
  ['a\ufffe\u{1fffe}b', String.raw`a\u{fffe}\u{1fffe}b`],
  ['\ud800', '\ufffd'],
])('%j is shown as %j, and nothing of it is lost', async (text, seen) => {
  expect(await textOf(text)).toBe(seen);
});

test('a text longer than a cell can be ends in a mark', async () => {
  const text = (await textOf('🗳'.repeat(20_000))) ?? '';
  expect(text.length).toBeLessThanOrEqual(32_767);
  expect(text.endsWith('🗳 […]')).toBe(true);
});

test('numbers are numbers while a spreadsheet keeps all their digits, and texts beyond', async () => {
  const [row] = await shown([
    [0, -3, 28_745, 12.5, 123_456_789_012_345n, 1_234_567_890_123_456n, { exact: '744.00000' }],
  ]);
  expect(row).toEqual([
    { text: '0', isNumber: true },
    { text: '-3', isNumber: true },
    { text: '28745', isNumber: true },
    { text: '12.5', isNumber: true },
    { text: '123456789012345', isNumber: true },
    { text: '1234567890123456', isNumber: false },
    { text: '744', isNumber: true },
  ]);
  expect(await shown([[{ exact: '12345678901.33333' }, true, undefined, 1]])).toEqual([
    [
      { text: '12345678901.33333', isNumber: false },
      { text: '1', isNumber: false },
      undefined,
      { text: '1', isNumber: true },
    ],
  ]);
});

test('any texts come back as they were given', async () => {
  const plain = fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .filter((text) => !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(plain, plain), { minLength: 1, maxLength: 8 }), async (rows) => {
      const cells = (await shown(rows)).map((row) => [row[0]?.text ?? '', row[1]?.text ?? '']);
      expect(cells).toEqual(rows);
    }),
    { numRuns: 50 },
  );
});

test('the sheets have names that Excel takes, and no two the same', async () => {
  const sheets = openWorkbook(
    await xlsxFile(
      ['History', 'a/b:c', 'A B C', '', "'x'", '🗳'.repeat(30), '🗳'.repeat(30)].map((name) =>
        tableOf([['x']], name),
      ),
    ),
  );
  expect(sheets.map(({ name }) => name)).toEqual([
    'History 2',
    'a b c',
    'A B C 2',
    'Sheet',
    'x',
    '🗳'.repeat(15),
    `${'🗳'.repeat(14)} 2`,
  ]);
});

test('the same tables are the same bytes, whenever they are written', async () => {
  const tables = [tableOf([['a', 1]]), tableOf([['b', 2]])];
  const first = await xlsxFile(tables);
  const stamps = Array.from({ length: 4 }, (_, index) => first[10 + index]);
  expect(stamps).toEqual([0, 0, 0x21, 0]);
  expect(Buffer.compare(first, await xlsxFile(tables))).toBe(0);
});

test('a workbook with no table or with too many rows is refused', async () => {
  await expect(xlsxFile([])).rejects.toThrow(RangeError);
  const rows = Array.from({ length: MOST_XLSX_ROWS + 1 }, () => ['x']);
  await expect(xlsxFile([tableOf(rows)])).rejects.toThrow(RangeError);
});
