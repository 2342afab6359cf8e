import { offsetIfShownTwice } from '@scrutin/election';
import type { Language } from '../texts.ts';
import { localeOf } from './locale.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function partsAt(ms: number, timeZone: string, language: Language): Readonly<Record<string, string>> {
  const parts = formatIn(timeZone, language).formatToParts(ms);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

function formatIn(timeZone: string, language: Language): Intl.DateTimeFormat {
  const options = {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  try {
    return new Intl.DateTimeFormat(localeOf(language), { ...options, timeZoneName: 'longGeneric' });
  } catch {
    // Safari before 15.4 knows only names such as `heure normale de l’Est`.
    return new Intl.DateTimeFormat(localeOf(language), { ...options, timeZoneName: 'long' });
  }
}

/** The day of an instant in a time zone: `jeudi 26 novembre 2026`, `Thursday 26 November 2026`. */
export function formatDay(instant: string | number, timeZone: string, language: Language): string {
  const { weekday, day, month, year } = partsAt(new Date(instant).getTime(), timeZone, language);
  const dayInWords = language === 'fr' && day === '1' ? '1er' : day;
  return `${weekday} ${dayInWords}\u00a0${month} ${year}`; // a line must not end between day and month
}

/** The time of an instant in a time zone: `20 h`, `20 h 05`, `20:00`. */
export function formatTime(instant: string | number, timeZone: string, language: Language): string {
  const { hour = '', minute = '' } = partsAt(new Date(instant).getTime(), timeZone, language);
  if (language === 'en') return `${hour}:${minute}`;
  const hours = `${Number(hour)}\u00a0h`;
  return minute === '00' ? hours : `${hours}\u00a0${minute}`;
}

/** The time of an instant to the second, as a clock shows it: `20 h 05 min 09 s`, `20:05:09`. */
export function formatClock(instant: string | number, timeZone: string, language: Language): string {
  const ms = new Date(instant).getTime();
  const { hour = '', minute = '' } = partsAt(ms, timeZone, language);
  const second = String(Math.floor(ms / 1000) % 60).padStart(2, '0');
  if (language === 'en') return `${hour}:${minute}:${second}`;
  return `${Number(hour)}\u00a0h\u00a0${minute}\u00a0min\u00a0${second}\u00a0s`;
}

/**
 * The name of a time zone at an instant: `heure de l’Est`, `Eastern Time`. In the hour that the clocks of the zone show
 * twice, when they go back, it has the offset: `heure de l’Est, UTC−05:00`.
 */
export function timeZoneName(instant: string | number, timeZone: string, language: Language): string {
  if (timeZone === 'UTC') return timeZone; // whose name would be « UTC+00:00 » or `GMT+00:00`
  const ms = new Date(instant).getTime();
  const { timeZoneName: name = timeZone } = partsAt(ms, timeZone, language);
  const offset = offsetIfShownTwice(ms, timeZone);
  const words = name.replaceAll("'", '’');
  return offset === undefined ? words : `${words}, UTC${offset.replace('-', '−')}`;
}

/** Day, time and zone of an instant: `jeudi 26 novembre 2026, 20 h (heure de l’Est)`. */
export function formatInstant(instant: string | number, timeZone: string, language: Language): string {
  const zone = timeZoneName(instant, timeZone, language);
  return `${formatDay(instant, timeZone, language)}, ${formatTime(instant, timeZone, language)} (${zone})`;
}

/** A length of time for people, in its two largest units: `3 jours 4 h`, `2 h 10 min`, `less than a minute`. */
export function formatDuration(ms: number, language: Language): string {
  if (ms < MINUTE_MS) return language === 'fr' ? 'moins d’une minute' : 'less than a minute';
  const days = Math.floor(ms / DAY_MS);
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  const dayName = language === 'fr' ? (days === 1 ? 'jour' : 'jours') : days === 1 ? 'day' : 'days';
  const parts = [
    days > 0 ? `${days}\u00a0${dayName}` : '',
    hours > 0 ? `${hours}\u00a0h` : '',
    days === 0 && minutes > 0 ? `${minutes}\u00a0min` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
