import type { ReactNode } from 'react';
import { useState } from 'react';
import { texts } from '@scrutin/web-ui';
import { MomentField } from '../../forms/moment-field.tsx';
import { searchTimes, useSearchZone } from '../../forms/search-time.ts';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';
import type { SubmissionFilter } from './submission-list.tsx';
import { SubmissionList } from './submission-list.tsx';

const TEXTS = texts({
  fr: {
    title: 'Votes envoyés',
    contest: 'Scrutin',
    contestHint: 'law:ID, election:ID ou election:ID:RÉGION',
    submission: 'Numéro de suivi',
    status: 'Issue',
    any: 'Toutes',
    counted: 'Compté',
    rejected: 'Rejeté',
    from: 'Accepté à partir de',
    to: 'Accepté avant',
    hourHint: (zone: string) => `Fuseau horaire : ${zone}. Le registre garde l’heure, sans les minutes.`,
    search: 'Chercher',
  },
  en: {
    title: 'Submissions',
    contest: 'Contest',
    contestHint: 'law:ID, election:ID or election:ID:REGION',
    submission: 'Tracking number',
    status: 'Outcome',
    any: 'All',
    counted: 'Counted',
    rejected: 'Rejected',
    from: 'Accepted from',
    to: 'Accepted before',
    hourHint: (zone: string) => `Time zone: ${zone}. The record keeps the hour, without the minutes.`,
    search: 'Search',
  },
});

const NOTHING = { contest: '', submission: '', status: '', from: '', to: '' } as const;
type Typed = Readonly<Record<keyof typeof NOTHING, string>>;

/** Undefined if a time was typed that is none. */
function filterOf(typed: Typed, zone: string): SubmissionFilter | undefined {
  const given = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());
  const times = searchTimes(typed, zone);
  if (times === undefined) return undefined;
  const status = typed.status === 'counted' || typed.status === 'rejected' ? typed.status : undefined;
  return {
    contest: given(typed.contest),
    submission: given(typed.submission),
    status,
    ...times,
  };
}

/** Searches what became of submissions. */
export function SubmissionSearch(): ReactNode {
  const text = TEXTS[useLanguage().language];
  const [typed, setTyped] = useState<Typed>(NOTHING);
  const [filter, setFilter] = useState<SubmissionFilter>({});
  const zone = useSearchZone(typed.contest);
  const set = (name: keyof Typed) => (value: string) => {
    setTyped({ ...typed, [name]: value });
  };
  return (
    <section>
      <h2>{text.title}</h2>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setFilter((before) => filterOf(typed, zone) ?? before);
        }}
      >
        <div className="filters">
          <TextField
            label={text.contest}
            hint={text.contestHint}
            value={typed.contest}
            onChange={set('contest')}
          />
          <TextField label={text.submission} value={typed.submission} onChange={set('submission')} />
          <SelectField
            label={text.status}
            value={typed.status}
            options={[
              { value: '', text: text.any },
              { value: 'counted', text: text.counted },
              { value: 'rejected', text: text.rejected },
            ]}
            onChange={set('status')}
          />
          <div>
            <MomentField
              label={text.from}
              hint={text.hourHint(zone)}
              zone={zone}
              value={typed.from}
              onChange={set('from')}
            />
          </div>
          <div>
            <MomentField
              label={text.to}
              hint={text.hourHint(zone)}
              zone={zone}
              value={typed.to}
              onChange={set('to')}
            />
          </div>
        </div>
        <div className="button-row">
          <button type="submit" className="button">
            {text.search}
          </button>
        </div>
      </form>
      <SubmissionList key={JSON.stringify(filter)} filter={filter} />
    </section>
  );
}
