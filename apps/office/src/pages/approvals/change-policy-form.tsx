import type { ReactNode } from 'react';
import { useState } from 'react';
import type { PolicyBody } from '@scrutin/contracts/admin';
import { APPROVABLE_ACTS } from '@scrutin/election';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { CheckField } from '../../forms/check-field.tsx';
import { EditForm } from '../../forms/edit-form.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useEditing } from '../../forms/use-editing.ts';
import { useLanguage } from '../../language.tsx';
import { APPROVABLE_ACT_WORDS } from './act-words.ts';
import type { PolicyValues } from './policy-values.ts';
import { policyOf, valuesOf } from './policy-values.ts';

interface Texts {
  readonly change: string;
  readonly reason: string;
  readonly submit: string;
  readonly done: string;
  readonly labels: Readonly<Record<keyof PolicyValues, string>>;
}

const TEXTS = texts<Texts>({
  fr: {
    change: 'Changer ces règles',
    reason: 'Motif',
    submit: 'Changer les règles',
    done: 'Les règles sont changées.',
    labels: {
      acts: 'Ces actes demandent une approbation',
      hours: 'Durée d’une proposition, en heures',
      replacing: 'Lettres remplacées ou révoquées par une personne seule, par scrutin',
      registering: 'Inscriptions tardives faites par une personne seule, par scrutin',
    },
  },
  en: {
    change: 'Change these rules',
    reason: 'Reason',
    submit: 'Change the rules',
    done: 'The rules are changed.',
    labels: {
      acts: 'These acts need an approval',
      hours: 'Life of a proposal, in hours',
      replacing: 'Letters replaced or revoked by one person alone, per contest',
      registering: 'Late voters registered by one person alone, per contest',
    },
  },
});

/** The fields with a number, and the members of the body to which they belong. */
const NUMBERS = [
  ['hours', 'lifetime_seconds'],
  ['replacing', 'replacing_above'],
  ['registering', 'registering_above'],
] as const;

/** Changes the policy as a whole, so it must not be based on rules that somebody else has changed meanwhile. */
export function ChangePolicyForm(props: {
  readonly policy: PolicyBody;
  readonly version: string | undefined;
}): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const words = APPROVABLE_ACT_WORDS[language];
  const { outcome, send } = useAct('changePolicy');
  const editing = useEditing(valuesOf(props.policy), props.version);
  const [reason, setReason] = useState('');
  const { values, set } = editing;
  const errors = errorsOf(outcome);
  const change = async (): Promise<void> => {
    const became = await send({ body: { ...policyOf(values), reason } }, editing.version);
    if (became.kind === 'done') editing.saved();
  };
  return (
    <section>
      <h2>{text.change}</h2>
      <EditForm
        editing={editing}
        labels={text.labels}
        inWords={(field, value) =>
          field === 'acts' ? (value as PolicyValues['acts']).map((act) => words[act]).join(', ') : undefined
        }
        outcome={outcome}
        submit={text.submit}
        done={text.done}
        isDangerous
        onSubmit={() => void change()}
      >
        <fieldset>
          <legend className="visually-hidden">{text.labels.acts}</legend>
          {APPROVABLE_ACTS.map((act) => (
            <CheckField
              key={act}
              label={words[act]}
              value={values.acts.includes(act)}
              onChange={(checked) => {
                set({
                  acts: APPROVABLE_ACTS.filter((each) =>
                    each === act ? checked : values.acts.includes(each),
                  ),
                });
              }}
            />
          ))}
        </fieldset>
        {NUMBERS.map(([field, member]) => (
          <TextField
            key={field}
            label={text.labels[field]}
            value={values[field]}
            error={errors[member]}
            onChange={(typed) => {
              set({ [field]: typed });
            }}
          />
        ))}
        <TextField
          label={text.reason}
          rows={2}
          value={reason}
          error={errors['reason']}
          onChange={setReason}
        />
      </EditForm>
    </section>
  );
}
