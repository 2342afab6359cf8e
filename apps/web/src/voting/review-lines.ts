import type { Language } from '@scrutin/web-ui';
import type { VotingContest } from './contest.ts';
import { nameOf } from './contest.ts';
import type { Choice } from './draft.ts';
import { TEXTS } from './texts.ts';

/** One line of what will be sent. */
export interface ReviewLine {
  /** What the request says: an answer, a candidate, or a blank vote. */
  readonly sent: string;
  readonly text: string;
}

/** The choice in the words of the ballot, in the order in which it is sent: the first choice first. */
export function reviewLines(
  contest: VotingContest,
  choice: Choice,
  language: Language,
): readonly ReviewLine[] {
  switch (choice.kind) {
    case 'blank':
      return [{ sent: 'blank', text: TEXTS[language].blank }];
    case 'option':
      return [{ sent: choice.option, text: TEXTS[language].options[choice.option] }];
    case 'candidates': {
      const candidates = contest.kind === 'race' ? contest.candidates : [];
      return choice.ids.map((id) => {
        const found = candidates.find(({ candidate_id: each }) => each === id);
        return { sent: id, text: found === undefined ? id : nameOf(found) };
      });
    }
  }
}
