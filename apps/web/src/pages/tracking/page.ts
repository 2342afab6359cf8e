import { page } from '../../site/page.ts';
import { TrackingContent } from './content.tsx';
import { TEXTS } from './texts.ts';

/** The way from a tracking number to the page that says what became of the vote. */
export const tracking = page<null>({
  load: () => Promise.resolve({ kind: 'found', data: null }),
  title: (_data, language) => TEXTS[language].title,
  Content: TrackingContent,
});
