import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import { nameOf, rollKey } from '../../contest/contest.ts';
import { useContests } from '../../contest/use-contest.ts';
import { MomentField } from '../../forms/moment-field.tsx';
import { searchTimes, useSearchZone } from '../../forms/search-time.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';

const TEXTS = texts({
  fr: {
    subject: 'Objet',
    subjectHint: 'Par exemple election:PROV-2026, law:L2026-001 ou official:marie@elections.example.',
    action: 'Acte',
    actionHint: 'Par exemple law.open, ou law pour tous les actes sur des lois.',
    person: 'Personne',
    personHint: 'L’adresse courriel de la personne qui a fait ou approuvé l’acte.',
    from: 'À partir de',
    to: 'Avant',
    zone: (zone: string) => `Fuseau horaire : ${zone}.`,
    show: 'Chercher',
    clear: 'Effacer la recherche',
  },
  en: {
    subject: 'Subject',
    subjectHint: 'For example election:PROV-2026, law:L2026-001 or official:marie@elections.example.',
    action: 'Act',
    actionHint: 'For example law.open, or law for all acts on laws.',
    person: 'Person',
    personHint: 'The e-mail address of the person who did or approved the act.',
    from: 'From',
    to: 'Before',
    zone: (zone: string) => `Time zone: ${zone}.`,
    show: 'Search',
    clear: 'Clear the search',
  },
});

/** What acts are searched for. What is undefined does not matter. */
export interface ActFilter {
  readonly subject?: string | undefined;
  readonly action?: string | undefined;
  readonly person?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const NOTHING = { subject: '', action: '', person: '', from: '', to: '' } as const;
type Typed = Readonly<Record<keyof typeof NOTHING, string>>;

/** The fields by which the record of acts is searched. Contests and persons are proposed while one types. */
export function ActSearch({ onSearch }: { readonly onSearch: (filter: ActFilter) => void }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const [typed, setTyped] = useState<Typed>(NOTHING);
  const zone = useSearchZone(typed.subject);
  const contests = useContests();
  const officials = useRead('officials', {});
  const [subjects, persons] = [useId(), useId()];
  const set = (name: keyof Typed) => (value: string) => {
    setTyped({ ...typed, [name]: value });
  };
  const given = (name: keyof Typed): string | undefined => typed[name].trim() || undefined;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const times = searchTimes(typed, zone);
        if (times === undefined) return;
        onSearch({
          subject: given('subject'),
          action: given('action'),
          person: given('person'),
          ...times,
        });
      }}
    >
      <div className="filters">
        <TextField
          label={text.subject}
          hint={text.subjectHint}
          type="search"
          list={subjects}
          value={typed.subject}
          onChange={set('subject')}
        />
        <TextField
          label={text.action}
          hint={text.actionHint}
          type="search"
          value={typed.action}
          onChange={set('action')}
        />
        <TextField
          label={text.person}
          hint={text.personHint}
          type="search"
          list={persons}
          value={typed.person}
          onChange={set('person')}
        />
        <div>
          <MomentField
            label={text.from}
            hint={text.zone(zone)}
            zone={zone}
            value={typed.from}
            onChange={set('from')}
          />
        </div>
        <div>
          <MomentField
            label={text.to}
            hint={text.zone(zone)}
            zone={zone}
            value={typed.to}
            onChange={set('to')}
          />
        </div>
      </div>
      <datalist id={subjects}>
        {contests.kind === 'read'
          ? contests.body.map((contest) => (
              <option key={rollKey(contest.kind, contest.id)} value={rollKey(contest.kind, contest.id)}>
                {nameOf(contest, language)}
              </option>
            ))
          : null}
      </datalist>
      <datalist id={persons}>
        {officials.kind === 'read'
          ? officials.body.map(({ email, display_name: name }) => (
              <option key={email} value={email}>
                {name}
              </option>
            ))
          : null}
      </datalist>
      <div className="button-row">
        <button type="submit" className="button">
          {text.show}
        </button>
        <button
          type="button"
          className="button button-second"
          onClick={() => {
            setTyped(NOTHING);
            onSearch({});
          }}
        >
          {text.clear}
        </button>
      </div>
    </form>
  );
}
