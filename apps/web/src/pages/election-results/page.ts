import { page } from '../../site/page.ts';
import { ElectionResultsContent } from './content.tsx';
import type { ElectionResults } from './load.ts';
import { loadElectionResults } from './load.ts';

/** The results of all regions of an election. */
export const electionResults = page<ElectionResults>({
  load: loadElectionResults,
  title: ({ election }, language) => election.name[language],
  Content: ElectionResultsContent,
  queryNames: ['sort', 'page'],
  isRehearsal: ({ election }) => election.purpose === 'rehearsal',
});
