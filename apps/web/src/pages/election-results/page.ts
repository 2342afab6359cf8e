import { page } from '../../site/page.ts';
import { ElectionResultsContent } from './content.tsx';
import type { ElectionResults } from './load.ts';
import { loadElectionResults } from './load.ts';
import { PAGE_NUMBER, SORT_ORDER } from './sorted-regions.ts';

/** The results of all regions of an election. */
export const electionResults = page<ElectionResults>({
  load: loadElectionResults,
  title: ({ election }, language) => election.name[language],
  Content: ElectionResultsContent,
  queryValues: { sort: SORT_ORDER, page: PAGE_NUMBER },
  isRehearsal: ({ election }) => election.purpose === 'rehearsal',
});
