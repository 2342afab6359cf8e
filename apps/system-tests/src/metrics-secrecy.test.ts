import { jest } from '@jest/globals';
import type { LawOption } from '@scrutin/election';
import type { Law } from '@scrutin/testkit';
import { eventually, openLaw, parseMetrics, Stack, sumOf, VoteLoad } from '@scrutin/testkit';

jest.setTimeout(240_000);

const VOTERS = 12;
const APPS = ['ingestion-api', 'validation-worker', 'aggregator'] as const;

describe('the metrics while the results of a law are withheld (P6)', () => {
  let stack: Stack;
  /** Two laws whose voters choose the same, with oui and non exchanged. */
  let laws: readonly [Law, Law];
  const pages: string[] = [];

  const scrape = async (): Promise<string> => {
    const all = APPS.flatMap((app) => stack.running(app)).map(async (one) => {
      return (await fetch(`${one.opsUrl()}/metrics`)).text();
    });
    const page = (await Promise.all(all)).join('\n');
    pages.push(page);
    return page;
  };
  /** The lines of one law, under a name that both laws have. */
  const linesOf = (page: string, law: Law): string[] =>
    page
      .split('\n')
      .filter((line) => line.includes(law.id))
      .map((line) => line.replaceAll(law.id, 'THE-LAW'));

  beforeAll(async () => {
    stack = await Stack.start({ suite: 'metrics-secrecy' });
    laws = [await openLaw(stack, { voters: VOTERS }), await openLaw(stack, { voters: VOTERS })];
    for (const { id } of laws)
      await stack.sql(`UPDATE laws SET results_visibility = 'after-closing' WHERE id = $1`, [id]);
    // The turn of a minute must not fall between two of these votes.
    await eventually(
      'a minute has begun',
      () => {
        expect(new Date().getSeconds()).toBeLessThan(15);
      },
      {
        everyMs: 200,
      },
    );
    const choices = (i: number): LawOption[] => (i % 4 === 0 ? ['non', 'oui'] : ['oui', 'non']);
    for (let i = 0; i < VOTERS; i++) {
      const votes = laws.map((law, n) => ({
        kind: 'law' as const,
        voter: law.voters[i]!,
        lawId: law.id,
        choice: choices(i)[n]!,
      }));
      const record = await new VoteLoad(votes, { target: stack.target, connections: 1 }).done();
      expect(record.accepted).toHaveLength(2);
      await scrape();
    }
    await eventually('every vote is counted', async () => {
      const [row] = await stack.sql<{ n: number }>('SELECT count(*)::int AS n FROM ballots');
      expect(row).toEqual({ n: 2 * VOTERS });
    });
  });
  afterAll(async () => {
    await stack.stop();
  });

  test('between two votes of one minute no number of the law changes', () => {
    for (const law of laws) {
      for (const page of pages) expect(linesOf(page, law)).toEqual(linesOf(pages[0]!, law));
    }
  });

  test('at the turn of the minute there is one number without a choice, and nothing tells the two laws apart', async () => {
    const [first, second] = laws;
    const page = await eventually(
      'the minute turned on every page',
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
