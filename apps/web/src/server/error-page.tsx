import { renderToString } from 'react-dom/server';
import type { Language } from '@scrutin/web-ui';
import { texts } from '@scrutin/web-ui';
import { addressOf } from '../site/addresses.ts';
import { Frame } from '../site/frame.tsx';

const TEXTS = texts({
  fr: {
    missing: { title: 'Page introuvable', what: 'Il n’y a rien à cette adresse.' },
    unavailable: {
      title: 'Le site ne répond pas bien en ce moment',
      what: 'Cette page n’a pas pu être lue. Les votes déjà reçus sont bien conservés. Rechargez la page dans une minute.',
    },
    home: 'Voir les consultations',
  },
  en: {
    missing: { title: 'Page not found', what: 'There is nothing at this address.' },
    unavailable: {
      title: 'The site is having trouble',
      what: 'This page could not be read. Votes that were received are safe. Load the page again in a minute.',
    },
    home: 'See the consultations',
  },
});

/** The page that says why another one cannot be shown. @param missing what to say instead of the usual text if nothing is there */
export function errorMarkup(
  kind: 'missing' | 'unavailable',
  language: Language,
  missing?: string,
): { readonly title: string; readonly markup: string } {
  const text = TEXTS[language];
  const markup = renderToString(
    <Frame language={language} params={{}} isRehearsal={false}>
      <h1>{text[kind].title}</h1>
      <p className="lead">{kind === 'missing' && missing !== undefined ? missing : text[kind].what}</p>
      <p>
        <a href={addressOf('consultations', language)}>{text.home}</a>
      </p>
    </Frame>,
  );
  return { title: text[kind].title, markup };
}
