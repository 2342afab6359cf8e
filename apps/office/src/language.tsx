import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { Language } from '@scrutin/web-ui';

const KEPT_AS = 'language';

interface ChosenLanguage {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

const LanguageContext = createContext<ChosenLanguage | undefined>(undefined);

function languageAtFirst(): Language {
  const kept = keptLanguage() ?? navigator.language;
  return kept.startsWith('en') ? 'en' : 'fr';
}

/** The language that was chosen before. A browser that is set to keep nothing throws an exception. */
function keptLanguage(): string | undefined {
  try {
    return localStorage.getItem(KEPT_AS) ?? undefined;
  } catch {
    return undefined;
  }
}

function keep(language: Language): void {
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch {
    // Then the choice lasts as long as the page.
  }
}

/** Gives the language of the office to everything below. The choice is kept in this browser, if it lets pages keep something. */
export function LanguageProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState(languageAtFirst);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const value = useMemo<ChosenLanguage>(
    () => ({
      language,
      choose: (chosen) => {
        keep(chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

/** The language of the page, and how to choose another one. */
export function useLanguage(): ChosenLanguage {
  const chosen = useContext(LanguageContext);
  if (chosen === undefined) throw new Error('There is no LanguageProvider around this component.');
  return chosen;
}
