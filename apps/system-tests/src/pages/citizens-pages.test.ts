import { useSystem } from '@scrutin/testkit';
import { accessibilityFaults, DESKTOP, PHONE, scrollsSideways, useBrowser } from '@scrutin/testkit/browser';

const HOSTILE = `Panne <img src=x onerror=alert(1)>`;

describe('the pages around voting', () => {
  const { stack, open } = useSystem({ suite: 'citizens-pages' });
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
});
