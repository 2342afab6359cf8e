import { page } from '../../site/page.ts';
import { VoteElectionContent } from './content.tsx';
import type { ElectionToVoteIn } from './load.ts';
import { loadElectionToVoteIn } from './load.ts';

/** The way from an election to the ballot of one's region. */
export const voteElection = page<ElectionToVoteIn>({
  load: loadElectionToVoteIn,
  title: ({ name }, language) => name[language],
  Content: VoteElectionContent,
  isRehearsal: (election) => election.isRehearsal,
});
