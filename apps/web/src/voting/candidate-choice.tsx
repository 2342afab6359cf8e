import type { ReactNode } from 'react';
import type { Language } from '@scrutin/web-ui';
import { texts } from '@scrutin/web-ui';
import { BlankRow } from './blank-row.tsx';
import { CandidateDetails, CandidateName } from './candidate-text.tsx';
import type { RaceContest } from './contest.ts';
import type { Draft } from './draft.ts';
import { OptionRow } from './option-row.tsx';

const TEXTS = texts({ fr: { legend: 'Choisissez une personne' }, en: { legend: 'Choose one person' } });

/** The candidates in the order of the ballot, of whom the voter marks one. */
export function CandidateChoice(props: {
  readonly contest: RaceContest;
  readonly draft: Draft;
  readonly onMark: (draft: Draft) => void;
  readonly language: Language;
}): ReactNode {
  const { contest, draft, onMark, language } = props;
  return (
    <fieldset>
      <legend className="ballot-legend">{TEXTS[language].legend}</legend>
      <ul className="ballot">
        {contest.candidates.map((candidate) => {
          const { candidate_id: id, withdrawn } = candidate;
          return (
            <li key={id}>
              {withdrawn ? (
                <div className="option-row">
                  <CandidateName candidate={candidate} language={language} />
                </div>
              ) : (
                <OptionRow
                  group="choice"
                  value={id}
                  isMarked={!draft.isBlank && draft.ranking[0] === id}
                  onMark={() => {
                    onMark({ ...draft, ranking: [id], isBlank: false });
                  }}
                >
                  <CandidateName candidate={candidate} language={language} />
                </OptionRow>
              )}
              <CandidateDetails candidate={candidate} language={language} />
            </li>
          );
        })}
      </ul>
      <BlankRow contest={contest} draft={draft} onMark={onMark} language={language} />
    </fieldset>
  );
}
