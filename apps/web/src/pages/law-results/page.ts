import { page } from '../../site/page.ts';
import { LawResultsContent } from './content.tsx';
import type { LawResults } from './load.ts';
import { loadLawResults } from './load.ts';

/** The result of one law. */
export const lawResults = page<LawResults>({
  load: loadLawResults,
  title: ({ law }, language) => law.title[language],
  Content: LawResultsContent,
  isRehearsal: ({ law }) => law.purpose === 'rehearsal',
});
