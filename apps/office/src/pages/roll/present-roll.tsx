import type { ReactNode } from 'react';
import type { RollBody } from '@scrutin/contracts/admin';
import { formatCount, Notice, texts } from '@scrutin/web-ui';
import type { OfficeContest } from '../../contest/contest.ts';
import { useLanguage } from '../../language.tsx';
import { Facts } from '../../shell/facts.tsx';
import { Instant } from '../../shell/instant.tsx';
import { RegionCounts } from './region-counts.tsx';

const TEXTS = texts({
  fr: {
    voters: 'Personnes inscrites',
    credentials: 'Lettres sur la liste',
    replaced: 'Lettres remplacées',
    revoked: 'Lettres révoquées',
    loaded: 'Chargée le',
    regions: 'Lettres par région',
    empty: 'Ces circonscriptions n’ont aucune personne inscrite',
  },
  en: {
    voters: 'Voters',
    credentials: 'Credentials on the roll',
    replaced: 'Letters replaced',
    revoked: 'Letters revoked',
    loaded: 'Loaded on',
    regions: 'Credentials by region',
    empty: 'These races have no voter',
  },
});

/** The numbers of a roll that is on record. The office never shows who is on it. */
export function PresentRoll(props: { readonly roll: RollBody; readonly contest: OfficeContest }): ReactNode {
  const { roll, contest } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const count = (number: number): string => formatCount(number, language);
  const races = contest.kind === 'law' ? [] : contest.races;
  const empty = races.filter(({ region_id: region }) => (roll.regions[region] ?? 0) === 0);
  return (
    <>
      {empty.length === 0 ? null : (
        <Notice kind="attention" title={text.empty}>
          <p>{empty.map((race) => race.region_name[language]).join(', ')}</p>
        </Notice>
      )}
      <Facts
        facts={[
          [text.voters, <strong key="voters">{count(roll.voters)}</strong>],
          [text.credentials, count(roll.credentials)],
          [text.replaced, roll.void.replaced === 0 ? null : count(roll.void.replaced)],
          [text.revoked, roll.void.revoked === 0 ? null : count(roll.void.revoked)],
          [text.loaded, <Instant key="at" at={roll.loaded_at} timeZone={roll.time_zone} />],
        ]}
      />
      <RegionCounts title={text.regions} regions={roll.regions} contest={contest} />
    </>
  );
}
