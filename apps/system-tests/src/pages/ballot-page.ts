import type { Locator, Page } from '@scrutin/testkit/browser';
import type { Voter } from '@scrutin/voting-load';

/** The words of the pages of voting, in both languages. */
export const WORDS = {
  fr: {
    vote: 'voter',
    law: 'loi',
    status: 'suivi',
    options: { oui: 'Oui', non: 'Non' },
    next: 'Continuer',
    nas: /NAS/,
    code: /^Le code/,
    review: 'Vérifiez votre vote',
    send: 'Envoyer mon vote',
    counted: 'Votre vote est compté',
    rejected: 'Votre vote n’est pas compté',
    finish: 'Terminer',
    front: 'Scrutins',
    letter: 'Votre lettre',
    give: (rank: number, name: string) => `Donner le rang ${rank} à ${name}`,
    up: (rank: number, name: string) => `Monter ${name} au rang ${rank}`,
  },
  en: {
    vote: 'vote',
    law: 'law',
    status: 'status',
    options: { oui: 'Yes', non: 'No' },
    next: 'Continue',
    nas: /social insurance number/,
    code: /^The code/,
    review: 'Check your vote',
    send: 'Cast my vote',
    counted: 'Your vote is counted',
    rejected: 'Your vote is not counted',
    finish: 'Finish',
    front: 'Votes',
    letter: 'Your letter',
    give: (rank: number, name: string) => `Give rank ${rank} to ${name}`,
    up: (rank: number, name: string) => `Move up ${name} to rank ${rank}`,
  },
} as const;
export type PageLanguage = keyof typeof WORDS;

/** The path of the ballot of a law. */
export function lawPath(language: PageLanguage, lawId: string): string {
  return `/${language}/${WORDS[language].vote}/${WORDS[language].law}/${lawId}`;
}

/** The path of the ballot of a race. */
export function racePath(language: PageLanguage, electionId: string, regionId: string): string {
  return `/${language}/${WORDS[language].vote}/election/${electionId}/${regionId}`;
}

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

export function heading(page: Page, name: string): Locator {
  return page.getByRole('heading', { level: 1, name });
}

/** From the marked choice to the review, with mouse and clipboard. */
export async function toReview(page: Page, voter: Voter, language: PageLanguage = 'en'): Promise<void> {
  const words = WORDS[language];
  await button(page, words.next).click();
  await page.getByLabel(words.nas).fill(voter.nas);
  await page.getByLabel(words.code).fill(voter.code);
  await button(page, words.next).click();
  await heading(page, words.review).waitFor();
}

/** Opens nothing: marks yes on the ballot of a law, and goes to the review. */
export async function yesToReview(page: Page, voter: Voter): Promise<void> {
  await page.getByRole('radio', { name: 'Yes' }).check();
  await toReview(page, voter);
}

/**
 * Casts the ballot of a race that is on the page, as people do it: one candidate, or several in the order of their ranks.
 *
 * @param answer the heading to wait for: what becomes of the vote
 */
export async function castBallot(
  page: Page,
  given: {
    readonly language: PageLanguage;
    readonly letter: Voter;
    /** The names of the candidates. */
    readonly candidates: readonly string[];
    readonly isRanked: boolean;
    readonly answer: string;
  },
): Promise<void> {
  const { language, letter, candidates, isRanked, answer } = given;
  const words = WORDS[language];
  for (const [i, name] of candidates.entries()) {
    if (isRanked) await button(page, words.give(i + 1, name)).click();
    else await page.getByRole('radio', { name }).check();
  }
  await toReview(page, letter, language);
  for (const name of candidates) await page.getByText(name, { exact: true }).first().waitFor();
  await button(page, words.send).click();
  await heading(page, answer).waitFor();
}

/** Presses Tab until the control has the focus. @throws Error if the keyboard does not reach it */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  const focused = control.and(page.locator(':focus'));
  for (let i = 0; i < 80; i++) {
    if ((await focused.count()) === 1) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(control)}`);
}

/** Presses a control with the keyboard alone. */
export async function pressWithKeyboard(page: Page, control: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press(key);
}

/** Types into a field with the keyboard alone. */
export async function typeWithKeyboard(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(text);
}

/** The step with the heading, which must have the focus, so that a screen reader begins there. */
export async function stepWithFocus(page: Page, title: string): Promise<void> {
  await heading(page, title).and(page.locator(':focus')).waitFor();
}

/** Everything that the browser keeps of this site. */
export async function keptByBrowser(page: Page): Promise<string> {
  return page.evaluate<string>(
    'JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage), history.state, document.cookie])',
  );
}
