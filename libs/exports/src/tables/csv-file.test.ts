import { csvChunks, csvFile } from './csv-file.ts';

const COLUMNS = [
  { key: 'name', head: 'Name' },
  { key: 'votes', head: 'Votes' },
];

test('a file has a mark, the keys, and a line for each row; a text is no formula, and a number is a number', () => {
  expect(
    csvFile({
      columns: COLUMNS,
      rows: [
        ['Roy, "Claire"', 12],
        ['=cmd()', -3],
        ['-1', { exact: '-744.00000' }],
        [undefined, 9_007_199_254_740_993n],
        [true, undefined],
      ],
    }),
  ).toBe(
    '\ufeffname,votes\r\n"Roy, ""Claire""",12\r\n\'=cmd(),-3\r\n\'-1,-744.00000\r\n,9007199254740993\r\ntrue,\r\n',
  );
});

test('pieces are the same file, and without a page it still has its head', async () => {
  const pages = [[['a', 1]], [], [['b', 2]]] as const;
  const read = async (given: readonly (readonly (readonly [string, number])[])[]): Promise<string> => {
    let text = '';
    for await (const piece of csvChunks(COLUMNS, toAsync(given))) text += piece;
    return text;
  };
  expect(await read(pages)).toBe(csvFile({ columns: COLUMNS, rows: pages.flat() }));
  expect(await read([])).toBe('\ufeffname,votes\r\n');
});

async function* toAsync<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}
