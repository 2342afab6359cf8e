import type { ReactNode } from 'react';
import { LAW_OPTIONS } from '@scrutin/election';
import type { Language } from '@scrutin/web-ui';
import { texts } from '@scrutin/web-ui';
import { BlankRow } from './blank-row.tsx';
import type { LawContest } from './contest.ts';
import type { Draft } from './draft.ts';
import { OptionRow } from './option-row.tsx';
import { TEXTS as VOTING } from './texts.ts';

const TEXTS = texts({ fr: { legend: 'Votre réponse' }, en: { legend: 'Your answer' } });

/** Two large answers, and a blank vote where the law takes one. */
export function LawChoice(props: {
  readonly contest: LawContest;
  readonly draft: Draft;
  readonly onMark: (draft: Draft) => void;
  readonly language: Language;
}): ReactNode {
  const { contest, draft, onMark, language } = props;
  return (
    <fieldset className="law-choice">
      <legend className="ballot-legend">{TEXTS[language].legend}</legend>
      {LAW_OPTIONS.map((option) => (
        <OptionRow
          key={option}
          group="choice"
          value={option}
          isMarked={!draft.isBlank && draft.option === option}
          onMark={() => {
            onMark({ ...draft, option, isBlank: false });
          }}
        >
          {VOTING[language].options[option]}
        </OptionRow>
      ))}
      <BlankRow contest={contest} draft={draft} onMark={onMark} language={language} />
    </fieldset>
  );
}
