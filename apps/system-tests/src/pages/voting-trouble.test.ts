import type { Law } from '@scrutin/testkit';
import { closeLaw, eventually, readLawRecords, useSystem } from '@scrutin/testkit';
import type { Page, Route } from '@scrutin/testkit/browser';
import { accessibilityFaults, PHONE, useBrowser } from '@scrutin/testkit/browser';
import type { Voter } from '@scrutin/voting-load';
import { button, heading, keptByBrowser, lawPath, WORDS, yesToReview } from './ballot-page.ts';

const VOTES = '**/api/v1/vote';
const words = WORDS.en;

describe('voting in the browser when something goes wrong', () => {
  const { stack, open } = useSystem({ suite: 'voting-trouble' });
  const browser = useBrowser();
  let law: Law;
  let taken = 0;

  beforeAll(async () => {
    law = await open(16);
  });

  const nextVoter = (): Voter => {
    const voter = law.voters[taken++];
    if (voter === undefined) throw new Error('The law has too few voters.');
    return voter;
  };
  /** A page that is about to send the vote of a new voter, and the Idempotency-Keys that it sends. */
  const atReview = async (): Promise<{ page: Page; keys: string[]; voter: Voter }> => {
    const voter = nextVoter();
    const { page } = await browser.open(stack.target() + lawPath('en', law.id), { viewport: PHONE });
    const keys: string[] = [];
    page.on('request', (request) => {
      const key = request.headers()['idempotency-key'];
      if (request.method() === 'POST' && key !== undefined) keys.push(key);
    });
    await yesToReview(page, voter);
    return { page, keys, voter };
  };
  /** How many votes are counted, once each of the voters has one. */
  const expectOneVoteEach = async (): Promise<void> => {
    const { results, audited, credentials } = await readLawRecords(stack, law.id);
    expect([results.oui, audited, credentials]).toEqual([taken, taken, taken]);
  };

  it('sends the vote when the network is back, and counts it once', async () => {
    const { page, keys } = await atReview();
    await page.context().setOffline(true);
    await button(page, words.send).click();
    await page.getByText('The connection is lost: your vote is not confirmed yet.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    // A rule of axe leaves out what is disabled, but this button says what is going on.
    await button(page, 'Sending…').and(page.locator(':focus')).waitFor();
    expect(await page.evaluate('getComputedStyle(document.activeElement).opacity')).toBe('1');
    await page.context().setOffline(false);
    await heading(page, words.counted).waitFor();
    expect(new Set(keys).size).toBe(1);
    await expectOneVoteEach();
  });

  it('sends a vote whose answer was lost again under the same key', async () => {
    const { page, keys } = await atReview();
    let isFirst = true;
    await page.route(VOTES, async (route: Route) => {
      if (!isFirst) return route.continue();
      isFirst = false;
      await route.fetch();
      return route.abort('connectionreset');
    });
    await button(page, words.send).click();
    await heading(page, words.counted).waitFor();
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
    await expectOneVoteEach();
  });

  it('waits as long as a busy service asks', async () => {
    const { page, keys } = await atReview();
    let isFirst = true;
    await page.route(VOTES, async (route: Route) => {
      if (!isFirst) return route.continue();
      isFirst = false;
      return route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'urn:problem-type:scrutin:overloaded',
          ...{ title: 'Overloaded', status: 503, detail: 'Later.', retry_after_seconds: 2 },
        }),
      });
    });
    await button(page, words.send).click();
    await page.getByText(/The service is very busy.*Next attempt in 2\ss\./).waitFor();
    await heading(page, words.counted).waitFor();
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
    await expectOneVoteEach();
  });

  it('sends one vote for a double click', async () => {
    const { page, keys } = await atReview();
    await button(page, words.send).dblclick();
    await heading(page, words.counted).waitFor();
    expect(keys).toHaveLength(1);
    await expectOneVoteEach();
  });

  it('knows the vote again when the page was loaded again before the answer', async () => {
    const { page, keys, voter } = await atReview();
    page.on('dialog', (dialog) => void dialog.accept());
    await page.route(VOTES, async (route: Route) => {
      await route.fetch();
      return route.abort('connectionreset');
    });
    await button(page, words.send).click();
    await page.getByText('The connection is lost').waitFor();
    expect(await keptByBrowser(page)).not.toMatch(new RegExp(`oui|${voter.nas}|${voter.code}`, 'i'));
    await page.unroute(VOTES);
    await page.reload();
    await page.getByText('A vote was sent from here, and no answer came').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await yesToReview(page, voter);
    await button(page, 'Send again').click();
    await heading(page, words.counted).waitFor();
    expect(new Set(keys).size).toBe(1);
    await expectOneVoteEach();
  });

  it('shows the same vote after a reload and after the back button', async () => {
    const { page, keys } = await atReview();
    await button(page, words.send).click();
    await heading(page, words.counted).waitFor();
    await page.goBack();
    await heading(page, words.counted).waitFor();
    await page.reload();
    await heading(page, words.counted).waitFor();
    expect(keys).toHaveLength(1);
    await expectOneVoteEach();
  });

  it('asks the server again when the back button shows a ballot that may be old, and only then', async () => {
    const { page } = await browser.open(stack.target() + lawPath('en', law.id), { viewport: PHONE });
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/data/')) asked.push(pathname);
    });
    await page.reload();
    await page.locator('html[data-page="ready"]').waitFor();
    await page.goto(`${stack.target()}/en/`);
    await page.locator('html[data-page="ready"]').waitFor();
    expect(asked).toEqual([]);
    const answer = page.waitForResponse(`**/data${lawPath('en', law.id)}`);
    await page.goBack();
    expect((await answer).status()).toBe(200);
    await page.getByRole('radio', { name: 'Yes' }).waitFor();
  });

  it('lets another person vote in the same tab', async () => {
    const { page } = await atReview();
    await button(page, words.send).click();
    await heading(page, words.counted).waitFor();
    await page.goto(stack.target() + lawPath('en', law.id));
    await heading(page, words.counted).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await button(page, 'Somebody else votes here').click();
    await yesToReview(page, nextVoter());
    await button(page, words.send).click();
    await heading(page, words.counted).waitFor();

    const third = nextVoter();
    await page.goto(`${stack.target()}/#code=${third.code}&law=${law.id}`);
    await page.getByRole('radio', { name: 'Yes' }).check();
    await button(page, words.next).click();
    await page.getByLabel(words.nas).fill(third.nas);
    await button(page, words.next).click();
    await button(page, words.send).click();
    await heading(page, words.counted).waitFor();
    await expectOneVoteEach();
  });

  it('stays where it is when somebody skips to the content', async () => {
    const { page } = await atReview();
    await page.getByRole('link', { name: 'Skip to the content' }).press('Enter');
    await heading(page, words.review).waitFor();
    await page.getByText('Yes', { exact: true }).waitFor();
    await button(page, words.send).click();
    await heading(page, words.counted).waitFor();
    await expectOneVoteEach();
  });

  it('follows a vote on its own page, which nobody keeps and whose address goes nowhere', async () => {
    const { page, voter } = await atReview();
    await button(page, words.send).click();
    await heading(page, words.counted).waitFor();
    const link = page.getByRole('link', { name: 'Open the tracking page' });
    const path = (await link.getAttribute('href')) ?? '';
    const referrers: (string | undefined)[] = [];
    page.on('request', (request) => referrers.push(request.headers()['referer']));
    await link.click();
    await page.getByRole('status').getByText('Counted', { exact: true }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.content()).not.toMatch(new RegExp(`\\boui\\b|${voter.nas}|${voter.code}`));
    await page.getByRole('link', { name: 'See the list of votes' }).click();
    await heading(page, words.front).waitFor();
    expect(referrers.filter((referrer = '') => referrer !== '')).toEqual([]);
    const answer = await page.request.get(stack.target() + path.replace('/en/status/', '/fr/suivi/'));
    expect(answer.headers()).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(await answer.text()).toContain('Votre vote a été compté.');
    const unknown = await page.request.get(`${stack.target()}/fr/suivi/5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188`);
    expect(unknown.status()).toBe(404);
    expect(await unknown.text()).toContain('Aucun vote n’a été reçu sous ce numéro de suivi.');
    await expectOneVoteEach();
  });

  it('says that the contest has closed meanwhile, and keeps the choice', async () => {
    const { page } = await atReview();
    await closeLaw(stack, law, Date.now() - 1_000);
    await eventually('the API refuses votes', async () => {
      const refused = await page.request.post(`${stack.target()}/api/v1/vote`, {
        headers: { 'idempotency-key': 'short' },
        data: { nas: '000000000', code: 'AAAAAA', law_id: law.id, vote: 'oui' },
      });
      if (refused.status() !== 409) throw new Error('not yet');
    });
    await button(page, words.send).click();
    await page.getByRole('group', { name: 'Voting has closed' }).and(page.locator(':focus')).waitFor();
    await page.getByText('Yes', { exact: true }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.reload();
    await page.getByText(/^Voting closed: /).waitFor();
    expect(await keptByBrowser(page)).toBe('[[],[],{"step":"choice"},""]');
  });
});
