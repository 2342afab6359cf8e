import type { Page } from 'playwright-core';
import { eventually } from '../eventually.ts';

/**
 * Waits until an expression is true in the page, whatever the page loads meanwhile.
 *
 * `page.waitForFunction` calls `eval` in the page for every look after the first. Our policy forbids that, so it would
 * fail whenever the expression is not true at once.
 *
 * @param expression JavaScript
 */
export function becomesTrue(page: Page, expression: string): Promise<void> {
  return eventually(expression, async () => {
    if ((await page.evaluate(expression)) !== true) throw new Error('it is not true yet');
  });
}
