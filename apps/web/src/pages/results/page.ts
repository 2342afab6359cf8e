import { page } from '../../site/page.ts';
import { ResultsContent } from './content.tsx';
import type { AllResults } from './load.ts';
import { loadResults } from './load.ts';
import { TEXTS } from './texts.ts';

/** The results of all laws and elections. */
export const results = page<AllResults>({
  load: loadResults,
  title: (_data, language) => TEXTS[language].title,
  Content: ResultsContent,
  queryValues: { include: /^rehearsals$/ },
});
