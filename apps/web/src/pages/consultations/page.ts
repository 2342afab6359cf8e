import { page } from '../../site/page.ts';
import { ConsultationsContent } from './content.tsx';
import type { Consultation } from './load.ts';
import { loadConsultations } from './load.ts';
import { TEXTS } from './texts.ts';

/** The front page: what one can vote on now, what is to come, and what is over. */
export const consultations = page<readonly Consultation[]>({
  load: loadConsultations,
  title: (_data, language) => TEXTS[language].title,
  queryValues: { include: /^rehearsals$/ },
  Content: ConsultationsContent,
});
