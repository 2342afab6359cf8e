import type { ReactNode } from 'react';
import { useState } from 'react';
import type { LocalizedText } from '@scrutin/election';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { Disclosure } from '../../forms/disclosure.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { LocalizedField } from '../../forms/localized-field.tsx';
import { RemoveForm } from '../../forms/remove-form.tsx';
import { useLanguage } from '../../language.tsx';

const TEXTS = texts({
  fr: {
    change: (name: string) => `Renommer ${name}`,
    name: 'Nom',
    submit: 'Enregistrer',
    done: 'Le nom est enregistré.',
    remove: (name: string) => `Supprimer ${name}`,
    removeMeans: 'Possible seulement si aucune élection n’utilise cette région.',
  },
  en: {
    change: (name: string) => `Rename ${name}`,
    name: 'Name',
    submit: 'Save',
    done: 'The name is saved.',
    remove: (name: string) => `Remove ${name}`,
    removeMeans: 'Possible only if no election uses this region.',
  },
});

/** A region, which may be renamed or removed. */
export function RegionItem(props: {
  readonly region: { readonly id: string; readonly name: LocalizedText };
  readonly mayChange: boolean;
}): ReactNode {
  const { id, name } = props.region;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const change = useAct('changeRegion');
  const removal = useAct('removeRegion');
  const [value, setValue] = useState(name);
  return (
    <li>
      <h3 className="row-heading">{name[language]}</h3>
      <p>
        <code>{id}</code> · <span lang="fr">{name.fr}</span> · <span lang="en">{name.en}</span>
      </p>
      {props.mayChange ? (
        <div className="row-acts">
          <Disclosure title={text.change(name[language])}>
            <ActForm
              outcome={change.outcome}
              submit={text.submit}
              done={text.done}
              onSubmit={() => void change.send({ params: { id }, body: { name: value } })}
            >
              <LocalizedField
                label={text.name}
                path="name"
                errors={errorsOf(change.outcome)}
                value={value}
                onChange={setValue}
              />
            </ActForm>
          </Disclosure>
          <RemoveForm
            title={text.remove(name[language])}
            means={text.removeMeans}
            name={id}
            outcome={removal.outcome}
            onRemove={() => void removal.send({ params: { id } })}
          />
        </div>
      ) : null}
    </li>
  );
}
