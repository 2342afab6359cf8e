import type { Election } from '@scrutin/testkit';
import { eventually, readElectionRecords, setWithdrawal, useSystem } from '@scrutin/testkit';
import {
  accessibilityFaults,
  becomes,
  becomesTrue,
  DESKTOP,
  PHONE,
  scrollsSideways,
  useBrowser,
} from '@scrutin/testkit/browser';
import type { Voter } from '@scrutin/voting-load';
import {
  button,
  heading,
  pressWithKeyboard,
  racePath,
  stepWithFocus,
  tabTo,
  toReview,
  typeWithKeyboard,
  WORDS,
} from './ballot-page.ts';

const HOSTILE = `<b onclick=alert(1)>Robert</b>"'&lt;`;

describe('voting in an election in the browser', () => {
  const { stack, openElection } = useSystem({ suite: 'voting-race' });
  const browser = useBrowser();
  let election: Election;
  const taken = [0, 0];
  const nextVoter = (race: number): Voter => {
    const voter = election.races[race]?.voters[taken[race]!++];
    if (voter === undefined) throw new Error('The race has too few voters.');
    return voter;
  };
  const address = (race: number, language: 'fr' | 'en' = 'en'): string =>
    stack.target() + racePath(language, election.id, election.races[race]!.regionId);

  beforeAll(async () => {
    election = await openElection({
      votersPerRegion: 12,
      regions: [
        {
          candidates: [
            { id: 'roy', firstName: 'Claire', lastName: 'Roy' },
            { id: 'gone', firstName: 'Luc', lastName: 'Parti', isWithdrawn: true },
            { id: 'robert', firstName: 'Ann', lastName: HOSTILE },
          ],
        },
        {
          method: 'ranked_choice',
          maxRanks: 3,
          candidates: ['Ada', 'Bob', 'Cid', 'Dee', 'Eva'].map((name) => ({
            id: name.toLowerCase(),
            firstName: name,
            lastName: 'Lee',
          })),
        },
      ],
    });
    await stack.sql(
      `UPDATE candidates SET bio_fr = $2, promises_en = $3, photo_url = 'https://photos.example/x.jpg' WHERE election_id = $1 AND candidate_id = 'robert'`,
      [election.id, `Née à Laval. ${HOSTILE}`, `Trains. ${HOSTILE}`],
    );
  });

  it('takes one person, with the keyboard alone, and shows what candidates say as text', async () => {
    const voter = nextVoter(0);
    const { page, faults } = await browser.open(`${stack.target()}/fr/`, { viewport: PHONE });
    await pressWithKeyboard(page, page.getByRole('link', { name: /^Voter/ }));
    await heading(page, election.id).waitFor();
    await pressWithKeyboard(page, page.getByRole('link', { name: election.races[0]!.regionId }));
    await page.getByText('Choisissez une personne').waitFor();
    await page.getByText('A retiré sa candidature').waitFor();
    expect(await page.getByRole('radio').count()).toBe(2);
    expect(await page.locator('img').count()).toBe(0); // a photo of another site would learn who looks
    await pressWithKeyboard(page, page.getByText(`En savoir plus sur Ann ${HOSTILE}`));
    await page.getByText(`Née à Laval. ${HOSTILE}`).waitFor();
    expect(await page.locator('[lang=en]', { hasText: 'Trains.' }).innerText()).toBe(`Trains. ${HOSTILE}`);
    expect(await accessibilityFaults(page)).toEqual([]);
    await tabTo(page, page.getByRole('radio', { name: /Claire Roy/ }));
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await pressWithKeyboard(page, button(page, WORDS.fr.next));
    await typeWithKeyboard(page, page.getByLabel(WORDS.fr.nas), voter.nas);
    await typeWithKeyboard(page, page.getByLabel(WORDS.fr.code), voter.code);
    await page.keyboard.press('Enter');
    await stepWithFocus(page, WORDS.fr.review);
    await page.getByText(`Ann ${HOSTILE}`, { exact: true }).waitFor();
    await pressWithKeyboard(page, button(page, WORDS.fr.send));
    await heading(page, WORDS.fr.counted).waitFor();
    expect(faults).toEqual([]);
  });

  it('takes a ranking, with the keyboard alone: what is reviewed is what is sent and counted', async () => {
    const voter = nextVoter(1);
    const words = WORDS.en;
    const { page, faults } = await browser.open(address(1), { viewport: PHONE });
    const sent: unknown[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.postDataJSON());
    });
    const said = page.getByRole('status').last();
    await pressWithKeyboard(page, button(page, words.give(1, 'Dee Lee')));
    await becomes(() => said.innerText(), 'Dee Lee has rank 1. Your order: 1, Dee Lee.');
    // The button that was pressed keeps the focus, and now removes.
    await button(page, 'Remove Dee Lee from the ranking').and(page.locator(':focus')).waitFor();
    await pressWithKeyboard(page, button(page, words.give(2, 'Ada Lee')));
    await pressWithKeyboard(page, button(page, words.give(3, 'Cid Lee')), 'Space');
    await page.getByText('You have ranked 3 people: that is the most.').waitFor();
    await pressWithKeyboard(page, page.getByRole('button', { name: 'Give rank 3 to Bob Lee' }));
    await becomes(() => said.innerText(), 'All 3 ranks are given. Remove a person first.');
    // The same sentence again is read again, because it is in another element.
    await page.evaluate('window.said = [...document.querySelectorAll("[role=status] > span")].at(-1)');
    await page.keyboard.press('Enter');
    await becomesTrue(page, '!window.said.isConnected');
    await becomes(() => said.innerText(), 'All 3 ranks are given. Remove a person first.');
    await pressWithKeyboard(page, page.getByRole('button', { name: /^. Move up Ada Lee|^Move up Ada Lee/ }));
    await becomes(
      () => said.innerText(),
      'Ada Lee has rank 1. Your order: 1, Ada Lee; 2, Dee Lee; 3, Cid Lee.',
    );
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    const names = page.locator('.candidate-name');
    expect(await names.allInnerTexts()).toEqual(['Ada Lee', 'Bob Lee', 'Cid Lee', 'Dee Lee', 'Eva Lee']);
    await pressWithKeyboard(page, button(page, 'Put the list in the order of my ranks'));
    await becomes(() => names.allInnerTexts(), ['Ada Lee', 'Dee Lee', 'Cid Lee', 'Bob Lee', 'Eva Lee']);
    await pressWithKeyboard(page, button(page, words.next));
    await typeWithKeyboard(page, page.getByLabel(words.nas), voter.nas);
    await typeWithKeyboard(page, page.getByLabel(words.code), voter.code);
    await page.keyboard.press('Enter');
    await stepWithFocus(page, words.review);
    const ranks = page.getByRole('list', { name: 'Your ranking, first choice first' });
    expect(await ranks.getByRole('listitem').allInnerTexts()).toEqual(['Ada Lee', 'Dee Lee', 'Cid Lee']);
    await page.getByText('2 people have no rank. That is allowed.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await pressWithKeyboard(page, button(page, words.send));
    await heading(page, words.counted).waitFor();
    expect(sent).toMatchObject([{ candidate_id: 'ada', ranked_choices: ['ada', 'dee', 'cid'] }]);
    const { regionId } = election.races[1]!;
    const records = await readElectionRecords(stack, election.id);
    expect(records.races[regionId]?.ballots).toMatchObject({ 'ada>dee>cid': 1 });
    expect(faults).toEqual([]);
  });

  it('takes a partial ranking from lists, in French, on a desktop and at 320 pixels', async () => {
    const voter = nextVoter(1);
    const { page } = await browser.open(address(1, 'fr'), { viewport: DESKTOP });
    await button(page, 'Choisir les rangs dans des listes déroulantes').click();
    await page.getByLabel('Rang de Eva Lee').selectOption('1er choix');
    await page.getByLabel('Rang de Bob Lee').selectOption('1er choix');
    await page.getByText('Vous avez classé 2 personnes sur 3. Vous pouvez en classer d’autres.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await scrollsSideways(page)).toBe(false);
    await toReview(page, voter, 'fr');
    const ranks = page.getByRole('list', { name: /Votre classement/ });
    expect(await ranks.getByRole('listitem').allInnerTexts()).toEqual(['Bob Lee', 'Eva Lee']);
    await button(page, WORDS.fr.send).click();
    await heading(page, WORDS.fr.counted).waitFor();
  });

  it('reads to a screen reader as a list of people with their rank and their buttons', async () => {
    const { page } = await browser.open(address(1), { viewport: PHONE });
    await button(page, WORDS.en.give(1, 'Bob Lee')).click();
    const transcript = await page
      .getByRole('group', { name: /Rank the people/ })
      .first()
      .ariaSnapshot();
    expect(transcript.split('\n')).toEqual([
      '- group "Rank the people in your order of preference":',
      '  - text: Rank the people in your order of preference',
      '  - paragraph: "1 is your first choice. Rank one person or more, at most 3: you decide."',
      '  - paragraph:',
      '    - button "Choose the ranks in drop-down lists"',
      '  - list:',
      '    - listitem:',
      '      - text: no rank Ada Lee IND',
      '      - button "Give rank 2 to Ada Lee"',
      '    - listitem:',
      '      - text: 1st choice Bob Lee IND',
      '      - button "Remove Bob Lee from the ranking"',
      '      - button "Move up Bob Lee" [disabled]',
      '      - button "Move down Bob Lee" [disabled]',
      '    - listitem:',
      '      - text: no rank Cid Lee IND',
      '      - button "Give rank 2 to Cid Lee"',
      '    - listitem:',
      '      - text: no rank Dee Lee IND',
      '      - button "Give rank 2 to Dee Lee"',
      '    - listitem:',
      '      - text: no rank Eva Lee IND',
      '      - button "Give rank 2 to Eva Lee"',
      '  - paragraph:',
      '    - strong: You have ranked 1 of 3. You may rank more.',
      '  - status: "Bob Lee has rank 1. Your order: 1, Bob Lee."',
    ]);
  });

  it('says who withdrew meanwhile, keeps the rest, and sends it when the voter says so', async () => {
    const voter = nextVoter(1);
    const { page } = await browser.open(address(1), { viewport: PHONE });
    await button(page, WORDS.en.give(1, 'Eva Lee')).click();
    await button(page, WORDS.en.give(2, 'Bob Lee')).click();
    await toReview(page, voter);
    await setWithdrawal(stack, election.races[1]!, 'eva', Date.now() - 1_000);
    await eventually('the API refuses the person who withdrew', async () => {
      // The key is not valid, so this is no vote whatever the API knows.
      const refused = await page.request.post(`${stack.target()}/api/v1/elections/vote`, {
        headers: { 'idempotency-key': 'short' },
        data: {
          ...{ nas: '000000000', code: 'AAAAAA', election_id: election.id, candidate_id: 'eva' },
          ...{ region_id: election.races[1]!.regionId, voting_method: 'ranked_choice' },
        },
      });
      if (!(await refused.text()).includes('withdrawn-candidate')) throw new Error('not yet');
    });
    await button(page, WORDS.en.send).click();
    await page.getByText('Withdrawn: Eva Lee').waitFor();
    const ranks = page.getByRole('list', { name: 'Your ranking, first choice first' });
    expect(await ranks.getByRole('listitem').allInnerTexts()).toEqual(['Bob Lee']);
    expect(await accessibilityFaults(page)).toEqual([]);
    await button(page, 'Send again').click();
    await heading(page, WORDS.en.counted).waitFor();
  });

  it('leads a voter of another region to the list of regions', async () => {
    const voter = nextVoter(0);
    const { page } = await browser.open(address(1), { viewport: PHONE });
    await button(page, WORDS.en.give(1, 'Bob Lee')).click();
    await toReview(page, voter);
    await button(page, WORDS.en.send).click();
    await heading(page, WORDS.en.rejected).waitFor();
    await page.getByRole('link', { name: 'Choose my region' }).click();
    await page.getByRole('link', { name: election.races[0]!.regionId }).click();
    await page.getByRole('radio', { name: /Claire Roy/ }).check();
    await toReview(page, voter);
    await button(page, WORDS.en.send).click();
    await heading(page, WORDS.en.counted).waitFor();
  });
});
