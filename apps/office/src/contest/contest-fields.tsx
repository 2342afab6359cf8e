import type { ReactNode } from 'react';
import { ELECTION_TYPES } from '@scrutin/election';
import { texts } from '@scrutin/web-ui';
import { ChoiceField } from '../forms/choice-field.tsx';
import { LocalizedField } from '../forms/localized-field.tsx';
import { SelectField } from '../forms/select-field.tsx';
import { useLanguage } from '../language.tsx';
import type { ContestKind } from './contest.ts';
import type { ContestValues } from './contest-values.ts';
import { LawTermFields } from './law-term-fields.tsx';
import { choicesOf, OPTION_TEXTS } from './option-texts.ts';
import { WindowFields } from './window-fields.tsx';

const TEXTS = texts({
  fr: {
    title: 'Titre de la loi',
    name: 'Nom de l’élection',
    summary: 'Résumé',
    summaryHint: 'Ce que le oui changerait, en quelques phrases. Peut rester vide.',
    texts: 'Textes',
    window: 'Période du vote',
    options: 'Règles',
  },
  en: {
    title: 'Title of the law',
    name: 'Name of the election',
    summary: 'Summary',
    summaryHint: 'What yes would change, in a few sentences. It may stay empty.',
    texts: 'Texts',
    window: 'Voting window',
    options: 'Rules',
  },
});

/** A kind of change that the state of a contest may allow. */
type Change = 'question' | 'texts' | 'window' | 'visibility' | 'rules';

/** The fields of a law or an election that may change. Those that the state no longer allows are left out. */
export function ContestFields(props: {
  readonly kind: ContestKind;
  readonly values: ContestValues;
  readonly set: (changes: Partial<ContestValues>) => void;
  readonly errors: Readonly<Record<string, string>>;
  readonly mayChange: (change: Change) => boolean;
}): ReactNode {
  const { kind, values, set, errors, mayChange } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const options = OPTION_TEXTS[language];
  return (
    <>
      {mayChange(kind === 'law' ? 'question' : 'texts') ? (
        <>
          <h2>{text.texts}</h2>
          <LocalizedField
            label={kind === 'law' ? text.title : text.name}
            path={kind === 'law' ? 'title' : 'name'}
            errors={errors}
            value={values.name}
            onChange={(name) => {
              set({ name });
            }}
          />
          {kind === 'law' ? (
            <LocalizedField
              label={text.summary}
              hint={text.summaryHint}
              path="summary"
              rows={4}
              errors={errors}
              value={values.summary}
              onChange={(summary) => {
                set({ summary });
              }}
            />
          ) : null}
        </>
      ) : null}
      {mayChange('window') ? (
        <>
          <h2>{text.window}</h2>
          <WindowFields
            errors={errors}
            value={values.window}
            onChange={(window) => {
              set({ window });
            }}
          />
        </>
      ) : null}
      {mayChange('visibility') || mayChange('rules') ? <h2>{text.options}</h2> : null}
      {kind === 'election' && mayChange('rules') ? (
        <SelectField
          label={options.type.label}
          error={errors['type']}
          value={values.type}
          options={ELECTION_TYPES.map((value) => ({ value, text: options.type[value] }))}
          onChange={(type) => {
            set({ type });
          }}
        />
      ) : null}
      {mayChange('visibility') ? (
        <ChoiceField
          label={options.visibility.label}
          error={errors['results_visibility']}
          value={values.visibility}
          choices={choicesOf(options.visibility, ['after-closing', 'live'])}
          onChange={(visibility) => {
            set({ visibility });
          }}
        />
      ) : null}
      {mayChange('rules') ? (
        <ChoiceField
          label={options.blank.label}
          error={errors['blank_votes']}
          value={values.blank}
          choices={choicesOf(options.blank, ['not-allowed', 'allowed'])}
          onChange={(blank) => {
            set({ blank });
          }}
        />
      ) : null}
      {kind === 'law' && mayChange('rules') ? (
        <LawTermFields values={values} set={set} errors={errors} />
      ) : null}
    </>
  );
}
