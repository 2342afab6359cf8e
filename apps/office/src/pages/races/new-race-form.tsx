import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link } from 'wouter';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { useRead } from '../../api/use-read.ts';
import type { OfficeContest } from '../../contest/contest.ts';
import { RaceFields } from '../../contest/race-fields.tsx';
import { NEW_RACE, raceBody } from '../../contest/race-values.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { FormSection } from '../../forms/form-section.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { useLanguage } from '../../language.tsx';
import { Loaded } from '../../shell/loaded.tsx';

const TEXTS = texts({
  fr: {
    title: 'Ajouter une circonscription',
    region: 'Région',
    choose: 'Choisissez…',
    missing: 'Choisissez une région.',
    submit: 'Ajouter la circonscription',
    done: 'La circonscription est ajoutée.',
    none: 'Chaque région a déjà une circonscription. Pour en ajouter une, créez d’abord une région :',
    lists: 'Régions et partis',
  },
  en: {
    title: 'Add a race',
    region: 'Region',
    choose: 'Choose…',
    missing: 'Choose a region.',
    submit: 'Add the race',
    done: 'The race is added.',
    none: 'Every region has a race. To add one, first create a region:',
    lists: 'Regions and parties',
  },
});

/** Adds a race to an election, in a region that has none. */
export function NewRaceForm(props: {
  readonly election: Extract<OfficeContest, { kind: 'election' }>;
  readonly version: string | undefined;
}): ReactNode {
  const { election, version } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const regions = useRead('regions', {});
  const { outcome, send } = useAct('putRace');
  const [region, setRegion] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const [values, setValues] = useState(NEW_RACE);
  const errors = errorsOf(outcome);
  const add = async (): Promise<void> => {
    setWasSent(true);
    if (region === '') return;
    const params = { election_id: election.id, region_id: region };
    const became = await send({ params, body: raceBody(values) }, version);
    if (became.kind !== 'done') return;
    setRegion('');
    setWasSent(false);
    setValues(NEW_RACE);
  };
  return (
    <FormSection title={text.title}>
      <Loaded read={regions}>
        {(all) => {
          const free = all.filter(({ id }) => !election.races.some((race) => race.region_id === id));
          if (free.length === 0 && outcome.kind !== 'done') {
            return (
              <p>
                {text.none} <Link href="/lists">{text.lists}</Link>
              </p>
            );
          }
          return (
            <ActForm outcome={outcome} submit={text.submit} done={text.done} onSubmit={() => void add()}>
              <SelectField
                label={text.region}
                error={wasSent && region === '' ? text.missing : undefined}
                value={region}
                options={[
                  { value: '', text: text.choose },
                  ...free.map(({ id, name }) => ({ value: id, text: `${name[language]} (${id})` })),
                ]}
                onChange={setRegion}
              />
              <RaceFields
                values={values}
                errors={errors}
                set={(changes) => {
                  setValues({ ...values, ...changes });
                }}
              />
            </ActForm>
          );
        }}
      </Loaded>
    </FormSection>
  );
}
