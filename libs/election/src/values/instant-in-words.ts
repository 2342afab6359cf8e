import type { LocalizedText } from '../contests/localized-text.ts';
import { offsetMsAt } from './time-zone.ts';

const MONTHS = {
  fr: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
} as const;

/** What a clock shows. */
interface Shown {
  readonly day: LocalizedText;
  readonly time: LocalizedText;
}

/**
 * An instant for people, for the middle of a sentence: on the clocks of a zone with its name, beside UTC, e.g.
 * « 26 novembre 2026 à 14 h 05 (America/Toronto), 19 h 05 UTC » and
 * "26 November 2026 at 14:05 (America/Toronto), 19:05 UTC". The day in UTC is added where it is another day, and the
 * zone UTC is written once. Seconds are written if there are any; what is finer is cut off. French hours are written
 * as the Office québécois de la langue française writes them, with no-break spaces.
 *
 * The names of the months are written here and not asked of the platform, so that an instant on record reads the same
 * on every version of it.
 *
 * @param ms milliseconds since the epoch
 * @param timeZone a name for which `isTimeZone` is true
 */
export function instantInWords(ms: number, timeZone: string): LocalizedText {
  const inUtc = shownAt(ms, 0);
  if (timeZone === 'UTC') return inLanguages((of) => `${dayAndTime(inUtc, of)} UTC`);
  const local = shownAt(ms, offsetMsAt(ms, timeZone));
  const isSameDay = local.day.en === inUtc.day.en;
  return inLanguages(
    (of) =>
      `${dayAndTime(local, of)} (${timeZone}), ${isSameDay ? inUtc.time[of] : dayAndTime(inUtc, of)} UTC`,
  );
}

function inLanguages(text: (language: keyof LocalizedText) => string): LocalizedText {
  return { fr: text('fr'), en: text('en') };
}

function dayAndTime({ day, time }: Shown, language: keyof LocalizedText): string {
  return `${day[language]} ${language === 'fr' ? 'à' : 'at'} ${time[language]}`;
}

function shownAt(ms: number, offsetMs: number): Shown {
  const clock = new Date(ms + offsetMs);
  const [day, month, year] = [clock.getUTCDate(), clock.getUTCMonth(), clock.getUTCFullYear()];
  const [hour, minute, second] = [clock.getUTCHours(), clock.getUTCMinutes(), clock.getUTCSeconds()];
  return {
    day: {
      fr: `${day === 1 ? '1er' : day} ${MONTHS.fr[month] ?? ''} ${year}`,
      en: `${day} ${MONTHS.en[month] ?? ''} ${year}`,
    },
    time: {
      fr: frenchTime(hour, minute, second),
      en: [hour, minute, ...(second === 0 ? [] : [second])].map(twoDigits).join(':'),
    },
  };
}

/** `14 h`, `14 h 05`, or with seconds `14 h 05 min 30 s`. */
function frenchTime(hour: number, minute: number, second: number): string {
  if (second > 0) return `${hour}\u00a0h\u00a0${twoDigits(minute)}\u00a0min\u00a0${twoDigits(second)}\u00a0s`;
  return minute > 0 ? `${hour}\u00a0h\u00a0${twoDigits(minute)}` : `${hour}\u00a0h`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
