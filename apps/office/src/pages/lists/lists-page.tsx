import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { NewRegionForm } from './new-region-form.tsx';

const TEXTS = texts({
  fr: {
    title: 'Régions et partis',
    regions: 'Régions',
    id: 'Identifiant',
    french: 'En français',
    english: 'En anglais',
  },
  en: {
    title: 'Regions and parties',
    regions: 'Regions',
    id: 'Identifier',
    french: 'In French',
    english: 'In English',
  },
});

/** The regions and parties to which elections refer. */
export function ListsPage(): ReactNode {
  const text = TEXTS[useLanguage().language];
  const regions = useRead('regions', {});
  const mayConfigure = useMay('configure');
  return (
    <>
      <PageHeading title={text.title} />
      <h2>{text.regions}</h2>
      <Loaded read={regions}>
        {(all) => (
          <div className="table-scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{text.id}</th>
                  <th scope="col">{text.french}</th>
                  <th scope="col">{text.english}</th>
                </tr>
              </thead>
              <tbody>
                {all.map(({ id, name }) => (
                  <tr key={id}>
                    <th scope="row">{id}</th>
                    <td lang="fr">{name.fr}</td>
                    <td lang="en">{name.en}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
      {mayConfigure ? <NewRegionForm /> : null}
    </>
  );
}
