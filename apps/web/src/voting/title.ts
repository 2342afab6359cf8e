import type { Language } from '@scrutin/web-ui';
import type { VotingContest } from './contest.ts';

/** The title of the page of a ballot. */
export function titleOf({ name }: VotingContest, language: Language): string {
  return name[language];
}
