import type { Page } from '@scrutin/testkit/browser';

/** What scripts of the origin can read again, in this tab and in others. */
const KEPT = `(async () => ({
  session: Object.entries(sessionStorage),
  local: Object.entries(localStorage),
  databases: await indexedDB.databases(),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  state: history.state,
  cookie: document.cookie,
  name: window.name,
}))()`;

interface NavigationHistory {
  readonly entries: readonly { readonly url: string; readonly title: string }[];
}

/** Everything that the browser keeps of the site of the page, as one text: stores, cookies, and the history of the tab. */
export async function everythingKept(page: Page): Promise<string> {
  const context = page.context();
  const stored = await context.storageState({ indexedDB: true });
  const kept = await page.evaluate<object>(KEPT);
  const browser = await context.newCDPSession(page);
  const { entries } = (await browser.send('Page.getNavigationHistory')) as NavigationHistory;
  await browser.detach();
  const history = entries.map(({ url, title }) => [url, title]);
  return JSON.stringify({ stored, ...kept, history });
}
