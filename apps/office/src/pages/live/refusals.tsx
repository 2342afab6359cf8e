import type { ReactNode } from 'react';
import type { LiveBody } from '@scrutin/contracts/admin';
import { REJECTION_REASONS } from '@scrutin/election';
import { formatCount, texts } from '@scrutin/web-ui';
import { useLanguage } from '../../language.tsx';
import { TableScroll } from '../../shell/table-scroll.tsx';
import { REJECTION_WORDS } from '../audit/rejection-words.ts';

const TEXTS = texts({
  fr: {
    title: 'Votes rejetés par raison',
    none: 'Aucun vote n’a été rejeté.',
    reason: 'Raison',
    votes: 'Votes',
  },
  en: { title: 'Rejections by reason', none: 'No vote was rejected.', reason: 'Reason', votes: 'Votes' },
});

/** How many votes were rejected for which reason. */
export function Refusals({ rejected }: { readonly rejected: LiveBody['rejected'] }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const reasons = REJECTION_REASONS.filter((reason) => rejected[reason] > 0);
  return (
    <>
      <h3>{text.title}</h3>
      {reasons.length === 0 ? (
        <p>{text.none}</p>
      ) : (
        <TableScroll label={text.title}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.reason}</th>
                <th scope="col" className="number">
                  {text.votes}
                </th>
              </tr>
            </thead>
            <tbody>
              {reasons.map((reason) => (
                <tr key={reason}>
                  <th scope="row">{REJECTION_WORDS[language][reason]}</th>
                  <td className="number">{formatCount(rejected[reason], language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </>
  );
}
