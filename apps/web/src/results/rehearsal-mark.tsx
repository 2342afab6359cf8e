import type { ReactNode } from 'react';
import type { Language } from '@scrutin/web-ui';
import { texts } from '@scrutin/web-ui';

const TEXTS = texts({
  fr: { rehearsal: 'Répétition : rien n’y est décidé' },
  en: { rehearsal: 'Rehearsal: nothing is decided here' },
});

/** Marks a rehearsal in a list of contests, so that nobody takes its figures for those of a real vote. */
export function RehearsalMark({ language }: { readonly language: Language }): ReactNode {
  return (
    <p className="rehearsal-mark">
      <span>{TEXTS[language].rehearsal}</span>
    </p>
  );
}
