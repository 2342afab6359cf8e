import type { ReactNode } from 'react';
import type { LiveBody } from '@scrutin/contracts/admin';
import { formatCount, texts } from '@scrutin/web-ui';
import type { OfficeContest } from '../../contest/contest.ts';
import { rollKey } from '../../contest/contest.ts';
import { useLanguage } from '../../language.tsx';
import { TableScroll } from '../../shell/table-scroll.tsx';

const TEXTS = texts({
  fr: { title: 'Votes comptés par région', region: 'Région', counted: 'Votes comptés' },
  en: { title: 'Votes counted by region', region: 'Region', counted: 'Votes counted' },
});

/** The votes that are counted in each race of an election; nothing for a law. */
export function RaceTurnout(props: {
  readonly contest: OfficeContest;
  readonly turnout: LiveBody['turnout'];
}): ReactNode {
  const { contest, turnout } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  if (contest.kind === 'law') return null;
  const counted = new Map(turnout.map((entry) => [entry.contest, entry.counted]));
  const key = rollKey('election', contest.id);
  return (
    <TableScroll label={text.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.region}</th>
            <th scope="col" className="number">
              {text.counted}
            </th>
          </tr>
        </thead>
        <tbody>
          {contest.races.map(({ region_id: region, region_name: name }) => (
            <tr key={region}>
              <th scope="row">{name[language]}</th>
              <td className="number">{formatCount(counted.get(`${key}:${region}`) ?? 0, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
