import type { ReactNode } from 'react';
import type { TabulationDetailBody } from '@scrutin/contracts/admin';
import { texts } from '@scrutin/web-ui';
import { useLanguage } from '../../language.tsx';

const TEXTS = texts({
  fr: {
    title: 'Tour par tour',
    none: 'Il n’y a eu aucun tour.',
    round: (number: number, pass: number | undefined) =>
      pass === undefined ? `Tour ${number}` : `Siège ${pass}, tour ${number}`,
  },
  en: {
    title: 'Round by round',
    none: 'There was no round.',
    round: (number: number, pass: number | undefined) =>
      pass === undefined ? `Round ${number}` : `Seat ${pass}, round ${number}`,
  },
});

/** The rounds of a count in the sentences of the office. */
export function Rounds({ rounds }: { readonly rounds: TabulationDetailBody['rounds'] }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const hasPasses = rounds.some(({ pass }) => pass > 1);
  return (
    <section>
      <h2>{text.title}</h2>
      {rounds.length === 0 ? <p>{text.none}</p> : null}
      {rounds.map(({ pass, number, explanation }) => (
        <section key={`${pass} ${number}`}>
          <h3>{text.round(number, hasPasses ? pass : undefined)}</h3>
          <ul className="sentences">
            {explanation[language]
              .filter((sentence) => sentence !== `${text.round(number, hasPasses ? pass : undefined)}.`)
              .map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
          </ul>
        </section>
      ))}
    </section>
  );
}
