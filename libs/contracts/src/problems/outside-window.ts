import type { VotingWindow } from '@scrutin/election';
import { instantInWords, instantText } from '@scrutin/election';
import type { Language } from './language.ts';
import type { ProblemExtras } from './problem.ts';
import { PROBLEM_CATALOGUE } from './problem-catalogue.ts';

/**
 * What a voter is told whose vote came before the opening or after the closing: the window in UTC, and a detail that
 * says the time which matters on the clocks of the contest's time zone.
 */
export function outsideWindow(
  type: 'not-open' | 'closed',
  { opensAtMs, closesAtMs }: VotingWindow,
  timeZone: string,
  language: Language,
): ProblemExtras {
  const detail = PROBLEM_CATALOGUE[type].detail[language];
  const when = instantInWords(type === 'not-open' ? opensAtMs : closesAtMs, timeZone)[language];
  return {
    opens_at: instantText(opensAtMs),
    closes_at: instantText(closesAtMs),
    time_zone: timeZone,
    detail: `${detail} ${WHEN[type][language].replace('{when}', when)}`,
  };
}

const WHEN = {
  'not-open': { fr: 'Ouverture\u00a0: le {when}.', en: 'It opens on {when}.' },
  closed: { fr: 'Clôture\u00a0: le {when}.', en: 'It closed on {when}.' },
} as const;
