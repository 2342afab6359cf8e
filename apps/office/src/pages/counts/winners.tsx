import type { ReactNode } from 'react';
import { useLanguage } from '../../language.tsx';
import { COUNT_WORDS } from './count-words.ts';
import type { TabulationSummary } from './tabulation-summary.ts';

/** The winners of a count by name, or the answer of a law, or the tie for which it waits. */
export function WinnersInWords(props: {
  readonly count: TabulationSummary;
  readonly names: ReadonlyMap<string, string>;
}): ReactNode {
  const { count, names } = props;
  const words = COUNT_WORDS[useLanguage().language];
  const { winners, tie, contest } = count;
  const nameOf = (id: string): string => names.get(id) ?? id;
  if (tie !== null) return <>{`${tie.among.map(nameOf).join(', ')} (${words.purposes[tie.purpose]})`}</>;
  if (winners === null) return <>—</>;
  if (contest.startsWith('law:')) return <>{winners.length > 0 ? words.adopted : words.notAdopted}</>;
  return <>{winners.map(nameOf).join(', ')}</>;
}
