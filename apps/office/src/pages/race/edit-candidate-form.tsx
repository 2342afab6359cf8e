import type { ReactNode } from 'react';
import type { AdminCandidateBody } from '@scrutin/contracts/admin';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import type { CandidateValues } from '../../contest/candidate-values.ts';
import { candidatePatch, candidateValuesOf, fullName } from '../../contest/candidate-values.ts';
import type { Race } from '../../contest/race-values.ts';
import { Disclosure } from '../../forms/disclosure.tsx';
import { EditForm } from '../../forms/edit-form.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { useEditing } from '../../forms/use-editing.ts';
import { useLanguage } from '../../language.tsx';
import { CandidateFields } from './candidate-fields.tsx';

interface Texts {
  readonly change: (name: string) => string;
  readonly submit: string;
  readonly done: string;
  readonly labels: Readonly<Record<keyof CandidateValues, string>>;
}

const TEXTS = texts<Texts>({
  fr: {
    change: (name) => `Modifier ${name}`,
    submit: 'Enregistrer',
    done: 'Les modifications sont enregistrées.',
    labels: {
      firstName: 'Prénom',
      lastName: 'Nom',
      party: 'Parti',
      bio: 'Biographie',
      promises: 'Engagements',
    },
  },
  en: {
    change: (name) => `Change ${name}`,
    submit: 'Save',
    done: 'The changes are saved.',
    labels: {
      firstName: 'First name',
      lastName: 'Last name',
      party: 'Party',
      bio: 'Biography',
      promises: 'Promises',
    },
  },
});

/** Changes a candidate: everything in a draft, and later only texts that are not on the ballot. */
export function EditCandidateForm(props: {
  readonly race: Race;
  readonly candidate: AdminCandidateBody;
  readonly version: string | undefined;
  readonly mayChangeBallot: boolean;
}): ReactNode {
  const { race, candidate, version, mayChangeBallot } = props;
  const text = TEXTS[useLanguage().language];
  const { outcome, send } = useAct('changeCandidate');
  const editing = useEditing(candidateValuesOf(candidate), version);
  const save = async (): Promise<void> => {
    const params = {
      election_id: race.election_id,
      region_id: race.region_id,
      candidate_id: candidate.id,
    };
    const body = candidatePatch(editing.values, editing.edited);
    const became = await send({ params, body }, editing.version);
    if (became.kind === 'done') editing.saved();
  };
  return (
    <Disclosure title={text.change(fullName(candidate))}>
      <EditForm
        editing={editing}
        labels={text.labels}
        outcome={outcome}
        submit={text.submit}
        done={text.done}
        onSubmit={() => void save()}
      >
        <CandidateFields
          mayChangeBallot={mayChangeBallot}
          values={editing.values}
          set={editing.set}
          errors={errorsOf(outcome)}
        />
      </EditForm>
    </Disclosure>
  );
}
