import type { ReactNode } from 'react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import type { OfficeContest } from '../../contest/contest.ts';
import { addressOfContest, rollKey } from '../../contest/contest.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { Disclosure } from '../../forms/disclosure.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';

const TEXTS = texts({
  fr: {
    name: 'Préparer une répétition',
    means:
      'La copie a les mêmes textes, règles, circonscriptions et candidatures. Elle a besoin de ses propres lettres et de sa propre liste électorale ; celles du vrai scrutin n’y fonctionnent pas.',
    id: 'Identifiant de la répétition',
  },
  en: {
    name: 'Prepare a rehearsal',
    means:
      'The copy has the same texts, rules, races and candidates. It needs letters and a roll of its own; those of the real contest do not work in it.',
    id: 'Identifier of the rehearsal',
  },
});

/** Makes a rehearsal of a contest, and goes to it. */
export function RehearseForm({ contest }: { readonly contest: OfficeContest }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const [, navigate] = useLocation();
  const { outcome, send } = useAct('rehearse');
  const [id, setId] = useState(`${contest.id}-REHEARSAL`);
  const rehearse = async (): Promise<void> => {
    const params = { roll_key: rollKey(contest.kind, contest.id) };
    const became = await send({ params, body: { id } });
    if (became.kind === 'done') navigate(addressOfContest(contest.kind, id));
  };
  return (
    <Disclosure title={text.name}>
      <p>{text.means}</p>
      <ActForm outcome={outcome} submit={text.name} onSubmit={() => void rehearse()}>
        <TextField label={text.id} error={errorsOf(outcome)['id']} value={id} onChange={setId} />
      </ActForm>
    </Disclosure>
  );
}
