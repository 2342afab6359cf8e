import type { PublicLawResultBody } from '@scrutin/contracts/public';
import type { Law } from '@scrutin/testkit';
import { bodyOf, closeLaw, eventually, runOrThrow, useSystem } from '@scrutin/testkit';
import { accessibilityFaults, DESKTOP, PHONE, scrollsSideways, useBrowser } from '@scrutin/testkit/browser';
import type { LawVote } from '@scrutin/voting-load';
import { shown, tableTexts } from './read-table.ts';

const NARROW = { width: 320, height: 640 };
const CHOICES = ['oui', 'oui', 'oui', 'non', 'blank'] as const;

describe('the results of laws', () => {
  const { stack, client, open, castAll } = useSystem({ suite: 'results-of-laws' });
  const browser = useBrowser();
  let law: Law;
  let withheld: Law;

  const votes = (of: Law, from: number, to: number): LawVote[] =>
    of.voters.slice(from, to).map((voter, i) => ({
      kind: 'law',
      voter,
      lawId: of.id,
      choice: CHOICES[i % CHOICES.length] ?? 'oui',
    }));
  const resultOf = async ({ id }: Law): Promise<PublicLawResultBody> =>
    bodyOf(await client.call('lawResult', { params: { law_id: id } }));
  const untilCounted = (of: Law, count: number): Promise<void> =>
    eventually(`${count} votes are counted`, async () => {
      expect((await resultOf(of)).total_votes).toBe(count);
    });
  const address = (language: string, of: Law): string =>
    `${stack.target()}/${language}/${language === 'fr' ? 'resultats/loi' : 'results/law'}/${of.id}`;

  beforeAll(async () => {
    law = await open(20, { blankVotes: 'allowed' });
    withheld = await open(5, { resultsVisibility: 'after-closing' });
    await castAll([...votes(law, 0, 10), ...votes(withheld, 0, 2)]);
    await untilCounted(law, 10);
  });

  test.each([
    ['fr', 'Votes', ['Oui', 'Non', 'Blanc', 'Total des votes']],
    ['en', 'Votes', ['Yes', 'No', 'Blank', 'All votes']],
  ])(
    'in %s, every number of the table is the one of the API',
    async (language, name, [oui, non, blank, total]) => {
      const { page, faults } = await browser.open(address(language, law), { viewport: PHONE });
      const result = await resultOf(law);
      const number = (count: number): string => shown(count, language);
      const share = (percentage: number): string => shown(percentage, language, true);
      expect((await tableTexts(page, name)).slice(1)).toEqual([
        [oui, number(result.oui_count), share(result.oui_percentage)],
        [non, number(result.non_count), share(result.non_percentage)],
        [blank, number(result.blank_count), '–'],
        [total, number(result.total_votes), ''],
      ]);
      expect(faults).toEqual([]);
    },
  );

  test('one window sees the votes that come in, and a screen reader hears one sentence', async () => {
    const watched = await open(10);
    await castAll(votes(watched, 0, 3));
    await untilCounted(watched, 3);
    const { page } = await browser.open(address('fr', watched), { viewport: DESKTOP });
    const row = page.getByRole('row', { name: /^Total des votes/ });
    await row.getByText('3', { exact: true }).waitFor();
    await castAll(votes(watched, 3, 10).map((vote) => ({ ...vote, choice: 'non' })));
    await row.getByText('10', { exact: true }).waitFor();
    const status = page.getByRole('status').filter({ hasText: '100 % des personnes inscrites ont voté' });
    await status.waitFor({ state: 'attached' });

    await page.getByRole('button', { name: 'Mettre en pause' }).click();
    await page.getByText('En pause').waitFor();
    await page.getByRole('button', { name: 'Reprendre' }).click();
    await page.getByLabel('Actualiser toutes les').selectOption({ label: '10 secondes' });
  });

  test('while the API does not answer, the page says so and keeps its figures', async () => {
    const { page } = await browser.open(address('en', law), { viewport: PHONE });
    await page.route('**/data/**', (route) => route.abort());
    await page.getByText('The figures cannot be read again at the moment').waitFor();
    expect(await tableTexts(page, 'Votes')).toContainEqual(['All votes', '10', '']);
    await page.unroute('**/data/**');
    await page.getByText('The figures cannot be read again').waitFor({ state: 'detached' });
  });

  test('withheld results say when they come, and the turnout is public', async () => {
    const { page, faults } = await browser.open(address('fr', withheld), { viewport: PHONE });
    await page
      .getByText(/Les résultats sont publiés à la clôture du vote/)
      .first()
      .waitFor();
    await page.getByText('40 %', { exact: true }).waitFor();
    expect(await page.getByRole('row', { name: /^Oui/ }).count()).toBe(0);
    expect(faults).toEqual([]);
    const list = await browser.open(`${stack.target()}/en/results`, { viewport: PHONE });
    await list.page.getByText(/Published at closing/).waitFor();
  });

  test('a certified result says so, and has its count and its ballots', async () => {
    const decided = await open(5);
    await castAll(votes(decided, 0, 5).filter(({ choice }) => choice !== 'blank'));
    await untilCounted(decided, 4);
    await closeLaw(stack, decided, Date.now() + 500);
    const contest = `law:${decided.id}`;
    const { id } = JSON.parse(
      await eventually('the count is on record', () =>
        runOrThrow(stack, ['tabulate', 'record', '--contest', contest, '--json']),
      ),
    ) as { id: string };
    await runOrThrow(stack, ['tabulate', 'publish', id]);
    await eventually('the law is certified', () => runOrThrow(stack, ['contest', 'certify', contest]), {
      everyMs: 1_000,
    });
    const { page, faults } = await browser.open(address('fr', decided), { viewport: DESKTOP });
    await page.getByText('✓ Résultat certifié').waitFor();
    await page.getByText('Le oui l’emporte avec 75 % : il fallait plus de 50 %.').waitFor();
    await page.getByText('La loi est adoptée.').waitFor();
    expect(await page.getByRole('button', { name: 'Mettre en pause' }).count()).toBe(0);
    const href = await page.getByRole('link', { name: 'Bulletins (CSV)' }).getAttribute('href');
    expect((await fetch(stack.target() + (href ?? ''))).status).toBe(200);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test.each([
    ['a phone in the dark', 'fr', { viewport: PHONE, colorScheme: 'dark' as const }],
    ['a narrow window', 'en', { viewport: NARROW }],
    ['a narrow window', 'fr', { viewport: NARROW }],
    ['a desktop with forced colours', 'en', { viewport: DESKTOP, forcedColors: 'active' as const }],
  ])('the pages can be read on %s in %s', async (_name, language, viewer) => {
    const list = `${stack.target()}/${language}/${language === 'fr' ? 'resultats' : 'results'}`;
    for (const target of [list, address(language, law)]) {
      const { page, faults } = await browser.open(target, viewer);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
      expect(faults).toEqual([]);
    }
  });

  test('a browser without scripts shows the same figures', async () => {
    const { page } = await browser.open(address('fr', law), { javaScriptEnabled: false });
    expect(await tableTexts(page, 'Votes')).toHaveLength(5);
  });
});
