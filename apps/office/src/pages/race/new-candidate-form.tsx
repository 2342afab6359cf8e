import type { ReactNode } from 'react';
import { useState } from 'react';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { NEW_CANDIDATE, newCandidate } from '../../contest/candidate-values.ts';
import type { Race } from '../../contest/race-values.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { FormSection } from '../../forms/form-section.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';
import { CandidateFields } from './candidate-fields.tsx';

const TEXTS = texts({
  fr: {
    title: 'Ajouter une candidature',
    id: 'Identifiant',
    idHint:
      'Un mot court et unique dans cette circonscription, par exemple tremblay-marie. Il ne change plus.',
    submit: 'Ajouter la candidature',
    done: 'La candidature est ajoutée à la fin du bulletin.',
  },
  en: {
    title: 'Add a candidate',
    id: 'Identifier',
    idHint: 'A short word, unique in this race, such as tremblay-marie. It never changes.',
    submit: 'Add the candidate',
    done: 'The candidate is added at the end of the ballot.',
  },
});

/** Adds a candidate at the end of the ballot. */
export function NewCandidateForm(props: {
  readonly race: Race;
  readonly version: string | undefined;
}): ReactNode {
  const { race, version } = props;
  const text = TEXTS[useLanguage().language];
  const { outcome, send } = useAct('createCandidate');
  const [id, setId] = useState('');
  const [values, setValues] = useState(NEW_CANDIDATE);
  const errors = errorsOf(outcome);
  const add = async (): Promise<void> => {
    const params = { election_id: race.election_id, region_id: race.region_id };
    const became = await send({ params, body: newCandidate(values, id) }, version);
    if (became.kind !== 'done') return;
    setId('');
    setValues(NEW_CANDIDATE);
  };
  return (
    <FormSection title={text.title}>
      <ActForm outcome={outcome} submit={text.submit} done={text.done} onSubmit={() => void add()}>
        <TextField label={text.id} hint={text.idHint} error={errors['id']} value={id} onChange={setId} />
        <CandidateFields
          mayChangeBallot
          values={values}
          errors={errors}
          set={(changes) => {
            setValues({ ...values, ...changes });
          }}
        />
      </ActForm>
    </FormSection>
  );
}
