/** Every page of the citizens, and the states of the ballot. */
import type { Page } from 'playwright-core';
import type { Exhibition } from './exhibition.ts';
import type { Picture, PictureLanguage } from './picture.ts';
import { press } from './picture.ts';

const DEMO_LAW = 'L2025-001';
const DEMO_ELECTION = 'PROV-2025';
const NEXT = { fr: 'Continuer', en: 'Continue' };
const UNKNOWN = '5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188';

const inBoth = (fr: string, en: string): Picture['path'] => ({ fr, en });
const lawResults = (id: string): Picture['path'] =>
  inBoth(`/fr/resultats/loi/${id}`, `/en/results/law/${id}`);
const electionResults = (path: string): Picture['path'] =>
  inBoth(`/fr/resultats/election/${path}`, `/en/results/election/${path}`);
const lawBallot = (id: string): Picture['path'] => inBoth(`/fr/voter/loi/${id}`, `/en/vote/law/${id}`);
const ballot = (path: string): Picture['path'] =>
  inBoth(`/fr/voter/election/${path}`, `/en/vote/election/${path}`);
const status = (id: string): Picture['path'] => inBoth(`/fr/suivi/${id}`, `/en/status/${id}`);

type Arrange = NonNullable<Picture['arrange']>;

const toLetter: Arrange = async (page, language) => {
  await page.getByRole('radio').first().check();
  await press(page, language, NEXT);
  await page.locator('#nas').waitFor();
};

const toReview: Arrange = async (page, language) => {
  await page.locator('#nas').fill('123 456 782');
  await page.locator('#code').fill('KTRW 3HXP');
  await press(page, language, NEXT);
  await page.locator('.send').waitFor();
};

const rankThree: Arrange = async (page) => {
  const give = page.getByRole('button', { name: /^(?:Donner le rang|Give rank)/ });
  for (const index of [2, 0, 1]) await give.nth(index).click();
};

/** Sends the vote, which is answered as the vote of the submission was: the picture casts none. */
function answeredAs(submission: string): Arrange {
  return async (page, language) => {
    await toLetter(page, language);
    await toReview(page, language);
    const body = { request_id: submission, status: 'accepted', message: '' };
    const location = `/api/v1/submissions/${submission}`;
    await page.route('**/api/v1/vote', (route) =>
      route.fulfill({ status: 202, headers: { location }, json: { ...body, location } }),
    );
    await press(page, language, { fr: 'Envoyer mon vote', en: 'Cast my vote' });
    await page.locator('.send').waitFor({ state: 'detached' });
  };
}

async function wrongLetter(page: Page, language: PictureLanguage): Promise<void> {
  await toLetter(page, language);
  await page.locator('#nas').fill('123 45');
  await page.locator('#code').fill('KTRW 0');
  await press(page, language, NEXT);
}

/** The pages of the demonstration and of the exhibition. */
export function citizensPictures(made: Exhibition): readonly Picture[] {
  const { certified, withheld, coming, election, awaitsLot, decidedByLot } = made;
  return [
    { name: 'front', path: inBoth('/fr/?include=rehearsals', '/en/?include=rehearsals') },
    { name: 'front-empty', path: inBoth('/fr/', '/en/') },
    { name: 'results', path: inBoth('/fr/resultats?include=rehearsals', '/en/results?include=rehearsals') },
    { name: 'results-empty', path: inBoth('/fr/resultats', '/en/results') },
    { name: 'law-open', path: lawResults(DEMO_LAW) },
    { name: 'law-certified', path: lawResults(certified) },
    { name: 'law-withheld', path: lawResults(withheld) },
    { name: 'law-coming', path: lawResults(coming) },
    { name: 'election-open', path: electionResults(DEMO_ELECTION) },
    { name: 'election-closed', path: electionResults(election) },
    { name: 'race-single', path: electionResults(`${election}/MONTREAL-NORD`) },
    { name: 'race-irv', path: electionResults(`${election}/SHERBROOKE`) },
    { name: 'race-stv', path: electionResults(`${election}/MONTREAL-CENTRE`) },
    { name: 'race-lot', path: electionResults(`${election}/${decidedByLot}`) },
    { name: 'race-tie', path: electionResults(`${election}/${awaitsLot}`) },
    { name: 'race-open', path: electionResults(`${DEMO_ELECTION}/SHERBROOKE`) },
    { name: 'vote-law', path: lawBallot(DEMO_LAW) },
    {
      name: 'vote-law-nothing',
      path: lawBallot(withheld),
      arrange: (page, language) => press(page, language, NEXT),
    },
    { name: 'vote-letter', path: lawBallot(withheld), arrange: toLetter },
    { name: 'vote-letter-wrong', path: lawBallot(withheld), arrange: wrongLetter },
    {
      name: 'vote-review',
      path: lawBallot(withheld),
      arrange: async (page, language) => {
        await toLetter(page, language);
        await toReview(page, language);
      },
    },
    { name: 'vote-counted', path: lawBallot(withheld), arrange: answeredAs(made.counted) },
    { name: 'vote-rejected', path: lawBallot(withheld), arrange: answeredAs(made.rejected) },
    { name: 'vote-closed', path: lawBallot(certified) },
    { name: 'vote-coming', path: lawBallot(coming) },
    { name: 'vote-no-scripts', path: lawBallot(withheld), isWithoutScripts: true },
    {
      name: 'vote-scripts-missing',
      path: lawBallot(withheld),
      missing: '**/*.js',
      arrange: (page) => page.waitForTimeout(9_000), // the page waits before it says so
    },
    { name: 'vote-election', path: ballot(DEMO_ELECTION) },
    { name: 'vote-single', path: ballot(`${DEMO_ELECTION}/MONTREAL-NORD`) },
    { name: 'vote-ranked', path: ballot(`${DEMO_ELECTION}/SHERBROOKE`) },
    { name: 'vote-ranked-three', path: ballot(`${DEMO_ELECTION}/SHERBROOKE`), arrange: rankThree },
    {
      name: 'vote-ranked-lists',
      path: ballot(`${DEMO_ELECTION}/SHERBROOKE`),
      arrange: async (page, language) => {
        await rankThree(page, language);
        await press(page, language, { fr: /listes déroulantes/, en: /drop-down/ });
      },
    },
    {
      name: 'vote-ranked-review',
      path: ballot(`${DEMO_ELECTION}/SHERBROOKE`),
      arrange: async (page, language) => {
        await rankThree(page, language);
        await press(page, language, NEXT);
        await toReview(page, language);
      },
    },
    { name: 'tracking', path: inBoth('/fr/suivi', '/en/status') },
    { name: 'tracking', path: inBoth('/fr/suivi', '/en/status') },
    { name: 'status-counted', path: status(made.counted) },
    { name: 'status-rejected', path: status(made.rejected) },
    { name: 'status-unknown', path: status(UNKNOWN) },
    { name: 'help', path: inBoth('/fr/aide', '/en/help') },
    { name: 'accessibility', path: inBoth('/fr/accessibilite', '/en/accessibility') },
    { name: 'privacy', path: inBoth('/fr/confidentialite', '/en/privacy') },
    { name: 'not-found', path: inBoth('/fr/perdu', '/en/lost') },
  ];
}
