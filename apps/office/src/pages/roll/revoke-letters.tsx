import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import type { OfficeContest } from '../../contest/contest.ts';
import { rollKey } from '../../contest/contest.ts';
import { useLanguage } from '../../language.tsx';
import { LETTER_TEXTS } from './letter-texts.ts';
import { LettersForm } from './letters-form.tsx';

const TEXTS = texts({
  fr: {
    why: 'Pour les personnes décédées, parties ou radiées. Aucun vote fait avec ces lettres n’est compté. C’est refusé, pour toutes, si l’une d’elles a servi à voter.',
    hint: LETTER_TEXTS.fr.referencesHint,
    submit: 'Révoquer ces lettres',
    done: 'Ces lettres sont révoquées.',
  },
  en: {
    why: 'For voters who died, moved away or were struck off. No vote with these letters is counted. It is refused, for all of them, if one of them was used to vote.',
    hint: LETTER_TEXTS.en.referencesHint,
    submit: 'Revoke these letters',
    done: 'These letters are revoked.',
  },
});

/** Takes the credentials of letters off the roll. Only hashes are sent. */
export function RevokeLetters({ contest }: { readonly contest: OfficeContest }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const { outcome, send, clear } = useAct('revokeCredentials');
  return (
    <LettersForm
      contest={contest}
      texts={text}
      outcome={outcome}
      onChange={clear}
      onSubmit={(letters, _, reason) => {
        const credentials = letters.map(({ credential }) => credential);
        void send({ params: { roll_key: rollKey(contest.kind, contest.id) }, body: { reason, credentials } });
      }}
    />
  );
}
