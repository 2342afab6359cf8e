import type { Law } from '@scrutin/testkit';
import { eventually, readLawRecords, useSystem } from '@scrutin/testkit';
import { accessibilityFaults, DESKTOP, PHONE, scrollsSideways, useBrowser } from '@scrutin/testkit/browser';
import type { Voter } from '@scrutin/voting-load';
import {
  button,
  heading,
  keptByBrowser,
  lawPath,
  pressWithKeyboard,
  stepWithFocus,
  tabTo,
  toReview,
  typeWithKeyboard,
  WORDS,
} from './ballot-page.ts';

describe('voting on a law in the browser', () => {
  const { stack, open } = useSystem({ suite: 'voting-law' });
  const browser = useBrowser();
  let law: Law;
  let next = 0;
  const nextVoter = (): Voter => {
    const voter = law.voters[next++];
    if (voter === undefined) throw new Error('The law has too few voters.');
    return voter;
  };

  beforeAll(async () => {
    law = await open(20, { blankVotes: 'allowed' });
  });

  test.each([
    ['fr', 'oui', 'a phone', { viewport: PHONE }],
    ['en', 'non', 'a desktop in the dark', { viewport: DESKTOP, colorScheme: 'dark' as const }],
    ['fr', 'non', 'a screen of 320 pixels', { viewport: { width: 320, height: 640 } }],
    ['en', 'oui', 'forced colours', { viewport: PHONE, forcedColors: 'active' as const }],
    ['en', 'oui', '400 % zoom', { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }],
  ] as const)('works with the keyboard alone: %s, %s, %s', async (language, option, _name, viewer) => {
    const words = WORDS[language];
    const voter = nextVoter();
    const before = (await readLawRecords(stack, law.id)).results[option];
    const { page, faults } = await browser.open(stack.target() + lawPath(language, law.id), viewer);
    const good = async (): Promise<void> => {
      if (viewer.viewport.width > 320) expect(await accessibilityFaults(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
    };
    await good();
    await tabTo(page, page.getByRole('radio', { name: words.options.oui }));
    await page.keyboard.press(option === 'oui' ? 'Space' : 'ArrowDown');
    await pressWithKeyboard(page, button(page, words.next));
    await stepWithFocus(page, words.letter);
    await good();
    await typeWithKeyboard(page, page.getByLabel(words.nas), voter.nas);
    await typeWithKeyboard(page, page.getByLabel(words.code), voter.code.toLowerCase());
    await page.keyboard.press('Enter');
    await stepWithFocus(page, words.review);
    await page.getByText(words.options[option], { exact: true }).waitFor();
    await good();
    await pressWithKeyboard(page, button(page, words.send));
    await heading(page, words.counted).waitFor();
    await good();
    await pressWithKeyboard(page, button(page, words.finish));
    await heading(page, words.front).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/${language}/`);
    expect(await keptByBrowser(page)).toBe('[[],[],null,""]');
    expect(faults).toEqual([]);
    expect((await readLawRecords(stack, law.id)).results[option]).toBe(before + 1);
  });

  it('forgets the vote, also for the back button', async () => {
    const voter = nextVoter();
    const { page } = await browser.open(`${stack.target()}/en/`, { viewport: PHONE });
    await page.getByRole('link', { name: /^Vote(?!s)/ }).click();
    await page.getByRole('radio', { name: 'Blank vote' }).check();
    await toReview(page, voter);
    await button(page, WORDS.en.send).click();
    await heading(page, WORDS.en.counted).waitFor();
    expect(await keptByBrowser(page)).not.toMatch(new RegExp(`blank|${voter.nas}|${voter.code}`, 'i'));
    expect(await page.content()).not.toMatch(new RegExp(`${voter.nas}|${voter.code}`, 'i'));
    await page.reload();
    await heading(page, WORDS.en.counted).waitFor();
    await button(page, WORDS.en.finish).click();
    await heading(page, WORDS.en.front).waitFor();
    await page.goBack();
    await button(page, WORDS.en.next).waitFor();
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
    await button(page, WORDS.en.next).click();
    await page.getByRole('alert').getByText('Choose an answer.').waitFor();
    expect((await readLawRecords(stack, law.id)).results['#blank']).toBe(1);
  });

  it('keeps everything while the voter goes back and forth', async () => {
    const voter = nextVoter();
    const { page } = await browser.open(stack.target() + lawPath('en', law.id), { viewport: PHONE });
    await page.getByRole('radio', { name: 'No', exact: true }).check();
    await toReview(page, voter);
    await page.goBack();
    expect(await page.getByLabel(WORDS.en.nas).inputValue()).toBe(voter.nas);
    await page.goBack();
    expect(await page.getByRole('radio', { name: 'No', exact: true }).isChecked()).toBe(true);
    await page.getByRole('radio', { name: 'Yes' }).check();
    await button(page, WORDS.en.next).click();
    await heading(page, WORDS.en.review).waitFor();
    await page.getByText('Yes', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Change the numbers of the letter' }).click();
    await stepWithFocus(page, WORDS.en.letter);
  });

  it('says at once what is wrong with the numbers of the letter, and takes them as people paste them', async () => {
    const voter = nextVoter();
    const { page } = await browser.open(stack.target() + lawPath('fr', law.id), { viewport: PHONE });
    const words = WORDS.fr;
    await page.getByRole('radio', { name: 'Oui' }).check();
    await button(page, words.next).click();
    await button(page, words.next).click();
    await page.getByRole('alert').and(page.locator(':focus')).waitFor();
    expect(await page.getByRole('alert').getByRole('link').count()).toBe(2);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('alert').getByRole('link', { name: /code/ }).click();
    await page.getByLabel(words.code).and(page.locator(':focus')).waitFor();
    await page.getByLabel(words.nas).fill('12345678');
    await page.getByLabel(words.nas).blur();
    await page.getByRole('status').getByText('vous en avez entré 8').waitFor();
    const { nas, code } = voter;
    await page
      .getByLabel(words.nas)
      .fill(`\u00a0${nas.slice(0, 3)}\u2011${nas.slice(3, 6)}\u00a0${nas.slice(6)} `);
    await page.getByLabel(words.code).fill(` ${code.slice(0, 3).toLowerCase()}–${code.slice(3)}\u200b`);
    await button(page, words.next).click();
    await heading(page, words.review).waitFor();
    await button(page, words.send).click();
    await heading(page, words.counted).waitFor();
  });

  it('opens the ballot of a letter’s QR code, and takes the code out of the address at once', async () => {
    const voter = nextVoter();
    const letter = new URLSearchParams({ code: voter.code, law: law.id }).toString();
    const asked: string[] = [];
    const { page } = await browser.open(`${stack.target()}/#${letter}`, { locale: 'en-CA' });
    page.on('request', (request) => asked.push(request.url()));
    await page.waitForURL(`**${lawPath('en', law.id)}`);
    expect(await page.evaluate('location.href')).not.toContain(voter.code);
    await page.getByRole('radio', { name: 'Yes' }).check();
    await button(page, WORDS.en.next).click();
    expect(await page.getByLabel(WORDS.en.code).inputValue()).toBe(voter.code);
    await page.getByText('The code comes from the QR code of your letter.').waitFor();
    expect(asked.filter((url) => url.includes(voter.code))).toEqual([]);
  });

  it('says without JavaScript that voting needs it, and what to do', async () => {
    const { page } = await browser.open(stack.target() + lawPath('fr', law.id), { javaScriptEnabled: false });
    expect(await page.locator('noscript').innerText()).toContain('Pour voter ici, il faut JavaScript');
    expect(await button(page, WORDS.fr.next).isDisabled()).toBe(true);
    expect(await page.getByRole('radio', { name: 'Oui' }).isDisabled()).toBe(true);
  });

  it('tells a voter whose numbers match nobody, and lets them correct and vote', async () => {
    const voter = nextVoter();
    const { page } = await browser.open(stack.target() + lawPath('en', law.id), { viewport: PHONE });
    await page.getByRole('radio', { name: 'Yes' }).check();
    await toReview(page, {
      nas: voter.nas,
      code: `${voter.code.slice(0, 5)}${voter.code.endsWith('7') ? 8 : 7}`,
    });
    await button(page, WORDS.en.send).click();
    await heading(page, WORDS.en.rejected).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await button(page, 'Correct it and vote again').click();
    await page.getByLabel(WORDS.en.code).fill(voter.code);
    await button(page, WORDS.en.next).click();
    await button(page, WORDS.en.send).click();
    await heading(page, WORDS.en.counted).waitFor();
  });

  it('shows hostile texts as text', async () => {
    const hostile = `<img src=x onerror="document.title='taken'"></script><script>alert(1)</script>`;
    await stack.sql('UPDATE laws SET title_en = $2, summary_en = $2 WHERE id = $1', [law.id, hostile]);
    const page = await eventually('the page shows the title', async () => {
      const opened = await browser.open(stack.target() + lawPath('en', law.id));
      if ((await opened.page.getByText(hostile).count()) < 2) throw new Error('not yet');
      expect(opened.faults).toEqual([]);
      return opened.page;
    });
    expect(await page.title()).toBe(`${hostile} · Scrutin`);
    expect(await page.locator('img').count()).toBe(0);
  });
});
