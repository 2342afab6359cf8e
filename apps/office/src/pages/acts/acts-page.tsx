import type { ReactNode } from 'react';
import { useState } from 'react';
import { texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';
import { ExportLinks } from '../../shell/export-links.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { ActList } from './act-list.tsx';

const PAGE = 50;

const TEXTS = texts({
  fr: {
    title: 'Registre des actes',
    intro: 'Qui a fait quoi, quand et pourquoi. Un acte n’est jamais modifié ni supprimé.',
    subject: 'Objet',
    subjectHint:
      'Par exemple election:PROV-2026, law:L2026-001 ou official:marie@elections.example. Tous si c’est vide.',
    show: 'Montrer',
    older: 'Actes plus anciens',
    newest: 'Actes les plus récents',
    none: 'Aucun acte.',
  },
  en: {
    title: 'Record of acts',
    intro: 'Who did what, when and why. An act is never changed or removed.',
    subject: 'Subject',
    subjectHint:
      'For example election:PROV-2026, law:L2026-001 or official:marie@elections.example. All if it is empty.',
    show: 'Show',
    older: 'Older acts',
    newest: 'The newest acts',
    none: 'No act.',
  },
});

/** The record of acts, newest first, with what each act changed. */
export function ActsPage(): ReactNode {
  const text = TEXTS[useLanguage().language];
  const [typed, setTyped] = useState('');
  const [filter, setFilter] = useState<{ readonly subject?: string; readonly before?: string }>({});
  const acts = useRead('acts', { query: { ...filter, limit: PAGE } });
  return (
    <>
      <PageHeading title={text.title} />
      <p>{text.intro}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setFilter(typed.trim() === '' ? {} : { subject: typed.trim() });
        }}
      >
        <TextField
          label={text.subject}
          hint={text.subjectHint}
          type="search"
          value={typed}
          onChange={setTyped}
        />
        <div className="button-row">
          <button type="submit" className="button">
            {text.show}
          </button>
        </div>
      </form>
      <ExportLinks path="/admin/v1/acts" query={{ subject: filter.subject }} />
      <Loaded read={acts}>
        {(all) => (
          <>
            {all.length === 0 ? <p>{text.none}</p> : <ActList acts={all} />}
            <div className="button-row">
              {filter.before === undefined ? null : (
                <button
                  type="button"
                  className="button button-second"
                  onClick={() => {
                    setFilter(filter.subject === undefined ? {} : { subject: filter.subject });
                  }}
                >
                  {text.newest}
                </button>
              )}
              {all.length < PAGE ? null : (
                <button
                  type="button"
                  className="button button-second"
                  onClick={() => {
                    const last = all.at(-1)?.id;
                    setFilter(last === undefined ? filter : { ...filter, before: last });
                  }}
                >
                  {text.older}
                </button>
              )}
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}
