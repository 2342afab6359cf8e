import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { useLanguage } from '../language.tsx';
import { TableScroll } from '../shell/table-scroll.tsx';
import { differencesOf } from './flatten.ts';

const TEXTS = texts({
  fr: {
    field: 'Champ',
    before: 'Avant',
    after: 'Après',
    changes: 'Ce qui a changé',
    none: 'Aucun champ n’a changé.',
  },
  en: {
    field: 'Field',
    before: 'Before',
    after: 'After',
    changes: 'What changed',
    none: 'No field changed.',
  },
});

/** The fields that an act changed, with their values before and after it. */
export function Differences(props: { readonly before: unknown; readonly after: unknown }): ReactNode {
  const { before, after } = props;
  const text = TEXTS[useLanguage().language];
  const differences = differencesOf(before, after);
  if (differences.length === 0) return <p className="soft">{text.none}</p>;
  return (
    <TableScroll label={text.changes}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.field}</th>
            <th scope="col">{text.before}</th>
            <th scope="col">{text.after}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((difference) => (
            <tr key={difference.path}>
              <th scope="row" className="long">
                {difference.path}
              </th>
              <td className="long">{difference.before ?? '—'}</td>
              <td className="long">{difference.after ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
