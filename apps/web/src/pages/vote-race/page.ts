import { page } from '../../site/page.ts';
import type { VotingContest } from '../../voting/contest.ts';
import { titleOf } from '../../voting/title.ts';
import { VotingPage } from '../../voting/voting-page.tsx';
import { loadRaceContest } from './load.ts';

/** Voting in a race of an election. */
export const voteRace = page<VotingContest>({
  load: loadRaceContest,
  title: titleOf,
  Content: VotingPage,
  changesLanguageInPlace: true,
  isRehearsal: (contest) => contest.isRehearsal,
});
