import type { Election, Law } from '@scrutin/testkit';
import { bodyOf, closeLaw, eventually, oneBallotEach, runOrThrow, useSystem } from '@scrutin/testkit';
import type { Page } from '@scrutin/testkit/browser';
import { visit } from '@scrutin/testkit/browser';
import { DESKTOP, keyboardFaults, MAGNIFIED, scrollsSideways, useBrowser } from '@scrutin/testkit/browser';
import type { LawVote } from '@scrutin/voting-load';
import type { OfficePerson } from './office-people.ts';
import { createPerson, openAs } from './office-people.ts';

const LONG_NAME = 'Marie-Philomène Vandenbroucke-Desrochers de la Grande-Allée';
const CHOICES = ['oui', 'oui', 'non'] as const;

describe('every page of both sites', () => {
  const { stack, client, open, openElection, castAll } = useSystem({
    suite: 'every-page',
    processes: { 'admin-api': 1 },
  });
  const browser = useBrowser();
  const office = () => stack.running('admin-api')[0]!.publicUrl();
  let law: Law;
  let counted: Law;
  let election: Election;
  let count: string;
  let official: OfficePerson;
  let operator: OfficePerson;
  let auditor: OfficePerson;

  const votes = (of: Law): LawVote[] =>
    of.voters.map((voter, i) => ({ kind: 'law', voter, lawId: of.id, choice: CHOICES[i % 3] ?? 'oui' }));
  const untilCounted = (of: Law): Promise<void> =>
    eventually('every vote is counted', async () => {
      const { total_votes: total } = bodyOf(await client.call('lawResult', { params: { law_id: of.id } }));
      expect(total).toBe(of.voters.length);
    });

  beforeAll(async () => {
    law = await open(6, { blankVotes: 'allowed' });
    counted = await open(6);
    election = await openElection({
      votersPerRegion: 6,
      regions: [
        { candidates: [{ id: 'long', lastName: LONG_NAME }, { id: 'roy' }] },
        { method: 'ranked_choice', candidates: 4 },
      ],
    });
    await castAll([...votes(law), ...votes(counted)]);
    await castAll(oneBallotEach(election));
    await Promise.all([untilCounted(law), untilCounted(counted)]);
    await closeLaw(stack, counted, Date.now() + 500);
    const contest = `law:${counted.id}`;
    const recorded = await eventually('the count is on record', () =>
      runOrThrow(stack, ['tabulate', 'record', '--contest', contest, '--json']),
    );
    count = (JSON.parse(recorded) as { id: string }).id;
    await runOrThrow(stack, ['tabulate', 'publish', count]);
    auditor = await createPerson(stack, 'eva', 'auditor');
    official = await createPerson(stack, 'marie', 'official');
    operator = await createPerson(stack, 'ops', 'operator');
  });

  const citizensPaths = (): string[] => {
    const [single, ranked] = election.races.map(({ regionId }) => regionId);
    return [
      '',
      'resultats',
      `resultats/loi/${law.id}`,
      `resultats/loi/${counted.id}`,
      `resultats/election/${election.id}`,
      `resultats/election/${election.id}/${single}`,
      `resultats/election/${election.id}/${ranked}`,
      `voter/loi/${law.id}`,
      `voter/loi/${counted.id}`,
      `voter/election/${election.id}`,
      `voter/election/${election.id}/${single}`,
      `voter/election/${election.id}/${ranked}`,
      'suivi/5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188',
      'suivi',
      'aide',
      'accessibilite',
      'confidentialite',
      'perdu',
    ].map((path) => `${stack.target()}/fr/${path}`);
  };

  const officialsPaths = (): string[] => {
    const [single] = election.races.map(({ regionId }) => regionId);
    const [open, closed, races] = [
      `/contests/law/${law.id}`,
      `/contests/law/${counted.id}`,
      `/contests/election/${election.id}`,
    ];
    return [
      '/',
      '/contests',
      '/new/law',
      '/new/election',
      ...[open, closed, races],
      ...['settings', 'roll', 'live', 'notices'].map((page) => `${open}/${page}`),
      ...['count', 'declaration'].map((page) => `${closed}/${page}`),
      `/counts/${count}`,
      ...['races', `races/${single}`, 'count', `count/${single}`].map((page) => `${races}/${page}`),
      '/lists',
      '/approvals',
      '/approvals/policy',
      '/acts',
      '/account',
    ];
  };

  /** Goes to a page of the office and waits until it has read its records. */
  const show = async (page: Page, path: string): Promise<void> => {
    await visit(page, office() + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  /** The keyboard reaches everything on a page that has just been opened, and nothing scrolls sideways at 400 %. */
  const expectUsable = async (page: Page, address: string): Promise<void> => {
    expect([address, await keyboardFaults(page)]).toEqual([address, []]);
    await page.setViewportSize(MAGNIFIED);
    await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
    expect([address, await scrollsSideways(page)]).toEqual([address, false]);
    await page.setViewportSize(DESKTOP);
  };

  test('citizens’ pages can be used with the keyboard alone and at 400 %', async () => {
    const { page } = await browser.open(`${stack.target()}/fr/`, { viewport: DESKTOP });
    for (const address of citizensPaths()) {
      await visit(page, address);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expectUsable(page, address);
    }
  });

  test('pages of the office can be used with the keyboard alone and at 400 %', async () => {
    const people = [
      [official, officialsPaths()],
      [operator, ['/accounts']],
      [auditor, ['/audit']],
    ] as const;
    for (const [person, paths] of people) {
      const { page } = await openAs(browser, office(), person, '/', { viewport: DESKTOP, locale: 'fr-CA' });
      for (const path of paths) {
        await show(page, path);
        await expectUsable(page, path);
      }
    }
  });

  /** The elements of a page that are shown, of those that the selector finds. */
  const shown = (page: Page, selector: string): Promise<string[]> =>
    page.evaluate<string[]>(
      `[...document.querySelectorAll(${JSON.stringify(selector)})].filter((each) => each.checkVisibility()).map((each) => each.textContent)`,
    );
  const PRESSED = 'nav, button, select, input, textarea, .button, summary';

  test('a printed result has its bars and its table, and nothing that one presses', async () => {
    const viewer = { viewport: DESKTOP, colorScheme: 'dark' as const };
    const { page } = await browser.open(`${stack.target()}/fr/resultats/loi/${law.id}`, viewer);
    await page.emulateMedia({ media: 'print' });
    expect(await shown(page, PRESSED)).toEqual([]);
    expect(await shown(page, '.bar-value')).toHaveLength(2);
    expect(await styleOf(page, 'html', 'backgroundColor')).toBe('rgb(255, 255, 255)');
    expect(await styleOf(page, '.bar-table', 'printColorAdjust')).toBe('exact');
    expect(await styleOf(page, '.bar-table thead', 'display')).toBe('table-header-group');
    expect(await styleOf(page, '.bar-table tfoot', 'display')).toBe('table-row-group');
  });

  test('a printed count and a printed declaration have nothing that one presses', async () => {
    const paths = [
      `/contests/law/${counted.id}/declaration`,
      `/contests/law/${counted.id}/count`,
      `/counts/${count}`,
    ];
    const { page } = await openAs(browser, office(), official, '/', { viewport: DESKTOP, locale: 'fr-CA' });
    await page.emulateMedia({ media: 'print' });
    for (const path of paths) {
      await show(page, path);
      expect([path, await shown(page, PRESSED)]).toEqual([path, []]);
    }
  });

  const styleOf = (page: Page, selector: string, name: string): Promise<string> =>
    page.evaluate<string>(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).${name}`);

  test('with forced colours a bar, its mark and a chosen answer are seen', async () => {
    const viewer = { viewport: DESKTOP, forcedColors: 'active' as const };
    const { page } = await browser.open(`${stack.target()}/fr/resultats/loi/${law.id}`, viewer);
    const ground = await styleOf(page, '.bar-ground', 'fill');
    const value = await styleOf(page, '.bar-value', 'fill');
    const paper = await styleOf(page, 'html', 'backgroundColor');
    expect(value).not.toBe(ground);
    expect(value).not.toBe(paper);
    expect(await styleOf(page, '.bar-mark', 'stroke')).not.toBe(
      await styleOf(page, '.bar-mark-ground', 'stroke'),
    );
    expect(await styleOf(page, '.bar-mark', 'stroke')).not.toBe(paper);
    await visit(page, `${stack.target()}/fr/voter/loi/${law.id}`);
    await page.getByRole('radio', { name: 'Oui', exact: true }).check();
    expect(await styleOf(page, '.option-row:has(input:checked)', 'outlineStyle')).toBe('solid');
  });
});
