import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import type { ActOutcome } from '../../api/use-act.ts';
import { useLanguage } from '../../language.tsx';
import { TableScroll } from '../../shell/table-scroll.tsx';
import type { NamedLetter } from './reference-files.ts';

const TEXTS = texts({
  fr: {
    title: 'Lettres nommées',
    reference: 'Référence',
    region: 'Région',
    fresh: 'Nouvelle lettre',
    state: 'État',
    ready: 'Prête',
    void: 'Sans valeur',
    waits: 'Attend une approbation',
    blocks: 'Nommée dans le refus',
    untouched: 'Inchangée',
  },
  en: {
    title: 'Letters that are named',
    reference: 'Reference',
    region: 'Region',
    fresh: 'New letter',
    state: 'State',
    ready: 'Ready',
    void: 'Void',
    waits: 'Awaits an approval',
    blocks: 'Named in the refusal',
    untouched: 'Unchanged',
  },
});

/** Letters with what became of each. `fresh` are the letters that replace them, in the same order. */
export function LetterTable(props: {
  readonly letters: readonly NamedLetter[];
  readonly fresh?: readonly NamedLetter[];
  readonly outcome: ActOutcome;
}): ReactNode {
  const { letters, fresh, outcome } = props;
  const text = TEXTS[useLanguage().language];
  const refusal =
    outcome.kind === 'failed' && outcome.trouble.kind === 'refused'
      ? JSON.stringify(outcome.trouble.problem)
      : '';
  const stateOf = ({ credential }: NamedLetter): string => {
    if (outcome.kind === 'done') return text.void;
    if (outcome.kind === 'awaits-approval') return text.waits;
    if (outcome.kind !== 'failed') return text.ready;
    return refusal.includes(credential) ? text.blocks : text.untouched;
  };
  return (
    <TableScroll label={text.title}>
      <table>
        <caption>{text.title}</caption>
        <thead>
          <tr>
            <th scope="col">{text.reference}</th>
            <th scope="col">{text.region}</th>
            {fresh === undefined ? null : <th scope="col">{text.fresh}</th>}
            <th scope="col">{text.state}</th>
          </tr>
        </thead>
        <tbody>
          {letters.map((letter, i) => (
            <tr key={letter.credential}>
              <th scope="row">{letter.reference}</th>
              <td>{letter.region ?? '—'}</td>
              {fresh === undefined ? null : (
                <td>{[fresh[i]?.reference, fresh[i]?.region].filter(Boolean).join(', ')}</td>
              )}
              <td>{stateOf(letter)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
