import type { ReactNode } from 'react';
import { useLanguage } from '../language.tsx';

/** Chooses the other language. */
export function LanguageSwitch(): ReactNode {
  const { language, choose } = useLanguage();
  const other = language === 'fr' ? 'en' : 'fr';
  return (
    <button
      type="button"
      className="link-button"
      lang={other}
      onClick={() => {
        choose(other);
      }}
    >
      {other === 'fr' ? 'Français' : 'English'}
    </button>
  );
}
