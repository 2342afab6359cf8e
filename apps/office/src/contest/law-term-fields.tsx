import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { ChoiceField } from '../forms/choice-field.tsx';
import { TextField } from '../forms/text-field.tsx';
import { useLanguage } from '../language.tsx';
import type { ContestValues } from './contest-values.ts';
import { choicesOf, OPTION_TEXTS } from './option-texts.ts';

const TEXTS = texts({
  fr: {
    threshold: 'Seuil d’adoption',
    thresholdHint:
      'La plus petite part de oui qui adopte la loi : 2/3 ou 60 %. Laissez vide si plus de la moitié suffit.',
    quorumShare: 'Quorum, en part des personnes inscrites',
    quorumShareHint: 'Par exemple 40 %. Laissez vide si n’importe quelle participation suffit.',
    quorumVotes: 'Quorum, en nombre de votes',
    quorumVotesHint: 'Les votes blancs comptent. Si les deux quorums sont donnés, le plus grand s’applique.',
  },
  en: {
    threshold: 'Threshold of adoption',
    thresholdHint:
      'The least share of yes that adopts the law: 2/3, 60%. Leave it empty if more than half is enough.',
    quorumShare: 'Quorum, as a share of the registered voters',
    quorumShareHint: 'For example 40%. Leave it empty if any turnout is enough.',
    quorumVotes: 'Quorum, as a number of votes',
    quorumVotesHint: 'Blank votes count. If both quorums are given, the larger one applies.',
  },
});

/** What a law needs to be adopted. */
export function LawTermFields(props: {
  readonly values: ContestValues;
  readonly set: (changes: Partial<ContestValues>) => void;
  readonly errors: Readonly<Record<string, string>>;
}): ReactNode {
  const { values, set, errors } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const options = OPTION_TEXTS[language];
  return (
    <>
      <TextField
        label={text.threshold}
        hint={text.thresholdHint}
        error={errors['threshold']}
        value={values.threshold}
        onChange={(threshold) => {
          set({ threshold });
        }}
      />
      <ChoiceField
        label={options.base.label}
        error={errors['threshold_base']}
        value={values.base}
        choices={choicesOf(options.base, ['valid', 'cast'])}
        onChange={(base) => {
          set({ base });
        }}
      />
      <TextField
        label={text.quorumShare}
        hint={text.quorumShareHint}
        error={errors['quorum_share']}
        value={values.quorumShare}
        onChange={(quorumShare) => {
          set({ quorumShare });
        }}
      />
      <TextField
        label={text.quorumVotes}
        hint={text.quorumVotesHint}
        error={errors['quorum_votes']}
        value={values.quorumVotes}
        onChange={(quorumVotes) => {
          set({ quorumVotes });
        }}
      />
    </>
  );
}
