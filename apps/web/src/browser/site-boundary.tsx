import type { ReactNode } from 'react';
import { Component } from 'react';
import type { Language } from '@scrutin/web-ui';
import { texts } from '@scrutin/web-ui';
import { addressOf } from '../site/addresses.ts';

const TEXTS = texts({
  fr: {
    title: 'Une erreur a arrêté cette page',
    what: 'Rechargez la page. Si vous avez envoyé un vote dans cet onglet, la page le reconnaîtra, et il ne comptera qu’une fois. Si l’erreur revient, essayez un autre navigateur ou un autre appareil.',
    reload: 'Recharger la page',
    home: 'Aller à la page d’accueil',
  },
  en: {
    title: 'An error has stopped this page',
    what: 'Load the page again. If you sent a vote in this tab, the page will recognize it, and it will count only once. If the error comes back, try another browser or another device.',
    reload: 'Load the page again',
    home: 'Go to the front page',
  },
});

/** Shows what to do when a part of the page throws. React would remove the whole page without a word. */
export class SiteBoundary extends Component<
  { readonly language: Language; readonly children: ReactNode },
  { readonly hasFailed: boolean }
> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    const { language } = this.props;
    const text = TEXTS[language];
    return (
      <main className="page page-narrow">
        <div role="alert">
          <h1>{text.title}</h1>
          <p className="lead">{text.what}</p>
        </div>
        <p className="button-row">
          <button
            type="button"
            className="button"
            onClick={() => {
              location.reload();
            }}
          >
            {text.reload}
          </button>
          <a className="button button-second" href={addressOf('front', language)}>
            {text.home}
          </a>
        </p>
      </main>
    );
  }
}
