import type { Language } from '@scrutin/web-ui';
import type { VotingContest } from './contest.ts';
import { TEXTS } from './texts.ts';

/** What a blank vote means in a contest. In a law it depends on the rules of its adoption. */
export function blankExplained(contest: VotingContest, language: Language): string {
  const { blankExplained: texts, blankForQuorum } = TEXTS[language];
  if (contest.kind === 'race') return texts.race;
  return contest.hasQuorum
    ? `${texts[contest.thresholdBase]} ${blankForQuorum}`
    : texts[contest.thresholdBase];
}
