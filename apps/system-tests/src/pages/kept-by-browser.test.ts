import type { Election, Law } from '@scrutin/testkit';
import { useSystem } from '@scrutin/testkit';
import type { Page } from '@scrutin/testkit/browser';
import { PHONE, useBrowser } from '@scrutin/testkit/browser';
import type { Voter } from '@scrutin/voting-load';
import { everythingKept } from '../hostile/everything-kept.ts';
import { button, heading, lawPath, racePath, toReview, WORDS } from './ballot-page.ts';

/** The names of these candidates are words that no page has otherwise. */
const CHOICE = 'Quetzalcoatl';
const words = WORDS.en;

describe('what a browser keeps of a vote', () => {
  const { stack, open, openElection } = useSystem({ suite: 'kept-by-browser' });
  const browser = useBrowser();
  let law: Law;
  let election: Election;

  beforeAll(async () => {
    law = await open(2);
    const named = (id: string, lastName: string) => ({ id, firstName: 'Ada', lastName });
    election = await openElection({
      votersPerRegion: 1,
      regions: [{ candidates: [named('quetzal', CHOICE), named('other', 'Xolotl')] }],
    });
  });

  const secretsOf = ({ nas, code }: Voter, ...choice: readonly string[]): RegExp =>
    new RegExp([nas, code, ...choice].join('|'), 'i');
  /** The number under which the vote can be followed, which the page shows until it is finished. */
  const trackingOf = async (page: Page): Promise<string> => {
    const href = await page.getByRole('link', { name: 'Open the tracking page' }).getAttribute('href');
    return href?.split('/').at(-1) ?? '';
  };
  const finish = async (page: Page): Promise<void> => {
    await button(page, words.finish).click();
    await heading(page, words.front).waitFor();
  };
  const voterOf = (owner: { readonly voters: readonly Voter[] }, index = 0): Voter => {
    const voter = owner.voters[index];
    if (voter === undefined) throw new Error('There are too few voters.');
    return voter;
  };

  test('of a law, cast with the QR code of the letter: while the vote is followed its number, and then nothing', async () => {
    const voter = voterOf(law);
    const letter = new URLSearchParams({ code: voter.code, law: law.id }).toString();
    const { page } = await browser.open(`${stack.target()}/#${letter}`, { locale: 'en-CA', viewport: PHONE });
    await page.waitForURL(`**${lawPath('en', law.id)}`);
    const secrets = secretsOf(voter, '\\boui\\b', '"yes"');
    expect(await everythingKept(page)).not.toMatch(secrets);
    await page.getByRole('radio', { name: 'Yes' }).check();
    await button(page, words.next).click();
    await page.getByLabel(words.nas).fill(voter.nas);
    await button(page, words.next).click();
    await heading(page, words.review).waitFor();
    expect(await everythingKept(page)).not.toMatch(secrets);
    await button(page, words.send).click();
    await heading(page, words.counted).waitFor();
    const tracking = await trackingOf(page);
    const followed = await everythingKept(page);
    expect(followed).toContain(tracking);
    expect(followed).not.toMatch(secrets);
    expect(await page.content()).not.toMatch(secretsOf(voter));

    await finish(page);
    const left = await everythingKept(page);
    expect(left).not.toMatch(secrets);
    expect(left).not.toContain(tracking);
    expect(left).toContain(
      '"stored":{"cookies":[],"origins":[]},"session":[],"local":[],"databases":[],"caches":[]',
    );
    expect(await page.content()).not.toMatch(new RegExp(`${tracking}|${secretsOf(voter).source}`, 'i'));
  });

  test('of a race: nothing in another tab, and nothing once the tab is closed', async () => {
    const race = election.races[0];
    if (race === undefined) throw new Error('The election has no race.');
    const voter = voterOf(race);
    const address = stack.target() + racePath('en', election.id, race.regionId);
    const { page } = await browser.open(address, { viewport: PHONE });
    await page.getByRole('radio', { name: new RegExp(CHOICE) }).check();
    await toReview(page, voter);
    const secrets = secretsOf(voter, CHOICE, 'quetzal\\b');
    expect(await everythingKept(page)).not.toMatch(secrets);
    await button(page, words.send).click();
    await heading(page, words.counted).waitFor();
    const tracking = await trackingOf(page);
    expect(await everythingKept(page)).not.toMatch(secrets);

    const context = page.context();
    const beside = await context.newPage();
    await beside.goto(address);
    await button(beside, words.next).waitFor();
    await page.close();
    const after = await context.newPage();
    await after.goto(address);
    for (const other of [beside, after]) {
      const kept = await everythingKept(other);
      expect(kept).not.toMatch(secrets);
      expect(kept).not.toContain(tracking);
      expect(await other.getByRole('radio', { checked: true }).count()).toBe(0);
      expect(await other.content()).not.toContain(tracking);
    }
  });

  test('of a vote that was never sent: nothing, whatever was typed', async () => {
    const voter = voterOf(law, 1);
    const { page } = await browser.open(stack.target() + lawPath('en', law.id), { viewport: PHONE });
    await page.getByRole('radio', { name: 'No', exact: true }).check();
    await toReview(page, voter);
    const secrets = secretsOf(voter, '\\bnon\\b');
    expect(await everythingKept(page)).not.toMatch(secrets);
    await page.goto(`${stack.target()}/en/`);
    await heading(page, words.front).waitFor();
    expect(await everythingKept(page)).not.toMatch(secrets);
    await page.goBack();
    await button(page, words.next).waitFor();
    await page.reload();
    await button(page, words.next).waitFor();
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
    expect(await page.content()).not.toMatch(secretsOf(voter));
  });
});
