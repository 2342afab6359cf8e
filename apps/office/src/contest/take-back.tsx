import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { EFFECT_DELAY_MS, EFFECT_MARGIN_MS } from '@scrutin/election';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../api/use-act.ts';
import { useLanguage } from '../language.tsx';
import { ActOutcomeNotice } from '../shell/act-outcome.tsx';
import type { OfficeContest } from './contest.ts';

/** The steps that can be taken back before they take effect. */
export type Revocable = 'open' | 'close';

const TEXTS = texts({
  fr: {
    open: 'Annuler l’ouverture',
    close: 'Annuler la clôture',
    moment: 'Si c’est une erreur, vous avez deux secondes pour l’annuler. Un avis le dit alors au public.',
    done: 'C’est annulé : le scrutin est comme avant.',
    reason: 'Annulé aussitôt : c’était une erreur.',
  },
  en: {
    open: 'Cancel the opening',
    close: 'Cancel the closing',
    moment: 'If this is a mistake, you have two seconds to cancel it. A notice then tells the public.',
    done: 'It is cancelled: the contest is as before.',
    reason: 'Cancelled at once: it was a mistake.',
  },
});

/** The public reads the reason on the French and on the English pages. */
const REASON = `${TEXTS.fr.reason} / ${TEXTS.en.reason}`;

/** For how long after the step no service acts on it. The server decides whether it is too late. */
const MOMENT_MS = EFFECT_DELAY_MS - EFFECT_MARGIN_MS;

/**
 * Takes back an opening or an early closing, with one press: there are only two seconds, too few to type a reason or an
 * identifier, and the contest becomes again what it was. The button disappears when its time is over.
 */
export function TakeBack(props: {
  readonly contest: OfficeContest;
  readonly step: Revocable;
  readonly onTakenBack: (sentence: string) => void;
}): ReactNode {
  const { contest, step, onTakenBack } = props;
  const text = TEXTS[useLanguage().language];
  const law = useAct('stepLaw');
  const election = useAct('stepElection');
  const act = contest.kind === 'law' ? law : election;
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setIsOver(true);
    }, MOMENT_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  const takeBack = async (): Promise<void> => {
    const body = { step: 'cancel', reason: REASON } as const;
    const became = await act.send({ params: { id: contest.id }, body });
    if (became.kind === 'done') onTakenBack(text.done);
  };
  return (
    <>
      <ActOutcomeNotice outcome={act.outcome} done={text.done} />
      {isOver || act.outcome.kind !== 'idle' ? null : (
        <>
          <p>{text.moment}</p>
          <button type="button" className="button button-second" onClick={() => void takeBack()}>
            {text[step]}
          </button>
        </>
      )}
    </>
  );
}
