import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { texts } from '@scrutin/web-ui';
import { useLanguage } from '../language.tsx';
import { useSession } from '../session/session-context.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { NAVIGATION } from './navigation.ts';

const TEXTS = texts({
  fr: { skip: 'Aller au contenu', navigation: 'Navigation principale', logOut: 'Fermer la session' },
  en: { skip: 'Skip to the content', navigation: 'Main navigation', logOut: 'Log out' },
});

/** What stands around every page of the office. After each navigation the focus moves to the content. */
export function OfficeFrame({ children }: { readonly children: ReactNode }): ReactNode {
  const { language } = useLanguage();
  const { session, logOut } = useSession();
  const [location] = useLocation();
  const content = useRef<HTMLElement>(null);
  const before = useRef(location);
  useEffect(() => {
    if (before.current === location) return;
    before.current = location;
    content.current?.focus();
    window.scrollTo(0, 0);
  }, [location]);
  const text = TEXTS[language];
  const { role, email } = session.official;
  const links = NAVIGATION.filter(({ roles }) => roles.includes(role));
  return (
    <>
      <a className="skip-link" href="#content">
        {text.skip}
      </a>
      <header className="site-header">
        <Link className="site-name" href="/">
          Scrutin
        </Link>
        <nav aria-label={text.navigation}>
          <ul>
            {links.map(({ href, name }) => (
              <li key={href}>
                <Link href={href} {...(isWithin(location, href) ? { 'aria-current': 'page' as const } : {})}>
                  {name[language]}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="session-line">
          <Link href="/account">{email}</Link>
          <button type="button" className="link-button" onClick={() => void logOut()}>
            {text.logOut}
          </button>
          <LanguageSwitch />
        </div>
      </header>
      <main id="content" className="page" tabIndex={-1} ref={content}>
        {children}
      </main>
    </>
  );
}

function isWithin(location: string, href: string): boolean {
  return href === '/' ? location === '/' : location === href || location.startsWith(`${href}/`);
}
