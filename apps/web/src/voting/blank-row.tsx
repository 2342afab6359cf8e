import type { ReactNode } from 'react';
import type { Language } from '@scrutin/web-ui';
import { blankExplained } from './blank-explained.ts';
import type { VotingContest } from './contest.ts';
import type { Draft } from './draft.ts';
import { OptionRow } from './option-row.tsx';
import { TEXTS } from './texts.ts';

/** The row for a blank vote. Nothing where the contest takes none. */
export function BlankRow(props: {
  readonly contest: VotingContest;
  readonly draft: Draft;
  readonly onMark: (draft: Draft) => void;
  readonly language: Language;
}): ReactNode {
  const { contest, draft, onMark, language } = props;
  if (!contest.takesBlankVotes) return null;
  return (
    <OptionRow
      group="choice"
      value="blank"
      isMarked={draft.isBlank}
      hint={blankExplained(contest, language)}
      onMark={() => {
        onMark({ ...draft, isBlank: true });
      }}
    >
      {TEXTS[language].blank}
    </OptionRow>
  );
}
