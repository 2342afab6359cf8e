import type { VotingWindow } from '@scrutin/election';
import { instantText, localInstantText } from '@scrutin/election';
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
  const when = spokenInstant(type === 'not-open' ? opensAtMs : closesAtMs, timeZone, language);
  return {
    opens_at: instantText(opensAtMs),
    closes_at: instantText(closesAtMs),
    time_zone: timeZone,
    detail: `${detail} ${WHEN[type][language].replace('{when}', when)}`,
  };
}

const WHEN = {
  'not-open': { fr: 'Ouverture : {when}.', en: 'It opens on {when}.' },
  closed: { fr: 'Clôture : {when}.', en: 'It closed on {when}.' },
} as const;

/**
 * An instant as people say it, to the minute, with the name of the zone and its offset, e.g. `October 7, 2030 at 08:00
 * (America/Toronto, UTC-04:00)`.
 */
function spokenInstant(ms: number, timeZone: string, language: Language): string {
  const locale = `${language}-CA`;
  const day = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long' }).format(ms);
  const local = localInstantText(ms, timeZone);
  const offset = timeZone === 'UTC' ? 'UTC' : `${timeZone}, UTC${local.slice(-6)}`;
  return `${day} ${language === 'fr' ? 'à' : 'at'} ${local.slice(11, 16)} (${offset})`;
}
