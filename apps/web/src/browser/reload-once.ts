/**
 * Loads a page again, once, if something that it needs did not load. While two releases of Scrutin run side by side, a
 * request for a script may reach a process of the other release, which does not have it.
 *
 * This script is a file of its own and imports nothing: its name changes only if it changes, so both releases have it.
 * It shares with the page only its mark in the store of the tab, and the attribute `data-page` of the document: absent
 * until the script of the page runs, then `starting`, and `ready` or `failed` in the end. With a letter in the memory of the page (`data-letter`), a page that is
 * ready is not loaded again for its style alone, because the letter would be gone.
 */
/** `browser.tsx` has the same name. */
const MARK = 'scrutin:loaded-again';
const root = document.documentElement;
let hasLoaded = document.readyState === 'complete';

function isIncomplete(): boolean {
  const style = document.querySelector<HTMLLinkElement>('link[rel="stylesheet"]');
  const page = root.dataset['page'];
  const lacksStyle = root.dataset['letter'] === undefined && (style?.sheet?.cssRules.length ?? 0) === 0;
  return page === 'failed' || (hasLoaded && (page === undefined || lacksStyle));
}

/** The mark stays in the tab until a page is whole, so a page that fails again is left as it is. */
async function loadAgain(): Promise<void> {
  try {
    if (sessionStorage.getItem(MARK) !== null) return;
    sessionStorage.setItem(MARK, '1');
    // Without a network, the browser would replace a page that can be read by an error of its own.
    if ((await fetch(location.href, { cache: 'no-store', credentials: 'omit' })).ok) location.reload();
  } catch {
    // No store, so nothing would end a loop; or no network.
  }
}

function look(): void {
  if (isIncomplete()) void loadAgain();
  else if (hasLoaded && root.dataset['page'] === 'ready') {
    try {
      sessionStorage.removeItem(MARK);
    } catch {
      // The browser allows no store.
    }
  }
}

new MutationObserver(look).observe(root, { attributes: true, attributeFilter: ['data-page'] });
addEventListener('load', () => {
  hasLoaded = true;
  look();
});
look();
