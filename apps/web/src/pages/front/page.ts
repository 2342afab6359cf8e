import { page } from '../../site/page.ts';
import { FrontContent } from './content.tsx';
import type { ListedContest } from './load.ts';
import { loadContests } from './load.ts';
import { TEXTS } from './texts.ts';

/** The front page: what one can vote on now, what is to come, and what is over. */
export const front = page<readonly ListedContest[]>({
  load: loadContests,
  title: (_data, language) => TEXTS[language].title,
  queryValues: { include: /^rehearsals$/ },
  Content: FrontContent,
});
