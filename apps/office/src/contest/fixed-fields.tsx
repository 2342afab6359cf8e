import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { ChoiceField } from '../forms/choice-field.tsx';
import { TextField } from '../forms/text-field.tsx';
import { useLanguage } from '../language.tsx';
import type { ContestKind } from './contest.ts';
import type { FixedValues } from './contest-values.ts';
import { choicesOf, OPTION_TEXTS } from './option-texts.ts';

const TEXTS = texts({
  fr: {
    heading: 'Ce qui ne changera plus jamais',
    id: 'Identifiant',
    idHint: {
      law: 'Il figure dans les adresses et sur les lettres, par exemple EAU-2026. 1 à 50 caractères : lettres sans accent, chiffres, point, tiret.',
      election:
        'Il figure dans les adresses et sur les lettres, par exemple CONSEIL-2026. 1 à 50 caractères : lettres sans accent, chiffres, point, tiret.',
    },
  },
  en: {
    heading: 'What will never change',
    id: 'Identifier',
    idHint: {
      law: 'It is in addresses and on letters, such as EAU-2026. 1 to 50 characters: letters without accents, digits, dot, dash.',
      election:
        'It is in addresses and on letters, such as CONSEIL-2026. 1 to 50 characters: letters without accents, digits, dot, dash.',
    },
  },
});

/** What is decided when a contest is created. */
export function FixedFields(props: {
  readonly kind: ContestKind;
  readonly values: FixedValues;
  readonly onChange: (values: FixedValues) => void;
  readonly errors: Readonly<Record<string, string>>;
}): ReactNode {
  const { kind, values, onChange, errors } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const options = OPTION_TEXTS[language];
  return (
    <>
      <h2>{text.heading}</h2>
      <TextField
        label={text.id}
        hint={text.idHint[kind]}
        error={errors['id']}
        value={values.id}
        onChange={(id) => {
          onChange({ ...values, id });
        }}
      />
      <ChoiceField
        label={options.approval.label}
        error={errors['approval']}
        value={values.approval}
        choices={choicesOf(options.approval, ['two-officials', 'single-official'])}
        onChange={(approval) => {
          onChange({ ...values, approval });
        }}
      />
      <ChoiceField
        label={options.ballots.label}
        error={errors['ballot_record']}
        value={values.ballots}
        choices={choicesOf(options.ballots, ['published', 'not-published'])}
        onChange={(ballots) => {
          onChange({ ...values, ballots });
        }}
      />
    </>
  );
}
