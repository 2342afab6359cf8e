import { hydrateRoot } from 'react-dom/client';
import { createClient } from '@scrutin/api-client';
import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
import { readLetter, takeLetter } from '../site/letter.ts';
import { LivePage } from '../site/live-page.tsx';
import { SITE_MAP } from '../site/site-map.ts';
import type { SiteState } from '../site/site-state.ts';
import { ROOT_ID, STATE_ID } from '../site/site-state.ts';
import { patiently } from './patiently.ts';
import { readAgain } from './read-again.ts';

/** Takes over the page that the server wrote. Without a state, as on an error page, there is nothing to take over. */
async function takeOver(): Promise<void> {
  const root = document.getElementById(ROOT_ID);
  const state = document.getElementById(STATE_ID)?.textContent;
  if (root === null || state == null) return;
  const read = JSON.parse(state) as SiteState;
  if (takeLetter(read.language)) return;
  // The QR code of a letter may be opened in a tab that shows the page already.
  addEventListener('hashchange', () => {
    if (readLetter(location.hash) !== undefined) location.reload();
  });
  const page = await SITE_MAP[read.page]();
  const client = createClient(PUBLIC_ROUTES, {
    baseUrl: '',
    fetch: (url, init) => patiently((signal) => fetch(url, { ...init, credentials: 'omit', signal })),
    headers: () => ({ 'accept-language': read.language }),
  });
  hydrateRoot(root, <LivePage page={page} state={read} client={client} readAgain={readAgain} />);
}

void takeOver();
