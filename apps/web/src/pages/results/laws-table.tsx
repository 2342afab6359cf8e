import type { ReactNode } from 'react';
import type { Language } from '@scrutin/web-ui';
import { formatCount, formatPercentage } from '@scrutin/web-ui';
import { RehearsalMark } from '../../results/rehearsal-mark.tsx';
import { addressOf } from '../../site/addresses.ts';
import { lawState } from './law-state.ts';
import type { LawEntry } from './load.ts';
import { TEXTS } from './texts.ts';

/** Every law with its votes, and whether it is adopted. On narrow windows each law is a block of its own. */
export function LawsTable(props: {
  readonly laws: readonly LawEntry[];
  readonly language: Language;
}): ReactNode {
  const { laws, language } = props;
  const text = TEXTS[language];
  return (
    <>
      <table className="laws-table">
        <caption className="visually-hidden">{text.laws}</caption>
        <thead>
          <tr>
            <th scope="col">{text.law}</th>
            <th scope="col" className="number">
              {text.oui}
            </th>
            <th scope="col" className="number">
              {text.non}
            </th>
          </tr>
        </thead>
        <tbody>
          {laws.map((entry) => (
            <LawRow key={entry.law.id} entry={entry} language={language} />
          ))}
        </tbody>
      </table>
      <p className="soft">{text.shares}</p>
    </>
  );
}

function LawRow({ entry, language }: { readonly entry: LawEntry; readonly language: Language }): ReactNode {
  const { law, result } = entry;
  return (
    <tr>
      <th scope="row">
        <a href={addressOf('law-results', language, { law: law.id })}>{law.title[language]}</a>
        {law.purpose === 'rehearsal' ? <RehearsalMark language={language} /> : null}
        <span className="law-state">{lawState(entry, language)}</span>
      </th>
      {(['oui', 'non'] as const).map((choice) => (
        <td key={choice} className="number">
          {result === null ? (
            '–'
          ) : (
            <>
              {formatPercentage(result[`${choice}_percentage`], language)}
              <br />
              <span className="soft">{formatCount(result[`${choice}_count`], language)}</span>
            </>
          )}
        </td>
      ))}
    </tr>
  );
}
