import type { LawOption } from '@scrutin/election';
import type { Law } from '@scrutin/testkit';
import { eventually, parseMetrics, sumOf, useSystem } from '@scrutin/testkit';

const VOTERS = 12;
const APPS = ['ingestion-api', 'validation-worker', 'aggregator'] as const;

describe('the metrics while the results of a law are withheld (P6)', () => {
  const { stack, open, castAll } = useSystem({ suite: 'metrics-secrecy' });
  /** Two laws with opposite votes: where the voters of one choose oui, those of the other choose non. */
  let laws: readonly [Law, Law];
  const pages: string[] = [];
  /** The pages of the minute in which the first vote was cast. On a busy machine some votes come later. */
  const inOneMinute: string[] = [];

  const scrape = async (): Promise<string> => {
    const all = APPS.flatMap((app) => stack.running(app)).map(async (one) => {
      return (await fetch(`${one.opsUrl()}/metrics`)).text();
    });
    const page = (await Promise.all(all)).join('\n');
    pages.push(page);
    return page;
  };
  /** The lines of one law, with the same identifier for both laws. */
  const linesOf = (page: string, law: Law): string[] =>
    page
      .split('\n')
      .filter((line) => line.includes(law.id))
      .map((line) => line.replaceAll(law.id, 'THE-LAW'));

  beforeAll(async () => {
    laws = [await open(VOTERS), await open(VOTERS)];
    for (const { id } of laws)
      await stack.sql(`UPDATE laws SET results_visibility = 'after-closing' WHERE id = $1`, [id]);
    // No new minute may begin between two of these votes.
    await eventually(
      'a minute has begun',
      () => {
        const seconds = new Date().getSeconds();
        expect(seconds > 2 && seconds < 15).toBe(true); // the aggregator has read the laws for this minute
      },
      { everyMs: 200 },
    );
    const minute = new Date().getMinutes();
    const choices = (i: number): LawOption[] => (i % 4 === 0 ? ['non', 'oui'] : ['oui', 'non']);
    for (let i = 0; i < VOTERS; i++) {
      const votes = laws.map((law, n) => ({
        kind: 'law' as const,
        voter: law.voters[i]!,
        lawId: law.id,
        choice: choices(i)[n]!,
      }));
      const record = await castAll(votes, { connections: 1 });
      expect(record.accepted).toHaveLength(2);
      const page = await scrape();
      if (new Date().getMinutes() === minute) inOneMinute.push(page);
    }
    await eventually('every vote is counted', async () => {
      const [row] = await stack.sql<{ n: number }>('SELECT count(*)::int AS n FROM ballots');
      expect(row).toEqual({ n: 2 * VOTERS });
    });
  });

  test('no number of a law changes between two votes of the same minute', () => {
    expect(inOneMinute.length).toBeGreaterThan(1);
    for (const law of laws) {
      for (const page of inOneMinute) expect(linesOf(page, law)).toEqual(linesOf(inOneMinute[0]!, law));
    }
  });

  test('a new minute shows one number without a choice, and nothing distinguishes the two laws', async () => {
    const [first, second] = laws;
    const page = await eventually(
      'every page shows the new minute',
      async () => {
        const text = await scrape();
        const samples = parseMetrics(text);
        for (const { id } of laws) {
          expect(sumOf(samples, 'votes_by_law_total', { law_id: id })).toBe(VOTERS);
          expect(sumOf(samples, 'votes_aggregated_total', { law_id: id, choice: 'withheld' })).toBe(VOTERS);
          expect(sumOf(samples, 'current_vote_totals', { law_id: id, choice: 'withheld' })).toBe(VOTERS);
        }
        return text;
      },
      { deadlineMs: 90_000, everyMs: 500 },
    );
    expect(linesOf(page, first)).toEqual(linesOf(page, second));
    for (const text of pages) expect(text).not.toMatch(/\b(oui|non)\b/);
  });

  test('the public port has no metrics', async () => {
    expect((await fetch(`${stack.target()}/metrics`)).status).toBe(404);
  });
});
