import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import type { CandidateValues } from '../../contest/candidate-values.ts';
import { LocalizedField } from '../../forms/localized-field.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';

const TEXTS = texts({
  fr: {
    firstName: 'Prénom',
    firstNameHint: 'Vide pour une personne qui n’a qu’un nom.',
    lastName: 'Nom',
    party: 'Parti',
    independent: 'Sans parti',
    bio: 'Biographie',
    promises: 'Engagements',
  },
  en: {
    firstName: 'First name',
    firstNameHint: 'Empty for somebody with a single name.',
    lastName: 'Last name',
    party: 'Party',
    independent: 'No party',
    bio: 'Biography',
    promises: 'Promises',
  },
});

/** The fields of a candidate. What is printed on the ballot is left out once it no longer changes. */
export function CandidateFields(props: {
  readonly values: CandidateValues;
  readonly set: (changes: Partial<CandidateValues>) => void;
  readonly errors: Readonly<Record<string, string>>;
  readonly mayChangeBallot: boolean;
}): ReactNode {
  const { values, set, errors, mayChangeBallot } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const parties = useRead('parties', {});
  const options = parties.kind === 'read' ? parties.body : [];
  return (
    <>
      {mayChangeBallot ? (
        <>
          <TextField
            label={text.firstName}
            hint={text.firstNameHint}
            error={errors['first_name']}
            value={values.firstName}
            onChange={(firstName) => {
              set({ firstName });
            }}
          />
          <TextField
            label={text.lastName}
            error={errors['last_name']}
            value={values.lastName}
            onChange={(lastName) => {
              set({ lastName });
            }}
          />
          <SelectField
            label={text.party}
            error={errors['party_code']}
            value={values.party}
            options={[
              { value: '', text: text.independent },
              ...options.map(({ code, name }) => ({ value: code, text: `${name[language]} (${code})` })),
            ]}
            onChange={(party) => {
              set({ party });
            }}
          />
        </>
      ) : null}
      <LocalizedField
        label={text.bio}
        path="bio"
        rows={3}
        errors={errors}
        value={values.bio}
        onChange={(bio) => {
          set({ bio });
        }}
      />
      <LocalizedField
        label={text.promises}
        path="promises"
        rows={3}
        errors={errors}
        value={values.promises}
        onChange={(promises) => {
          set({ promises });
        }}
      />
    </>
  );
}
