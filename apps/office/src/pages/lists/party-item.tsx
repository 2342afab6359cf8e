import type { ReactNode } from 'react';
import { useState } from 'react';
import type { PoliticalParty } from '@scrutin/election';
import { Bar, texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { Disclosure } from '../../forms/disclosure.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { RemoveForm } from '../../forms/remove-form.tsx';
import { useLanguage } from '../../language.tsx';
import { PartyFields } from './party-fields.tsx';

const TEXTS = texts({
  fr: {
    change: (name: string) => `Modifier ${name}`,
    submit: 'Enregistrer',
    done: 'Le parti est enregistré.',
    remove: (name: string) => `Supprimer ${name}`,
    removeMeans: 'Possible seulement si aucune candidature ne porte ce parti.',
  },
  en: {
    change: (name: string) => `Change ${name}`,
    submit: 'Save',
    done: 'The party is saved.',
    remove: (name: string) => `Remove ${name}`,
    removeMeans: 'Possible only if no candidate stands for this party.',
  },
});

const WHOLE = 100;

/** A party, which may be changed or removed. */
export function PartyItem(props: { readonly party: PoliticalParty; readonly mayChange: boolean }): ReactNode {
  const { code, name, color } = props.party;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const change = useAct('changeParty');
  const removal = useAct('removeParty');
  const [values, setValues] = useState({ name, color });
  return (
    <li>
      <h3 className="row-heading">{name[language]}</h3>
      <div className="party-band">
        <Bar percentage={WHOLE} color={color} />
      </div>
      <p>
        <code>{code}</code> · <code>{color}</code> · <span lang="fr">{name.fr}</span> ·{' '}
        <span lang="en">{name.en}</span>
      </p>
      {props.mayChange ? (
        <div className="row-acts">
          <Disclosure title={text.change(name[language])}>
            <ActForm
              outcome={change.outcome}
              submit={text.submit}
              done={text.done}
              onSubmit={() => void change.send({ params: { code }, body: values })}
            >
              <PartyFields values={values} errors={errorsOf(change.outcome)} onChange={setValues} />
            </ActForm>
          </Disclosure>
          <RemoveForm
            title={text.remove(name[language])}
            means={text.removeMeans}
            name={code}
            outcome={removal.outcome}
            onRemove={() => void removal.send({ params: { code } })}
          />
        </div>
      ) : null}
    </li>
  );
}
