import { useSystem } from '@scrutin/testkit';
import { accessibilityFaults, PHONE, useBrowser } from '@scrutin/testkit/browser';
import type { OfficePerson } from './office-people.ts';
import { createPerson, openAs } from './office-people.ts';

describe('the office in a browser that fails', () => {
  const { stack } = useSystem({ suite: 'office-broken', processes: { 'admin-api': 1 } });
  const browser = useBrowser();
  const office = () => stack.running('admin-api')[0]!.publicUrl();
  let ops: OfficePerson;

  beforeAll(async () => {
    ops = await createPerson(stack, 'ops', 'operator');
  });

  test('an exception while a page is rendered leaves the navigation, and says so in both languages', async () => {
    const { page } = await openAs(browser, office(), ops, '/lists', { locale: 'fr-CA' });
    await page.addInitScript(() => {
      Intl.DateTimeFormat.prototype.format = () => {
        throw new RangeError('a browser that does not know a format');
      };
      Intl.DateTimeFormat.prototype.formatToParts = () => {
        throw new RangeError('a browser that does not know a format');
      };
    });
    await page.goto(`${office()}/acts`);
    const french = page.getByText('Cette page ne peut pas être affichée');
    await french.waitFor();
    await page.getByText('This page cannot be shown').waitFor();
    expect(await page.getByRole('button', { name: 'Load again' }).count()).toBe(1);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('navigation').getByRole('link', { name: 'Régions et partis' }).click();
    await page.getByRole('heading', { name: 'Régions et partis' }).waitFor();
    expect(await french.count()).toBe(0);
  });

  test('a file that is missing is told by the document itself', async () => {
    const { page } = await browser.open(`${office()}/`, { viewport: PHONE });
    await page.route('**/assets/*.js', (route) => route.fulfill({ status: 404 }));
    await page.goto(`${office()}/contests`);
    const told = page.getByText('The office has not started yet');
    await told.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.unroute('**/assets/*.js');
    await page.getByRole('link', { name: 'Charger de nouveau' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await told.count()).toBe(0);
  });

  test('a browser that keeps nothing shows the office all the same', async () => {
    const { page } = await browser.open(`${office()}/`, { locale: 'en-CA' });
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'localStorage', {
        get() {
          throw new DOMException('The storage is blocked.', 'SecurityError');
        },
      });
    });
    await page.goto(`${office()}/`);
    await page.getByLabel('E-mail address').waitFor();
    await page.getByRole('button', { name: 'Français' }).click();
    await page.getByLabel('Adresse courriel').waitFor();
  });
});
