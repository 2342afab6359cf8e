import { eventually } from '@scrutin/testkit';
import type { Page } from '@scrutin/testkit/browser';

const FIELDS = ['Contest', 'Tracking number', 'Outcome', 'Accepted from', 'Accepted before'] as const;
/** The parameters of a request that filter, and not those of a page. */
const FILTERS = ['contest', 'submission', 'status', 'from', 'to'] as const;

/** What is searched for on the page of the audit, by the English labels of its fields. */
export type SubmissionSearch = Readonly<Partial<Record<(typeof FIELDS)[number], string>>>;

/** What a search found: how many rows the page shows, all that it says, and what the server answered. */
export interface FoundSubmissions {
  readonly shown: number;
  readonly text: string;
  readonly answer: string;
}

/** Searches for submissions. No two searches of a page may be the same, as the page keeps what it has read. */
export async function searchSubmissions(page: Page, search: SubmissionSearch): Promise<FoundSubmissions> {
  for (const label of FIELDS) {
    const field = page.getByLabel(label);
    if (label === 'Outcome') await field.selectOption(search[label] ?? 'All');
    else await field.fill(search[label] ?? '');
  }
  const given = Object.keys(search).length;
  const [response] = await Promise.all([
    // The page reads submissions at its beginning, and that answer may still be on its way.
    page.waitForResponse((one) => {
      const { pathname, searchParams } = new URL(one.url());
      const filters = FILTERS.filter((name) => searchParams.has(name));
      return pathname.endsWith('/audit/submissions') && filters.length === given;
    }),
    page.getByRole('button', { name: 'Search' }).click(),
  ]);
  const answer = await response.text();
  const { length } = (JSON.parse(answer) as { readonly submissions: readonly unknown[] }).submissions;
  await eventually('the page shows what was answered', async () => {
    const rows = await page.getByRole('region', { name: 'Submissions' }).getByRole('rowheader').count();
    if (rows !== length) throw new Error(`${rows} rows instead of ${length}`);
  });
  return { shown: length, text: await page.innerText('body'), answer };
}
