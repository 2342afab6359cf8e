import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { formatCount, texts } from '@scrutin/web-ui';
import { useLanguage } from '../../language.tsx';
import { Instant } from '../../shell/instant.tsx';
import { TableScroll } from '../../shell/table-scroll.tsx';
import { COUNT_WORDS } from './count-words.ts';
import type { TabulationSummary } from './tabulation-summary.ts';
import { WinnersInWords } from './winners.tsx';

const TEXTS = texts({
  fr: {
    counts: 'Dépouillements, le plus récent d’abord',
    when: 'Fait le',
    state: 'État',
    ballots: 'Bulletins',
    winners: 'Résultat',
    digest: 'Empreinte des bulletins',
    rules: 'Règles',
  },
  en: {
    counts: 'Counts, newest first',
    when: 'Made on',
    state: 'State',
    ballots: 'Ballots',
    winners: 'Result',
    digest: 'Digest of the ballots',
    rules: 'Rules',
  },
});

/** Counts of one contest beside each other. */
export function CountTable(props: {
  readonly counts: readonly TabulationSummary[];
  readonly names: ReadonlyMap<string, string>;
  /** The identifier of the count that stands; undefined if none was published. */
  readonly standing: string | undefined;
}): ReactNode {
  const { counts, names, standing } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const words = COUNT_WORDS[language];
  return (
    <TableScroll label={text.counts}>
      <table>
        <caption className="visually-hidden">{text.counts}</caption>
        <thead>
          <tr>
            <th scope="col">{text.when}</th>
            <th scope="col">{text.state}</th>
            <th scope="col">{text.winners}</th>
            <th scope="col" className="number">
              {text.ballots}
            </th>
            <th scope="col">{text.rules}</th>
            <th scope="col">{text.digest}</th>
          </tr>
        </thead>
        <tbody>
          {counts.map((count) => (
            <tr key={count.id}>
              <th scope="row">
                <Link href={`/counts/${count.id}`}>
                  <Instant at={count.computed_at} timeZone={count.time_zone} />
                </Link>
              </th>
              <td>
                {words[count.status]}
                {'\u00a0· '}
                {count.published_at === null
                  ? words.notPublished
                  : count.id === standing
                    ? words.stands
                    : words.published}
              </td>
              <td>
                <WinnersInWords count={count} names={names} />
              </td>
              <td className="number">{formatCount(count.ballots, language)}</td>
              <td>
                <code>{count.rule_set}</code>
              </td>
              <td>
                <code title={count.ballots_digest}>{count.ballots_digest.slice(0, 16)}…</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
