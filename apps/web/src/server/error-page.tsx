import { renderToString } from 'react-dom/server';
import type { Language } from '@scrutin/web-ui';
import { texts } from '@scrutin/web-ui';
import type { PageName } from '../site/addresses.ts';
import { addressOf } from '../site/addresses.ts';
import { Frame } from '../site/frame.tsx';

const TEXTS = texts({
  fr: {
    missing: { title: 'Page introuvable', what: 'Il n’y a rien à cette adresse.' },
    unavailable: {
      title: 'Le site ne répond pas bien en ce moment',
      what: 'Cette page n’a pas pu être lue. Les votes déjà reçus sont bien conservés. Rechargez la page dans une minute.',
    },
    again: 'Entrer le numéro de nouveau',
    home: 'Voir la liste des scrutins',
  },
  en: {
    missing: { title: 'Page not found', what: 'There is nothing at this address.' },
    unavailable: {
      title: 'The site is having trouble',
      what: 'This page could not be read. Votes that were received are safe. Load the page again in a minute.',
    },
    again: 'Enter the number again',
    home: 'See the list of votes',
  },
});

/**
 * The page that says why another one cannot be shown.
 *
 * @param page which page was asked for; absent if nothing says so
 * @param missing what to say instead of the usual text if nothing is there
 */
export function errorMarkup(
  kind: 'missing' | 'unavailable',
  language: Language,
  page?: PageName,
  missing?: string,
): { readonly title: string; readonly markup: string } {
  const text = TEXTS[language];
  const markup = renderToString(
    <Frame language={language} params={{}} isRehearsal={false}>
      <h1>{text[kind].title}</h1>
      <p className="lead">{kind === 'missing' && missing !== undefined ? missing : text[kind].what}</p>
      {kind === 'missing' && page === 'status' ? (
        <p>
          <a href={addressOf('tracking', language)}>{text.again}</a>
        </p>
      ) : null}
      <p>
        <a href={addressOf('front', language)}>{text.home}</a>
      </p>
    </Frame>,
  );
  return { title: text[kind].title, markup };
}
