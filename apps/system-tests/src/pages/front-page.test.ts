import { useSystem } from '@scrutin/testkit';
import { accessibilityFaults, DESKTOP, PHONE, scrollsSideways, useBrowser } from '@scrutin/testkit/browser';

describe('the front page of the citizens', () => {
  const { stack, open } = useSystem({ suite: 'front-page' });
  const browser = useBrowser();

  beforeAll(async () => {
    await open(3);
  });

  it('sends a browser to the page in its language', async () => {
    const { page } = await browser.open(stack.target(), { locale: 'fr-CA' });
    expect(new URL(page.url()).pathname).toBe('/fr/');
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
  });

  describe.each([
    ['fr', 'Ouverts maintenant'],
    ['en', 'Open now'],
  ])('%s', (language, heading) => {
    test.each([
      ['a phone', { viewport: PHONE }],
      ['a desktop in the dark', { viewport: DESKTOP, colorScheme: 'dark' as const }],
      ['a browser without scripts', { viewport: PHONE, javaScriptEnabled: false }],
      ['forced colours', { viewport: PHONE, forcedColors: 'active' as const }],
    ])('can be read on %s', async (_name, viewer) => {
      const { page, faults } = await browser.open(`${stack.target()}/${language}/`, viewer);
      await page.getByRole('heading', { name: heading }).waitFor();
      if (!('javaScriptEnabled' in viewer)) {
        expect(await accessibilityFaults(page)).toEqual([]);
        expect(await scrollsSideways(page)).toBe(false);
      }
      expect(faults).toEqual([]);
    });
  });
});
