import type { Page } from 'playwright-core';

/** True if the page is wider than its window. The reader would have to scroll sideways to read it. */
export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}
