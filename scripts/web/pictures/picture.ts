/** A picture of a page, taken for every viewer. */
import type { Page } from 'playwright-core';
import type { Person } from './people.ts';

export type PictureLanguage = 'fr' | 'en';

/** A picture and how to get to what it shows. */
export interface Picture {
  readonly name: string;
  /** The path of the page in each language, or in both. */
  readonly path: string | Readonly<Record<PictureLanguage, string>>;
  /** Who looks at a page of the office. Undefined: anybody, at a page of the citizens. */
  readonly person?: Person | 'nobody';
  /** What is done on the page before the picture is taken. */
  readonly arrange?: (page: Page, language: PictureLanguage) => Promise<void>;
  /** The files that do not reach the browser, as a pattern of addresses. */
  readonly missing?: string;
  /** True if the browser runs no scripts. */
  readonly isWithoutScripts?: boolean;
}

/** Presses a button by its name in the language. */
export async function press(
  page: Page,
  language: PictureLanguage,
  names: Readonly<Record<PictureLanguage, string | RegExp>>,
): Promise<void> {
  await page.getByRole('button', { name: names[language] }).first().click();
}

/** Opens everything that is folded. */
export async function unfold(page: Page): Promise<void> {
  await page.locator('summary').first().waitFor();
  await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
}
