import type { ReactNode } from 'react';
import type { Language } from '@scrutin/web-ui';
import { texts } from '@scrutin/web-ui';
import type { PageName } from './addresses.ts';
import { addressOf } from './addresses.ts';

const TEXTS = texts({
  fr: {
    skip: 'Aller au contenu',
    navigation: 'Navigation principale',
    front: 'Scrutins',
    results: 'Résultats',
    otherLanguage: 'English',
    about: 'À propos du site',
    tracking: 'Suivre un vote',
    help: 'Aide',
    accessibility: 'Accessibilité',
    privacy: 'Confidentialité',
    rehearsal: 'Répétition : ceci n’est pas un vrai scrutin. Rien n’y est décidé.',
  },
  en: {
    skip: 'Skip to the content',
    navigation: 'Main navigation',
    front: 'Votes',
    results: 'Results',
    otherLanguage: 'Français',
    about: 'About this site',
    tracking: 'Track a vote',
    help: 'Help',
    accessibility: 'Accessibility',
    privacy: 'Privacy',
    rehearsal: 'Rehearsal: this is not a real vote. Nothing is decided here.',
  },
});

/** The links at the top of every page. */
const NAVIGATION: readonly { readonly page: PageName; readonly text: 'front' | 'results' }[] = [
  { page: 'front', text: 'front' },
  { page: 'results', text: 'results' },
];

/** The links at the foot of every page. */
const FOOT = ['tracking', 'help', 'accessibility', 'privacy'] as const;

export interface FrameProps {
  readonly language: Language;
  readonly page?: PageName | undefined;
  readonly params: Readonly<Record<string, string>>;
  /** The query of the page, which the link to the other language keeps. */
  readonly query?: Readonly<Record<string, string>>;
  readonly isRehearsal: boolean;
  /** Changes the language without loading the page again. Absent if the link does that. */
  readonly changeLanguage?: ((language: Language) => void) | undefined;
  readonly children: ReactNode;
}

/** What stands around every page: the way to the content, the navigation, the other language, and the foot. */
export function Frame(props: FrameProps): ReactNode {
  const { language, page, params, query = {}, isRehearsal, changeLanguage, children } = props;
  const other = language === 'fr' ? 'en' : 'fr';
  const text = TEXTS[language];
  return (
    <>
      <a className="skip-link" href="#content">
        {text.skip}
      </a>
      <header className="site-header">
        <a className="site-name" href={addressOf('front', language)}>
          Scrutin
        </a>
        <nav aria-label={text.navigation}>
          <ul>
            {NAVIGATION.map((link) => (
              <li key={link.page}>
                <a
                  href={addressOf(link.page, language)}
                  {...(link.page === page ? { 'aria-current': 'page' } : {})}
                >
                  {text[link.text]}
                </a>
              </li>
            ))}
            <li>
              <a
                href={addressOf(page ?? 'front', other, params, query)}
                lang={other}
                hrefLang={other}
                onClick={(event) => {
                  const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
                  if (changeLanguage === undefined || isElsewhere) return;
                  event.preventDefault();
                  changeLanguage(other);
                }}
              >
                {text.otherLanguage}
              </a>
            </li>
          </ul>
        </nav>
      </header>
      {isRehearsal ? (
        <p className="rehearsal-banner">
          <span>{text.rehearsal}</span>
        </p>
      ) : null}
      <main id="content" className="page" tabIndex={-1}>
        {children}
      </main>
      <footer className="site-footer">
        <nav aria-label={text.about}>
          <ul>
            {FOOT.map((name) => (
              <li key={name}>
                <a href={addressOf(name, language)} {...(name === page ? { 'aria-current': 'page' } : {})}>
                  {text[name]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </footer>
    </>
  );
}
