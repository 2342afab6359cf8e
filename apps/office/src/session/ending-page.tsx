import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { useLanguage } from '../language.tsx';

const TEXTS = texts({
  fr: { ending: 'Fermeture de la session…' },
  en: { ending: 'Closing your session…' },
});

/** Stands in place of every page from the moment at which a session is to end until the office has answered. */
export function EndingPage(): ReactNode {
  return (
    <main id="content" className="page page-narrow" tabIndex={-1}>
      <h1>Scrutin</h1>
      <p role="status">{TEXTS[useLanguage().language].ending}</p>
    </main>
  );
}
