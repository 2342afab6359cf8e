import type { ReactNode } from 'react';
import type { Language } from '@scrutin/web-ui';
import { texts } from '@scrutin/web-ui';
import type { VotingState } from './voting-state.ts';

const TEXTS = texts({
  fr: {
    sending: 'Votre vote est en cours d’envoi. Gardez cette page ouverte.',
    'no-answer':
      'La connexion est coupée : votre vote n’est pas encore confirmé. Gardez cette page ouverte. Elle l’envoie de nouveau d’elle-même ; il ne peut compter qu’une fois.',
    busy: 'Le service est très occupé : votre vote n’est pas encore confirmé. Gardez cette page ouverte. Elle l’envoie de nouveau d’elle-même ; il ne peut compter qu’une fois.',
    next: (seconds: number) => `Prochain essai dans ${seconds}\u00a0s.`,
  },
  en: {
    sending: 'Your vote is being sent. Keep this page open.',
    'no-answer':
      'The connection is lost: your vote is not confirmed yet. Keep this page open. It sends the vote again by itself; it can count only once.',
    busy: 'The service is very busy: your vote is not confirmed yet. Keep this page open. It sends the vote again by itself; it can count only once.',
    next: (seconds: number) => `Next attempt in ${seconds}\u00a0s.`,
  },
});

/** What happens while the vote is being sent. The region stays in the page, so that screen readers hear each change. */
export function WaitingNotice(props: {
  readonly sending: VotingState['sending'];
  readonly language: Language;
}): ReactNode {
  const { sending, language } = props;
  const text = TEXTS[language];
  const waiting = sending?.waiting;
  return (
    <p role="status" className="waiting">
      {sending === undefined ? null : text[waiting?.cause ?? 'sending']}{' '}
      {waiting === undefined ? null : text.next(Math.ceil(waiting.waitMs / 1_000))}
    </p>
  );
}
