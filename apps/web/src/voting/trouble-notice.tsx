import type { ReactNode } from 'react';
import { useEffect } from 'react';
import type { Language } from '@scrutin/web-ui';
import { Notice, texts } from '@scrutin/web-ui';
import type { VotingContest } from './contest.ts';
import { nameOf } from './contest.ts';
import type { Trouble } from './voting-state.ts';

const TEXTS = texts({
  fr: {
    unconfirmed: {
      title: 'Votre vote n’est pas confirmé',
      what: 'Aucune réponse n’est venue. Votre vote est peut-être arrivé, peut-être pas. Vérifiez votre connexion, puis envoyez-le de nouveau d’ici : c’est alors le même vote, qui compte une seule fois.',
    },
    interrupted: {
      title: 'Un vote a été envoyé d’ici sans réponse',
      what: 'La page a été fermée ou rechargée avant la réponse. Ce vote est peut-être arrivé. Votez de nouveau ici, de la même manière : c’est alors le même vote, qui compte une seule fois. S’il est arrivé, c’est lui qui compte.',
    },
    withdrawn: (names: string) => `Candidature retirée : ${names}`,
    withdrawnWhat:
      'Cette personne ne peut plus être choisie. Votre vote n’a pas été enregistré. Le reste de votre choix est gardé : vérifiez-le, changez-le si vous voulez, puis envoyez-le.',
    kept: 'Votre choix est encore sur cette page.',
    maybe:
      'Un essai précédent n’a pas eu de réponse : il est peut-être arrivé à temps. Si vous avez besoin de le savoir, communiquez avec le bureau responsable du scrutin.',
  },
  en: {
    unconfirmed: {
      title: 'Your vote is not confirmed',
      what: 'No answer came. Your vote may have arrived, or not. Check your connection, then send it again from here: it is then the same vote, which counts once.',
    },
    interrupted: {
      title: 'A vote was sent from here, and no answer came',
      what: 'The page was closed or loaded again before the answer. That vote may have arrived. Vote again here, in the same way: it is then the same vote, which counts once. If it has arrived, it is the one that counts.',
    },
    withdrawn: (names: string) => `Withdrawn: ${names}`,
    withdrawnWhat:
      'This person can no longer be chosen. Your vote was not recorded. The rest of your choice is kept: check it, change it if you want, then send it.',
    kept: 'Your choice is still on this page.',
    maybe:
      'An earlier attempt got no answer: it may have arrived in time. If you need to know, contact the election office.',
  },
});

/** The troubles whose notice has already taken the focus. On later steps the heading takes it. */
const SHOWN = new WeakSet<Trouble>();

/** What went wrong, what it means for the vote, and what to do now. Nothing while all is well. */
export function TroubleNotice(props: {
  readonly contest: VotingContest;
  readonly trouble: Trouble | undefined;
  readonly language: Language;
}): ReactNode {
  const { contest, trouble, language } = props;
  const text = TEXTS[language];
  const takesFocus = trouble !== undefined && !SHOWN.has(trouble);
  useEffect(() => {
    if (trouble !== undefined) SHOWN.add(trouble);
  }, [trouble]);
  if (trouble === undefined) return null;
  if (trouble.kind !== 'refused') {
    const { title, what } = text[trouble.kind];
    // A notice that is there when the page opens is only announced. One that appears after a press takes the focus.
    const how = trouble.kind === 'interrupted' ? { announced: true } : { takesFocus };
    return (
      <Notice key={trouble.kind} kind="attention" title={title} {...how}>
        <p>{what}</p>
      </Notice>
    );
  }
  const { refusal, gone, mayBeReceived, language: said } = trouble;
  const isGone = gone.length > 0;
  return (
    <Notice
      key={refusal.title}
      kind="error"
      title={isGone ? text.withdrawn(namesOf(contest, gone)) : refusal.title}
      takesFocus={takesFocus}
    >
      {isGone ? <p>{text.withdrawnWhat}</p> : <p lang={said}>{refusal.detail}</p>}
      {isGone ? null : <p>{text.kept}</p>}
      {mayBeReceived ? <p>{text.maybe}</p> : null}
    </Notice>
  );
}

function namesOf(contest: VotingContest, ids: readonly string[]): string {
  if (contest.kind === 'law') return '';
  return ids
    .map((id) => contest.candidates.find(({ candidate_id: each }) => each === id))
    .map((candidate) => (candidate === undefined ? '' : nameOf(candidate)))
    .join(', ');
}
