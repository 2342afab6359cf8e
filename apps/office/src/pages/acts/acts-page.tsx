import type { ReactNode } from 'react';
import { useState } from 'react';
import { texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../language.tsx';
import { ExportLinks } from '../../shell/export-links.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import type { ActFilter } from './act-search.tsx';
import { ActSearch } from './act-search.tsx';
import { ActTable } from './act-table.tsx';

const PAGE = 50;

const TEXTS = texts({
  fr: {
    title: 'Registre des actes',
    intro: 'Qui a fait quoi, quand et pourquoi. Un acte n’est jamais modifié ni supprimé.',
    page: (page: number) => `Page ${page}`,
    older: 'Actes plus anciens',
    newer: 'Actes plus récents',
    none: 'Aucun acte.',
  },
  en: {
    title: 'Record of acts',
    intro: 'Who did what, when and why. An act is never changed or removed.',
    page: (page: number) => `Page ${page}`,
    older: 'Older acts',
    newer: 'Newer acts',
    none: 'No act.',
  },
});

/** The record of acts, newest first, with what each act changed. */
export function ActsPage(): ReactNode {
  const text = TEXTS[useLanguage().language];
  const [filter, setFilter] = useState<ActFilter>({});
  return (
    <>
      <PageHeading title={text.title} />
      <p>{text.intro}</p>
      <ActSearch onSearch={setFilter} />
      <ExportLinks path="/admin/v1/acts" query={{ ...filter }} />
      <ActPages key={JSON.stringify(filter)} filter={filter} />
    </>
  );
}

function ActPages({ filter }: { readonly filter: ActFilter }): ReactNode {
  const text = TEXTS[useLanguage().language];
  /** The last act of each page before the present one. */
  const [before, setBefore] = useState<readonly string[]>([]);
  const acts = useRead('acts', { query: { ...filter, before: before.at(-1), limit: PAGE } });
  return (
    <Loaded read={acts}>
      {(all) => (
        <>
          {all.length === 0 ? <p>{text.none}</p> : <ActTable acts={all} />}
          <div className="button-row">
            {before.length === 0 ? null : (
              <button
                type="button"
                className="button button-second"
                onClick={() => {
                  setBefore(before.slice(0, -1));
                }}
              >
                {text.newer}
              </button>
            )}
            {before.length === 0 && all.length < PAGE ? null : <span>{text.page(before.length + 1)}</span>}
            {all.length < PAGE ? null : (
              <button
                type="button"
                className="button button-second"
                onClick={() => {
                  setBefore([...before, all.at(-1)?.id ?? '']);
                }}
              >
                {text.older}
              </button>
            )}
          </div>
        </>
      )}
    </Loaded>
  );
}
