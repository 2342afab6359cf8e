import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { useLanguage } from '../language.tsx';
import type { ListedContest } from './contest.ts';

type State = ListedContest['state'];

const STATE_NAMES = texts<Readonly<Record<State, string>>>({
  fr: {
    draft: 'Brouillon',
    scheduled: 'Publié',
    open: 'Vote ouvert',
    closed: 'Vote clos',
    certified: 'Certifié',
  },
  en: {
    draft: 'Draft',
    scheduled: 'Published',
    open: 'Voting open',
    closed: 'Voting closed',
    certified: 'Certified',
  },
});

const SIGNS: Readonly<Record<State, string>> = {
  draft: '○',
  scheduled: '◔',
  open: '●',
  closed: '◼',
  certified: '✓',
};

/** The state of a contest as a word with a sign. */
export function StateName({ state }: { readonly state: State }): ReactNode {
  const { language } = useLanguage();
  return (
    <span className={`state state-${state}`}>
      <span aria-hidden="true">{SIGNS[state]} </span>
      {STATE_NAMES[language][state]}
    </span>
  );
}
