import { closeElection, closeLaw, eventually, useSystem } from '@scrutin/testkit';
import type { Locator, Page } from '@scrutin/testkit/browser';
import { accessibilityFaults, DESKTOP, PHONE, scrollsSideways, useBrowser } from '@scrutin/testkit/browser';
import { lawPath } from './ballot-page.ts';

const HOSTILE = `Panne <img src=x onerror=alert(1)>`;

describe('the pages around voting', () => {
  const { stack, open, openElection } = useSystem({ suite: 'citizens-pages' });
  const browser = useBrowser();
  let lawId = '';
  let overId = '';

  beforeAll(async () => {
    lawId = (await open(1)).id;
    overId = (await open(1, { opensAtMs: Date.now() - 7_200_000, closesAtMs: Date.now() - 1_000 })).id;
    await open(1, { purpose: 'rehearsal' });
  });

  it.each([
    ['/fr/aide', 'Aide', PHONE],
    ['/en/help', 'Help', DESKTOP],
    ['/fr/accessibilite', 'Accessibilité', DESKTOP],
    ['/en/accessibility', 'Accessibility', PHONE],
    ['/fr/confidentialite', 'Confidentialité', PHONE],
    ['/en/privacy', 'Privacy', DESKTOP],
  ])('%s can be read, and is linked at the foot of every page', async (path, title, viewport) => {
    const { page, faults } = await browser.open(`${stack.target()}/${path.slice(1, 3)}/`, { viewport });
    await page.getByRole('contentinfo').getByRole('link', { name: title }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    expect(new URL(page.url()).pathname).toBe(path);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await scrollsSideways(page)).toBe(false);
    expect(faults).toEqual([]);
  });

  it('the list of votes leads to the ballot or to the results, and rehearsals are marked where they are asked for', async () => {
    const { page } = await browser.open(`${stack.target()}/fr/`, { viewport: PHONE });
    expect(await page.getByRole('link', { name: /^Voter/ }).getAttribute('href')).toBe(
      `/fr/voter/loi/${lawId}`,
    );
    expect(await page.getByRole('link', { name: /^Voir les résultats/ }).getAttribute('href')).toBe(
      `/fr/resultats/loi/${overId}`,
    );
    expect(await page.getByText('Répétition').count()).toBe(0);
    await page.goto(`${stack.target()}/fr/?include=rehearsals`);
    expect(await page.getByRole('link', { name: /^Voter/ }).count()).toBe(2);
    await page.getByText('Répétition : rien n’y est décidé').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('shows notices to voters in the list of votes and on the ballot, as text', async () => {
    // A notice needs an act on record, and no act writes such a text.
    await stack.sql(`
      ALTER TABLE notices DISABLE TRIGGER recorded;
      INSERT INTO notices (roll_key, purpose, kind, text_fr, text_en, reason)
        VALUES ('law:${lawId}', 'real', 'extended', '${HOSTILE}', '${HOSTILE}', '${HOSTILE}');
      ALTER TABLE notices ENABLE ALWAYS TRIGGER recorded;`);
    for (const path of ['/en/', `/en/vote/law/${lawId}`]) {
      const { page, faults } = await browser.open(stack.target() + path, { viewport: PHONE });
      await page.getByText(HOSTILE).first().waitFor();
      expect(faults).toEqual([]);
    }
  });

  describe('when the voting closes while they are read', () => {
    /** A page whose clock the test can put forward. */
    const watched = async (path: string): Promise<Page> => {
      const { page } = await browser.open(`${stack.target()}/en/help`, { viewport: PHONE });
      await page.clock.install();
      await page.goto(stack.target() + path);
      return page;
    };
    /** Puts the clock of the page beyond the closing that it knows, until it has read the present one. */
    const learns = (page: Page, closed: Locator): Promise<void> =>
      eventually(
        'the page says that voting has closed',
        async () => {
          await page.clock.fastForward('25:00:00');
          expect(await closed.count()).toBe(1);
        },
        { everyMs: 1_000 },
      );

    it('the list of votes leads to the results, and the ballot stays with its marks', async () => {
      const law = await open(1);
      const list = await watched('/en/');
      await list.locator(`a[href="${lawPath('en', law.id)}"]`).waitFor();
      const ballot = await watched(lawPath('en', law.id));
      const yes = ballot.getByRole('radio', { name: 'Yes', disabled: false });
      await yes.check();
      await closeLaw(stack, law, Date.now() - 1_000);
      const entry = list.getByRole('listitem').filter({ hasText: law.id });
      await learns(list, entry.getByText(/^Closed: /));
      expect(await list.locator(`a[href="${lawPath('en', law.id)}"]`).count()).toBe(0);
      await learns(ballot, ballot.getByText(/^Voting closed: /));
      expect(await yes.isChecked()).toBe(true);
    });

    it('the choice of the region leads to the results', async () => {
      const election = await openElection({ votersPerRegion: 1, regions: [{ candidates: 2 }] });
      const page = await watched(`/en/vote/election/${election.id}`);
      await page.getByRole('heading', { name: 'Choose your region' }).waitFor();
      await closeElection(stack, election, Date.now() - 1_000);
      await learns(page, page.getByText('Voting has closed.', { exact: true }));
      await page.getByRole('link', { name: 'See the results' }).waitFor();
    });
  });
});
