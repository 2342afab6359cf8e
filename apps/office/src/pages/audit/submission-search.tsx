import type { ReactNode } from 'react';
import { useState } from 'react';
import { texts } from '@scrutin/web-ui';
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
    hourHint: 'À l’heure de cet appareil. Le registre ne connaît que l’heure entière.',
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
    hourHint: 'In the time zone of this device. The record knows only the whole hour.',
    search: 'Search',
  },
});

const NOTHING = { contest: '', submission: '', status: '', from: '', to: '' } as const;
type Typed = Readonly<Record<keyof typeof NOTHING, string>>;

/** A time of this device, as a field gives it, as an instant with its offset. */
function instantOf(local: string): string | undefined {
  const ms = local === '' ? Number.NaN : new Date(local).getTime();
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

function filterOf(typed: Typed): SubmissionFilter {
  const given = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());
  const status = typed.status === 'counted' || typed.status === 'rejected' ? typed.status : undefined;
  return {
    contest: given(typed.contest),
    submission: given(typed.submission),
    status,
    from: instantOf(typed.from),
    to: instantOf(typed.to),
  };
}

/** Searches what became of submissions. */
export function SubmissionSearch(): ReactNode {
  const text = TEXTS[useLanguage().language];
  const [typed, setTyped] = useState<Typed>(NOTHING);
  const [filter, setFilter] = useState<SubmissionFilter>({});
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
          setFilter(filterOf(typed));
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
          <TextField
            label={text.from}
            hint={text.hourHint}
            type="datetime-local"
            value={typed.from}
            onChange={set('from')}
          />
          <TextField label={text.to} type="datetime-local" value={typed.to} onChange={set('to')} />
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
