import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { RaceFields } from '../../contest/race-fields.tsx';
import type { Race, RaceValues } from '../../contest/race-values.ts';
import { raceBody, raceValuesOf } from '../../contest/race-values.ts';
import { Disclosure } from '../../forms/disclosure.tsx';
import { EditForm } from '../../forms/edit-form.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { useEditing } from '../../forms/use-editing.ts';
import { useLanguage } from '../../language.tsx';

interface Texts {
  readonly change: string;
  readonly submit: string;
  readonly done: string;
  readonly labels: Readonly<Record<keyof RaceValues, string>>;
}

const TEXTS = texts<Texts>({
  fr: {
    change: 'Modifier les règles de cette circonscription',
    submit: 'Enregistrer',
    done: 'Les règles sont enregistrées.',
    labels: {
      method: 'Comment on vote',
      seats: 'Sièges',
      maxRanks: 'Rangs',
      ruleSet: 'Règles',
      uncontested: 'Sans concurrence',
    },
  },
  en: {
    change: 'Change the rules of this race',
    submit: 'Save',
    done: 'The rules are saved.',
    labels: {
      method: 'How people vote',
      seats: 'Seats',
      maxRanks: 'Ranks',
      ruleSet: 'Rules',
      uncontested: 'Uncontested',
    },
  },
});

/** Changes how a region votes and how its ballots are counted, in a draft. */
export function EditRaceForm(props: {
  readonly race: Race;
  readonly version: string | undefined;
}): ReactNode {
  const { race, version } = props;
  const text = TEXTS[useLanguage().language];
  const { outcome, send } = useAct('putRace');
  const editing = useEditing(raceValuesOf(race), version);
  const save = async (): Promise<void> => {
    const params = { election_id: race.election_id, region_id: race.region_id };
    const became = await send({ params, body: raceBody(editing.values) }, editing.version);
    if (became.kind === 'done') editing.saved();
  };
  return (
    <Disclosure title={text.change}>
      <EditForm
        editing={editing}
        labels={text.labels}
        outcome={outcome}
        submit={text.submit}
        done={text.done}
        onSubmit={() => void save()}
      >
        <RaceFields values={editing.values} set={editing.set} errors={errorsOf(outcome)} />
      </EditForm>
    </Disclosure>
  );
}
