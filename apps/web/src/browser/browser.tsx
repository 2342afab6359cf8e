import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { createClient } from '@scrutin/api-client';
import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
import { shownLanguage } from '../site/language.ts';
import { heldLetter, putLetterBack, readLetter, takeLetter } from '../site/letter.ts';
import { LivePage } from '../site/live-page.tsx';
import { SITE_MAP } from '../site/site-map.ts';
import type { SiteState } from '../site/site-state.ts';
import { ROOT_ID, STATE_ID } from '../site/site-state.ts';
import { patientFetch } from './patient-fetch.ts';
import { readAgain } from './read-again.ts';
import { SiteBoundary } from './site-boundary.tsx';

/** Tells `reload-once.ts` and the style sheet how far the page has started. */
function markPage(how: 'starting' | 'ready' | 'failed'): void {
  document.documentElement.dataset['page'] = how;
}

/** Marks the page as ready when it is on the screen; not if it throws, because the boundary then removes it. */
function Ready(): ReactNode {
  useEffect(() => {
    markPage('ready');
  }, []);
  return null;
}

/** Takes over the page that the server wrote. An error page has no state: there is nothing to take over. */
async function takeOver(): Promise<void> {
  if (takeLetter(shownLanguage())) return;
  if (heldLetter() !== undefined) document.documentElement.dataset['letter'] = 'held';
  const root = document.getElementById(ROOT_ID);
  const state = document.getElementById(STATE_ID)?.textContent;
  if (root === null || state == null) {
    markPage('ready');
    return;
  }
  const read = JSON.parse(state) as SiteState;
  // The QR code of a letter may be opened in a tab that shows the page already.
  addEventListener('hashchange', () => {
    if (readLetter(location.hash) !== undefined) location.reload();
  });
  const page = await SITE_MAP[read.page]();
  const client = createClient(PUBLIC_ROUTES, {
    baseUrl: '',
    fetch: (url, init) => patientFetch(url, init),
    headers: () => ({ 'accept-language': shownLanguage() }),
  });
  hydrateRoot(
    root,
    <SiteBoundary language={read.language}>
      <LivePage page={page} state={read} client={client} readAgain={readAgain} />
      <Ready />
    </SiteBoundary>,
  );
}

/** The mark of `reload-once.ts`, which nothing can import. */
const LOADED_AGAIN = 'scrutin:loaded-again';

/** Whether `reload-once.ts` will load this page again if it fails. */
function willLoadAgain(): boolean {
  try {
    return sessionStorage.getItem(LOADED_AGAIN) === null;
  } catch {
    return false; // no store, so it never does
  }
}

markPage('starting');
takeOver().catch((fault: unknown) => {
  if (willLoadAgain()) putLetterBack();
  markPage('failed');
  throw fault;
});
