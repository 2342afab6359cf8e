import { eventually, useSystem } from '@scrutin/testkit';
import type { Page, Route } from '@scrutin/testkit/browser';
import {
  accessibilityFaults,
  becomesTrue,
  PHONE,
  scrollsSideways,
  useBrowser,
} from '@scrutin/testkit/browser';
import { lawPath } from './ballot-page.ts';

const missing = (route: Route): Promise<void> => route.fulfill({ status: 404, body: '' });

describe('a page whose scripts fail', () => {
  const { stack, open } = useSystem({ suite: 'failing-scripts' });
  const browser = useBrowser();
  let lawId = '';

  beforeAll(async () => {
    lawId = (await open(1)).id;
  });

  /** A page that shows something else, and how often it has asked for a ballot. */
  const elsewhere = async (viewer = {}): Promise<{ page: Page; loads: () => number }> => {
    const { page } = await browser.open(`${stack.target()}/en/help`, { viewport: PHONE, ...viewer });
    let loads = 0;
    page.on('request', (request) => {
      if (request.isNavigationRequest()) loads += 1;
    });
    return { page, loads: () => loads };
  };

  test.each([
    ['fr', 'Le bulletin reste gris ?', {}],
    ['en', 'Does the ballot stay grey?', { reducedMotion: 'reduce' as const }],
  ] as const)('is loaded again once, and then says so on the ballot: %s', async (language, title, viewer) => {
    const { page, loads } = await elsewhere(viewer);
    await page.route('**/assets/browser-*.js', missing);
    await page.goto(stack.target() + lawPath(language, lawId));
    await page.getByText(title.replace(' ?', '\u00a0?')).waitFor();
    expect(loads()).toBe(2);
    expect(await page.getByRole('radio').first().isDisabled()).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
  });

  it('is loaded again once also when only the style sheet never comes', async () => {
    const { page, loads } = await elsewhere();
    await page.route('**/assets/*.css', missing);
    await page.goto(stack.target() + lawPath('en', lawId));
    await eventually('the second load', () => {
      expect(loads()).toBe(2);
    });
    await becomesTrue(page, 'document.documentElement.dataset.page === "ready"');
    await page.waitForLoadState('networkidle');
    expect(loads()).toBe(2);
    await page.getByRole('radio', { name: 'Yes' }).check();
    await page.goto(stack.target() + lawPath('fr', lawId));
    await page.waitForLoadState('networkidle');
    expect(loads()).toBe(3);
  });

  test.each([
    ['the chunk of the page', '**/assets/page-*.js'],
    ['the style sheet', '**/assets/*.css'],
    ['the first script', '**/assets/browser-*.js'],
  ])('works after the second load if %s was missing once', async (_what, files) => {
    const { page, loads } = await elsewhere();
    await page.route(files, missing, { times: 1 });
    await page.goto(stack.target() + lawPath('en', lawId));
    await page.getByRole('radio', { name: 'Yes', disabled: false }).check();
    await becomesTrue(page, 'document.documentElement.dataset.page === "ready"');
    await becomesTrue(page, 'sessionStorage.length === 0');
    expect(loads()).toBe(2);
    expect(await page.getByText('Does the ballot stay grey?').count()).toBe(0);
  });

  it('gives the code of a letter to the page that is loaded again, and keeps it out of the address then', async () => {
    const { page, loads } = await elsewhere();
    await page.route('**/assets/page-*.js', missing, { times: 1 });
    await page.goto(`${stack.target()}${lawPath('en', lawId)}#code=KTRW3HXP&law=${lawId}`);
    await page.getByRole('radio', { name: 'Yes', disabled: false }).check();
    expect(loads()).toBe(2);
    expect(await page.evaluate('location.hash')).toBe('');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('The code comes from the QR code of your letter.').waitFor();
  });

  it('with the code of a letter is not loaded again for its style alone', async () => {
    const { page, loads } = await elsewhere();
    await page.route('**/assets/*.css', missing);
    await page.goto(`${stack.target()}${lawPath('en', lawId)}#code=KTRW3HXP&law=${lawId}`);
    await page.getByRole('radio', { name: 'Yes', disabled: false }).check();
    await page.waitForLoadState('networkidle');
    expect(loads()).toBe(1);
    expect(await page.getByRole('radio', { name: 'Yes' }).isChecked()).toBe(true);
  });

  it('says what to do when it throws, and is not loaded again by itself', async () => {
    const { page, loads } = await elsewhere();
    await page.addInitScript('Intl.DateTimeFormat = function () { throw new RangeError("broken"); };');
    await page.goto(stack.target() + lawPath('en', lawId));
    await page.getByRole('alert').getByText('An error has stopped this page').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(loads()).toBe(1);
    await page.getByRole('button', { name: 'Load the page again' }).click();
    await page.getByRole('alert').getByText('An error has stopped this page').waitFor();
    expect(loads()).toBe(2);
  });

  it('takes the code of a letter out of the address also where there is nothing', async () => {
    const { page } = await elsewhere();
    await page.goto(`${stack.target()}/en/vote/law/NOWHERE#code=KTRW3HXP&law=NOWHERE`);
    await page.getByRole('heading', { name: 'Page not found' }).waitFor();
    await becomesTrue(page, 'location.hash === ""');
  });
});
