import { MOST_XLSX_ROWS } from '@scrutin/exports';
import type { PagedTable } from './table-files.ts';
import { TableFiles } from './table-files.ts';

/** A table of pages with a thousand rows each. */
function tableOf(pages: number, waitFor: Promise<void> = Promise.resolve()): PagedTable {
  return {
    key: 'numbers',
    name: 'Numbers',
    columns: [{ key: 'number', head: 'Number' }],
    async *pages() {
      await waitFor;
      for (let page = 0; page < pages; page++)
        yield Array.from({ length: 1_000 }, (_, i) => [page * 1_000 + i]);
    },
  };
}

it('refuses a workbook that would be too long, and names CSV, which has no limit', async () => {
  const pages = MOST_XLSX_ROWS / 1_000 + 1;
  expect(await new TableFiles().workbook(tableOf(pages))).toMatchObject({
    kind: 'problem',
    type: 'invalid',
    texts: { refusal: { en: expect.stringContaining('format=csv') as unknown } },
  });
  const { chunks } = new TableFiles().csv(tableOf(pages));
  let lines = -2; // the head, and what follows the last line
  for await (const chunk of chunks) lines += String(chunk).split('\r\n').length - (lines < 0 ? 0 : 1);
  expect(lines).toBe(pages * 1_000);
});

it('makes one workbook at a time, and says so when too many wait', async () => {
  let begin: () => void = () => undefined;
  const files = new TableFiles();
  const waiting = new Promise<void>((resolve) => (begin = resolve));
  const asked = Array.from({ length: 6 }, () => files.workbook(tableOf(1, waiting)));
  expect(await asked[5]).toMatchObject({ kind: 'problem', type: 'overloaded' });
  begin();
  const made = await Promise.all(asked.slice(0, 5));
  expect(made.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => 'file'));
});
