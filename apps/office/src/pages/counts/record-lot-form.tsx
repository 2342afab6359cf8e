import type { ReactNode } from 'react';
import { useState } from 'react';
import type { TabulationDetailBody } from '@scrutin/contracts/admin';
import { Notice, texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import type { OfficeContest } from '../../contest/contest.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { ConfirmName } from '../../forms/confirm-name.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { COUNT_WORDS } from './count-words.ts';
import type { CountedContest } from './counted-contest.ts';
import { countedKey } from './counted-contest.ts';

const TEXTS = texts({
  fr: {
    title: 'Inscrire le tirage au sort',
    why: 'Les règles laissent cette égalité au sort. Tirez en public, puis inscrivez le tirage. Un tirage inscrit ne change plus, et chaque égalité n’en a qu’un. Dépouillez ensuite de nouveau.',
    place: (n: number) => (n === 1 ? 'Première personne tirée' : `Personne tirée en position ${n}`),
    choose: 'Choisissez',
    missing: 'Choisissez une personne différente à chaque place.',
    read: 'Le public lit les trois textes suivants tels quels, sur les pages françaises et anglaises : écrivez-les dans les deux langues.',
    method: 'Comment on a tiré',
    drawnBy: 'Qui a tiré',
    witnesses: 'Témoins',
    submit: 'Inscrire le tirage',
    done: 'Le tirage est inscrit. Dépouillez de nouveau.',
  },
  en: {
    title: 'Record the lot',
    why: 'The rules leave this tie to a lot. Draw it in public, then put it on record. It never changes, and each tie has only one. Then count again.',
    place: (n: number) => (n === 1 ? 'Drawn first' : `Drawn in place ${n}`),
    choose: 'Choose',
    missing: 'Choose a different person for each place.',
    read: 'The public reads the next three texts as they are, on the French and the English pages: write them in both languages.',
    method: 'How it was drawn',
    drawnBy: 'Who drew it',
    witnesses: 'Witnesses',
    submit: 'Record the lot',
    done: 'The lot is on record. Count again.',
  },
});

/** Records the lot for the tie of a count: the order drawn, how, by whom, and before whom. */
export function RecordLotForm(props: {
  readonly counted: CountedContest;
  readonly count: TabulationDetailBody;
  readonly tie: NonNullable<TabulationDetailBody['tie']>;
  readonly names: ReadonlyMap<string, string>;
  readonly state: OfficeContest['state'];
}): ReactNode {
  const { counted, count, tie, names, state } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const words = COUNT_WORDS[language];
  const mayRecord = useMay('tabulate') && state === 'closed';
  const { outcome, send } = useAct('recordLot');
  const [drawn, setDrawn] = useState<readonly string[]>(tie.among.map(() => ''));
  const [lot, setLot] = useState({ method: '', drawn_by: '', witnesses: '' });
  const [typed, setTyped] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const errors = errorsOf(outcome);
  const key = countedKey(counted);
  const isComplete = new Set(drawn).size === tie.among.length && !drawn.includes('');
  const record = (): void => {
    setWasSent(true);
    if (!isComplete || typed.trim() !== key) return;
    const body = { purpose: tie.purpose, tied: tie.among, drawn: [...drawn], ...lot };
    void send({ params: { id: count.id }, body });
  };
  const set = (name: keyof typeof lot) => (value: string) => {
    setLot({ ...lot, [name]: value });
  };
  const options = [
    { value: '', text: text.choose },
    ...tie.among.map((id) => ({ value: id, text: names.get(id) ?? id })),
  ];
  if (!mayRecord) return <Notice kind="attention" title={words['awaits-lot']} />;
  return (
    <section>
      <h2>{text.title}</h2>
      <p>{text.why}</p>
      <p>
        <strong>{words.first[tie.purpose]}</strong>
      </p>
      <ActForm outcome={outcome} submit={text.submit} done={text.done} isDangerous onSubmit={record}>
        {drawn.map((id, i) => (
          <SelectField
            key={tie.among[i]}
            label={text.place(i + 1)}
            value={id}
            options={options}
            error={wasSent && !isComplete ? text.missing : undefined}
            onChange={(chosen) => {
              setDrawn(drawn.with(i, chosen));
            }}
          />
        ))}
        <p>{text.read}</p>
        <TextField label={text.method} value={lot.method} error={errors['method']} onChange={set('method')} />
        <TextField
          label={text.drawnBy}
          value={lot.drawn_by}
          error={errors['drawn_by']}
          onChange={set('drawn_by')}
        />
        <TextField
          label={text.witnesses}
          value={lot.witnesses}
          error={errors['witnesses']}
          onChange={set('witnesses')}
        />
        <ConfirmName name={key} value={typed} wasSent={wasSent} onChange={setTyped} />
      </ActForm>
    </section>
  );
}
