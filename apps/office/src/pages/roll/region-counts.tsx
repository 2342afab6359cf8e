import type { ReactNode } from 'react';
import { formatCount, texts } from '@scrutin/web-ui';
import type { OfficeContest } from '../../contest/contest.ts';
import { useLanguage } from '../../language.tsx';
import { TableScroll } from '../../shell/table-scroll.tsx';

const TEXTS = texts({
  fr: { region: 'Région', credentials: 'Lettres' },
  en: { region: 'Region', credentials: 'Credentials' },
});

/** Credentials by region, with every race that has none; nothing for a law. */
export function RegionCounts(props: {
  readonly regions: Readonly<Record<string, number>>;
  readonly contest: OfficeContest;
  /** What is counted. */
  readonly title: string;
}): ReactNode {
  const { regions, contest, title } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  if (contest.kind === 'law') return null;
  const names = new Map(contest.races.map((race) => [race.region_id, race.region_name[language]]));
  const ids = [...new Set([...names.keys(), ...Object.keys(regions)])].sort();
  return (
    <TableScroll label={title}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{text.region}</th>
            <th scope="col" className="number">
              {text.credentials}
            </th>
          </tr>
        </thead>
        <tbody>
          {ids.map((id) => (
            <tr key={id}>
              <th scope="row">{names.has(id) ? `${names.get(id) ?? ''} (${id})` : id}</th>
              <td className="number">{formatCount(regions[id] ?? 0, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
