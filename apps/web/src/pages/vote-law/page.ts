import { page } from '../../site/page.ts';
import type { VotingContest } from '../../voting/contest.ts';
import { titleOf } from '../../voting/title.ts';
import { VotingPage } from '../../voting/voting-page.tsx';
import { loadLawContest } from './load.ts';

/** Voting on a law. */
export const voteLaw = page<VotingContest>({
  load: loadLawContest,
  title: titleOf,
  Content: VotingPage,
  changesLanguageInPlace: true,
  isRehearsal: (contest) => contest.isRehearsal,
});
