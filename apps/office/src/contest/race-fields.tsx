import type { ReactNode } from 'react';
import { useState } from 'react';
import { texts } from '@scrutin/web-ui';
import { ChoiceField } from '../forms/choice-field.tsx';
import { TextField } from '../forms/text-field.tsx';
import { useLanguage } from '../language.tsx';
import { choicesOf } from './option-texts.ts';
import type { RaceValues } from './race-values.ts';
import { isUsual } from './race-values.ts';
import { RULE_TEXTS, USUAL_RULES } from './rule-texts.ts';

const TEXTS = texts({
  fr: {
    seats: 'Nombre de sièges',
    ranks: 'Nombre de rangs sur un bulletin',
    ranksHint: 'Combien de candidatures une personne peut classer au plus. Elle peut en classer moins.',
    otherRules: 'Règles avec leurs options',
  },
  en: {
    seats: 'Number of seats',
    ranks: 'Number of ranks on a ballot',
    ranksHint: 'How many candidates a voter may rank at most. They may rank fewer.',
    otherRules: 'Rules with their options',
  },
});

const OTHER = 'other';

/** How a region votes, and how its ballots are counted. */
export function RaceFields(props: {
  readonly values: RaceValues;
  readonly set: (changes: Partial<RaceValues>) => void;
  readonly errors: Readonly<Record<string, string>>;
}): ReactNode {
  const { values, set, errors } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const rules = RULE_TEXTS[language];
  const { method } = values;
  const [isOther, setOther] = useState(!isUsual(method, values.ruleSet));
  const usual = !isOther && isUsual(method, values.ruleSet) ? values.ruleSet : OTHER;
  return (
    <>
      <ChoiceField
        label={rules.methodLabel}
        error={errors['method']}
        value={method}
        choices={choicesOf(rules.methods, ['single_choice', 'ranked_choice'])}
        onChange={(chosen) => {
          setOther(false);
          set({ method: chosen, ruleSet: USUAL_RULES[chosen][0] });
        }}
      />
      <TextField
        label={text.seats}
        error={errors['seats']}
        value={values.seats}
        onChange={(seats) => {
          set({ seats });
        }}
      />
      {method === 'ranked_choice' ? (
        <TextField
          label={text.ranks}
          hint={text.ranksHint}
          error={errors['max_ranks']}
          value={values.maxRanks}
          onChange={(maxRanks) => {
            set({ maxRanks });
          }}
        />
      ) : null}
      <ChoiceField
        label={rules.ruleLabel}
        error={usual === OTHER ? undefined : errors['rule_set']}
        value={usual}
        choices={[
          ...USUAL_RULES[method].map((name) => ({ value: name, ...rules.rules[name] })),
          { value: OTHER, ...rules.otherRules },
        ]}
        onChange={(chosen) => {
          setOther(chosen === OTHER);
          if (chosen !== OTHER) set({ ruleSet: chosen });
        }}
      />
      {usual === OTHER ? (
        <TextField
          label={text.otherRules}
          error={errors['rule_set']}
          value={values.ruleSet}
          onChange={(ruleSet) => {
            set({ ruleSet });
          }}
        />
      ) : null}
      <ChoiceField
        label={rules.uncontestedLabel}
        error={errors['uncontested']}
        value={values.uncontested}
        choices={choicesOf(rules.uncontested, ['undecided', 'acclaim', 'vote'])}
        onChange={(uncontested) => {
          set({ uncontested });
        }}
      />
    </>
  );
}
