import type { Page } from 'playwright-core';

/** The texts of a table, row by row: its name for assistive technology is that of its caption. */
export async function tableTexts(page: Page, name: string): Promise<string[][]> {
  const rows = await page.getByRole('table', { name }).getByRole('row').all();
  return Promise.all(
    rows.map(async (row) => {
      const cells = await row.locator('th, td').all();
      return Promise.all(cells.map(async (cell) => (await cell.innerText()).replaceAll(/\s+/g, ' ').trim()));
    }),
  );
}

/** A number as the pages write it, with the no-break spaces as plain ones, as `tableTexts` has them. */
export function shown(number: number, language: string, isPercentage = false): string {
  const text = new Intl.NumberFormat(`${language}-CA`, { maximumFractionDigits: 2 }).format(number);
  const sign = isPercentage ? (language === 'fr' ? ' %' : '%') : '';
  return `${text}${sign}`.replaceAll(/\s/g, ' ');
}
