import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import { FormSection } from '../../forms/form-section.tsx';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { NewPartyForm } from './new-party-form.tsx';
import { NewRegionForm } from './new-region-form.tsx';
import { PartyItem } from './party-item.tsx';
import { RegionItem } from './region-item.tsx';

const TEXTS = texts({
  fr: {
    title: 'Régions et partis',
    means:
      'Les élections s’y réfèrent. Ce qu’une élection publiée utilise ne change plus et ne se supprime plus.',
    regions: 'Régions',
    parties: 'Partis',
    noRegion: 'Il n’y a encore aucune région.',
    noParty: 'Il n’y a encore aucun parti.',
  },
  en: {
    title: 'Regions and parties',
    means:
      'Elections refer to them. What a published election uses can be neither changed nor removed any more.',
    regions: 'Regions',
    parties: 'Parties',
    noRegion: 'There is no region yet.',
    noParty: 'There is no party yet.',
  },
});

/** The regions and parties to which elections refer. */
export function ListsPage(): ReactNode {
  const text = TEXTS[useLanguage().language];
  const regions = useRead('regions', {});
  const parties = useRead('parties', {});
  const mayConfigure = useMay('configure');
  return (
    <>
      <PageHeading title={text.title} />
      <p>{text.means}</p>
      <FormSection title={text.regions}>
        <Loaded read={regions}>
          {(all) =>
            all.length === 0 ? (
              <p>{text.noRegion}</p>
            ) : (
              <ul className="ruled-list">
                {all.map((region) => (
                  <RegionItem key={region.id} region={region} mayChange={mayConfigure} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </FormSection>
      {mayConfigure ? <NewRegionForm /> : null}
      <FormSection title={text.parties}>
        <Loaded read={parties}>
          {(all) =>
            all.length === 0 ? (
              <p>{text.noParty}</p>
            ) : (
              <ul className="ruled-list">
                {all.map((party) => (
                  <PartyItem key={party.code} party={party} mayChange={mayConfigure} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </FormSection>
      {mayConfigure ? <NewPartyForm /> : null}
    </>
  );
}
