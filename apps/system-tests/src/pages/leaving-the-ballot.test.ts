import type { Law } from '@scrutin/testkit';
import { readLawRecords, useSystem } from '@scrutin/testkit';
import type { Page, Route } from '@scrutin/testkit/browser';
import { becomes } from '@scrutin/testkit/browser';
import { accessibilityFaults, PHONE, scrollsSideways, useBrowser } from '@scrutin/testkit/browser';
import type { Voter } from '@scrutin/voting-load';
import { button, heading, keptByBrowser, lawPath, WORDS, yesToReview } from './ballot-page.ts';

const VOTES = '**/api/v1/vote';
const words = WORDS.en;

describe('a voter who leaves the ballot, changes the language or comes back later', () => {
  const { stack, open } = useSystem({ suite: 'leaving-the-ballot' });
  const browser = useBrowser();
  let law: Law;
  let taken = 0;

  beforeAll(async () => {
    law = await open(8, { blankVotes: 'allowed' });
  });

  const atReview = async (): Promise<{ page: Page; voter: Voter }> => {
    const voter = law.voters[taken++];
    if (voter === undefined) throw new Error('The law has too few voters.');
    const { page } = await browser.open(stack.target() + lawPath('en', law.id), { viewport: PHONE });
    await yesToReview(page, voter);
    return { page, voter };
  };

  it('keeps the choice and the letter when the language changes, and none of it in the browser', async () => {
    const { page, voter } = await atReview();
    const before = (await readLawRecords(stack, law.id)).results.oui;
    await page.getByRole('link', { name: 'Français' }).click();
    await heading(page, WORDS.fr.review).waitFor();
    await page.getByText('Oui', { exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe(lawPath('fr', law.id));
    await becomes(() => page.evaluate('document.documentElement.lang'), 'fr');
    await becomes(() => page.title(), expect.stringContaining(WORDS.fr.review) as string);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await keptByBrowser(page)).not.toMatch(new RegExp(`oui|yes|${voter.nas}|${voter.code}`, 'i'));
    await button(page, WORDS.fr.send).click();
    await heading(page, WORDS.fr.counted).waitFor();
    await page.getByText('Votre vote a été compté.').waitFor();
    await page.getByRole('link', { name: 'English' }).click();
    await heading(page, words.counted).waitFor();
    await page.getByText('Your vote was counted.').waitFor();
    expect((await readLawRecords(stack, law.id)).results.oui).toBe(before + 1);
  });

  it('forgets what was typed when the page is left, and begins again when it comes back', async () => {
    const { page, voter } = await atReview();
    // Browsers that tests drive keep no page that was left, so the test says to the page what they would say.
    await page.evaluate('dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }))');
    expect(await page.content()).not.toMatch(new RegExp(`${voter.nas}|${voter.code}`));
    const grouped = voter.nas.replaceAll(/(\d{3})(?=\d)/g, '$1\u00a0');
    expect(await page.locator('main').innerText()).not.toContain(grouped);
    await page.evaluate('dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))');
    await page.getByRole('radio', { name: 'Yes', disabled: false }).waitFor();
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
    await page.getByRole('radio', { name: 'Yes' }).check();
    await button(page, words.next).click();
    expect(await page.getByLabel(words.nas).inputValue()).toBe('');
  });

  it('brings the voter to the reason of a refusal, which is read once', async () => {
    const { page } = await atReview();
    await page.route(VOTES, (route: Route) =>
      route.fulfill({
        status: 429,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'urn:problem-type:scrutin:too-many-attempts',
          ...{ title: 'Too many attempts', status: 429, detail: 'Try again in an hour.' },
        }),
      }),
    );
    const reason = page.getByRole('group', { name: 'Too many attempts' }).and(page.locator(':focus'));
    for (const send of [words.send, 'Send again']) {
      await button(page, send).click();
      await reason.waitFor();
      const place = await reason.boundingBox();
      expect(place?.y).toBeGreaterThanOrEqual(0);
      expect(place?.y).toBeLessThan(PHONE.height);
      expect(await page.getByRole('alert').count()).toBe(0);
    }
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('asks before the page is left while the vote is not confirmed', async () => {
    const { page } = await atReview();
    await page.route(VOTES, (route: Route) => route.abort('connectionreset'));
    await button(page, words.send).click();
    const unconfirmed = page.getByRole('group', { name: 'Your vote is not confirmed' });
    // Each time when the network is back, the vote is sent at once, so the test need not wait for a minute.
    const skip = setInterval(
      () => void page.evaluate('dispatchEvent(new Event("online"))').catch(() => undefined),
      100,
    );
    await unconfirmed.and(page.locator(':focus')).waitFor();
    clearInterval(skip);
    const asked: string[] = [];
    page.once('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.getByRole('link', { name: 'Results', exact: true }).click({ noWaitAfter: true });
    await unconfirmed.waitFor();
    expect(asked).toEqual(['beforeunload']);
    await page.unroute(VOTES);
    await button(page, 'Send again').click();
    await heading(page, words.counted).waitFor();
  });

  it('reads the time of the server again when the device has slept', async () => {
    const { page } = await browser.open(stack.target() + lawPath('en', law.id), { viewport: PHONE });
    await page.getByRole('radio', { name: 'Yes' }).check();
    const read = page.waitForRequest(`**/data${lawPath('en', law.id)}`);
    await page.evaluate(
      '(() => { const now = Date.now; Date.now = () => now() + 3_600_000; document.dispatchEvent(new Event("visibilitychange")); })()',
    );
    await read;
    expect(await page.getByRole('radio', { name: 'Yes' }).isChecked()).toBe(true);
  });

  it('finds the vote again with the tracking number', async () => {
    const { page } = await atReview();
    await button(page, words.send).click();
    await heading(page, words.counted).waitFor();
    const number = await page.getByRole('code').innerText();
    await button(page, words.finish).click();
    await page.getByRole('link', { name: 'Check that your vote is counted' }).click();
    await heading(page, 'Track a vote').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const field = page.getByRole('textbox', { name: 'Your tracking number' });
    await field.fill(number.slice(0, -1));
    await button(page, 'Track this vote').click();
    await page.getByRole('alert').and(page.locator(':focus')).getByText('you entered 31').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await scrollsSideways(page)).toBe(false);
    await field.fill(`00000000${number.slice(8)}`);
    await field.press('Enter');
    await page.getByText('No vote was received under this tracking number.').waitFor();
    await page.getByRole('link', { name: 'Enter the number again' }).click();
    await field.fill(number.replaceAll('-', ' ').toUpperCase());
    await field.press('Enter');
    await page.getByRole('status').getByText('Counted', { exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/en/status/${number}`);
    await page.getByRole('link', { name: 'Track another vote' }).click();
    await page.getByRole('link', { name: 'Français' }).click();
    await heading(page, 'Suivre un vote').waitFor();
  });
});
