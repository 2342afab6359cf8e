import type { Page } from 'playwright-core';
import { becomesTrue } from './becomes-true.ts';

/** What the scripts change once they have taken the page over is on the screen when the browser has nothing to do. */
const IS_TAKEN_OVER = `new Promise((resolve) => {
  requestIdleCallback(() => resolve(document.documentElement.dataset.page !== 'starting'));
})`;

/**
 * Goes to an address and waits until the page has what it loads, and its scripts have taken it over. In a browser without
 * scripts it would wait for ever.
 */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: 'networkidle' });
  await becomesTrue(page, IS_TAKEN_OVER);
}
