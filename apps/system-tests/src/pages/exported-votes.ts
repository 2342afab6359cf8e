import type { Page } from '@scrutin/testkit/browser';
import type { NewRace } from './office-contest-pages.ts';
import { tableTexts } from './read-table.ts';

/** The votes of each candidate, by the name as pages and files write it. */
export type Votes = Readonly<Record<string, number>>;

/** The votes in the table of candidates of a file of results as CSV, whose texts have no commas here. */
export function votesInCsv(text: string): Votes {
  const [head = [], ...rows] = text
    .replace(/^\ufeff/, '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  const candidates = rows.filter(([table]) => table === 'candidates');
  return Object.fromEntries(
    candidates.map((row) => [row[head.indexOf('name')] ?? '', Number(row[head.indexOf('votes')])]),
  );
}

/** The votes in a file of results as JSON: every object in it that has a name and votes and is a candidate. */
export function votesInJson(json: unknown): Votes {
  if (typeof json !== 'object' || json === null) return {};
  const { candidate_id: id, name, votes } = json as Readonly<Record<string, unknown>>;
  if (typeof id === 'string' && typeof name === 'string' && typeof votes === 'number')
    return { [name]: votes };
  return Object.assign({}, ...Object.values(json).map(votesInJson)) as Votes;
}

/** The number of ballots of each selection, as the public ballots of a race have them. */
function ballotsInCsv(text: string): Votes {
  const [, ...lines] = text.trim().split('\n');
  return Object.fromEntries(
    lines.map((line) => {
      const [selection = '', count] = line.split(',');
      return [selection, Number(count)];
    }),
  );
}

/** The file behind a link of the page. */
export async function linkedFile(page: Page, link: string): Promise<Buffer> {
  const href = await page.getByRole('link', { name: link, exact: true }).getAttribute('href');
  const answer = await page.request.get(new URL(href ?? '', page.url()).href);
  if (!answer.ok()) throw new Error(`${link} was answered ${answer.status()}.`);
  return answer.body();
}

/** The figures of an English page of a race, and how many ballots the files have that it links. */
export async function figuresOfRace(
  page: Page,
  { rules, candidates }: Pick<NewRace, 'rules' | 'candidates'>,
): Promise<{ votes: Votes; total: number; ballots: number; records: number }> {
  const rows = await tableTexts(page, rules === undefined ? 'Votes by candidate' : 'First choices');
  const names = candidates.map(({ firstName, lastName }) => `${firstName} ${lastName}`);
  const votesOf = (name: string): number => Number(rows.find((cells) => cells[1]?.startsWith(name))?.[2]);
  const ballots = ballotsInCsv((await linkedFile(page, 'Ballots (CSV)')).toString());
  const records = (await linkedFile(page, 'Ballots (NIST SP 1500-103, JSON)')).toString();
  return {
    votes: Object.fromEntries(names.map((name) => [name, votesOf(name)])),
    total: Number(rows.at(-1)?.[2]),
    ballots: Object.values(ballots).reduce((sum, count) => sum + count, 0),
    records: (JSON.parse(records) as { readonly CVR: readonly unknown[] }).CVR.length,
  };
}
