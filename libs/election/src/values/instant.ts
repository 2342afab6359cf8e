import { instantsAtLocal, offsetMsAt, offsetsAround, offsetText } from './time-zone.ts';

/**
 * The outcome of reading an instant. The command line, election files and the HTTP APIs all read instants in the same
 * way: RFC 3339, where the seconds may be left out, e.g. `2030-10-07T08:00-04:00`. Without an offset it is a time on
 * the clocks of a zone, e.g. `2030-10-07T08:00` in America/Toronto.
 *
 * Instants are stored in whole milliseconds; a finer fraction is refused and not cut off. `24:00` and a 60th second are
 * refused, because there is a usual name for the same instant, or none. Offsets go from -12:00 to +14:00, which are the
 * ones in use; `+23:59` can only be a mistake. A time that the clocks of the zone jump over is refused, and one that
 * they show twice needs an offset.
 */
export type ParsedInstant = { readonly ok: true; readonly ms: number } | InstantFault;

export interface InstantFault {
  readonly ok: false;
  readonly problem: InstantProblem;
  /** For the problems of a zone: the change of its clocks, with their offsets before and after. */
  readonly change?: {
    readonly timeZone: string;
    readonly offsets: readonly [before: string, after: string];
  };
}

/** Why a text is not an instant. A closed set. */
type InstantProblem =
  | 'not-an-instant'
  | 'no-offset'
  | 'no-such-day'
  | 'no-such-time'
  | 'too-fine'
  | 'no-such-offset'
  | 'out-of-range'
  | 'skipped-by-clocks'
  | 'shown-twice';

type Localized = Readonly<Record<'fr' | 'en', string>>;

const WRITTEN =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,30}))?)?(Z|[+-]\d{2}:\d{2}|[+-]\d{2}(?:\d{2})?|)$/;

const MINUTE_MS = 60_000;
const FIRST_YEAR = 1970;
const WESTERNMOST_MINUTES = -12 * 60;
const EASTERNMOST_MINUTES = 14 * 60;
/** The end of the year 9999. */
const LAST_MS = 253_402_300_799_999;

/**
 * Reads an instant as people write it; see {@link ParsedInstant}. Pure: the rules of zones are tables.
 *
 * @param timeZone the zone for a text without an offset, a name for which `isTimeZone` is true. Without it, such a text
 * is `no-offset` if nothing else is wrong with it
 */
export function readInstant(text: string, timeZone?: string): ParsedInstant {
  const parts = WRITTEN.exec(text);
  if (parts === null) return { ok: false, problem: 'not-an-instant' };
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1, 6).map(Number);
  const second = Number(parts[6] ?? '0');
  const fraction = parts[7] ?? '';
  const offset = parts[8] ?? '';
  const offsetMinutes = offset === '' ? 0 : minutesOf(offset);
  if (offsetMinutes === undefined) return { ok: false, problem: 'no-such-offset' };
  if (hour > 23 || minute > 59 || second > 59) return { ok: false, problem: 'no-such-time' };
  if (/[1-9]/.test(fraction.slice(3))) return { ok: false, problem: 'too-fine' };
  if (year < FIRST_YEAR) return { ok: false, problem: 'out-of-range' };
  const midnight = new Date(Date.UTC(year, month - 1, day));
  // Date.UTC reads 30 February as 2 March.
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) {
    return { ok: false, problem: 'no-such-day' };
  }
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const sinceMidnightMs = (hour * 60 + minute - offsetMinutes) * MINUTE_MS + second * 1_000 + milliseconds;
  const ms = midnight.getTime() + sinceMidnightMs;
  if (offset !== '') return inRange(ms);
  return timeZone === undefined ? { ok: false, problem: 'no-offset' } : atLocal(ms, timeZone);
}

function inRange(ms: number): ParsedInstant {
  return ms >= 0 && ms <= LAST_MS ? { ok: true, ms } : { ok: false, problem: 'out-of-range' };
}

function atLocal(localMs: number, timeZone: string): ParsedInstant {
  const [ms, another] = instantsAtLocal(localMs, timeZone);
  if (ms !== undefined && another === undefined) return inRange(ms);
  return {
    ok: false,
    problem: ms === undefined ? 'skipped-by-clocks' : 'shown-twice',
    change: { timeZone, offsets: offsetsAround(localMs, timeZone) },
  };
}

/**
 * The instant of a text with an offset that a schema has already checked, in milliseconds since the epoch.
 *
 * @throws RangeError if the text is not such an instant
 */
export function instantMs(text: string): number {
  const instant = readInstant(text);
  if (instant.ok) return instant.ms;
  throw new RangeError(`A text that is not an instant passed the schema: ${instant.problem}.`);
}

function minutesOf(offset: string): number | undefined {
  if (offset === 'Z') return 0;
  const parts = /^([+-])(\d{2}):(\d{2})$/.exec(offset);
  if (parts === null) return undefined;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  const signed = parts[1] === '-' ? -minutes : minutes;
  const isInUse = Number(parts[3]) < 60 && signed >= WESTERNMOST_MINUTES && signed <= EASTERNMOST_MINUTES;
  return isInUse ? signed : undefined;
}

/** How an instant is written. Every message for the APIs and the command line ends with it. */
const AS_WRITTEN: Localized = {
  fr: 'Écrivez l’instant avec son décalage horaire, par exemple 2030-10-07T08:00-04:00 ou 2030-10-07T12:00:00Z.',
  en: 'Write the instant with its offset from UTC, e.g. 2030-10-07T08:00-04:00 or 2030-10-07T12:00:00Z.',
};

const WHAT_IS_WRONG: Readonly<Record<InstantProblem, Localized>> = {
  'not-an-instant': { fr: 'Ce n’est pas un instant.', en: 'This is not an instant.' },
  'no-offset': { fr: 'Le décalage horaire manque.', en: 'The offset from UTC is missing.' },
  'skipped-by-clocks': {
    fr: 'Les horloges sautent cette heure : dans le fuseau {zone}, le décalage passe de {before} à {after}.',
    en: 'The clocks jump over this time: in {zone}, the offset changes from {before} to {after}.',
  },
  'shown-twice': {
    fr: 'Les horloges montrent deux fois cette heure : dans le fuseau {zone}, d’abord avec le décalage {before}, puis avec {after}. Dites laquelle des deux.',
    en: 'The clocks show this time twice: in {zone}, first with the offset {before}, then with {after}. Say which of the two is meant.',
  },
  'no-such-day': { fr: 'Ce jour n’existe pas.', en: 'There is no such day.' },
  'no-such-time': {
    fr: 'Cette heure n’existe pas : les heures vont de 00:00:00 à 23:59:59, et minuit est 00:00 du jour suivant.',
    en: 'There is no such time: times go from 00:00:00 to 23:59:59, and midnight is 00:00 of the next day.',
  },
  'too-fine': {
    fr: 'L’instant est plus précis que la milliseconde.',
    en: 'The instant is finer than a millisecond.',
  },
  'no-such-offset': {
    fr: 'Le décalage horaire va de -12:00 à +14:00 et s’écrit avec deux-points.',
    en: 'The offset from UTC goes from -12:00 to +14:00 and is written with a colon.',
  },
  'out-of-range': {
    fr: 'L’année va de 1970 à 9999.',
    en: 'The year is from 1970 to 9999.',
  },
};

/** What is wrong with a time, as a sentence, for a reader who chose it in a form and does not write RFC 3339. */
export function instantFaultText({ problem, change }: InstantFault): Localized {
  const { fr, en } = WHAT_IS_WRONG[problem];
  const filled = (text: string): string =>
    text
      .replace('{zone}', change?.timeZone ?? '')
      .replace('{before}', change?.offsets[0] ?? '')
      .replace('{after}', change?.offsets[1] ?? '');
  return { fr: filled(fr), en: filled(en) };
}

/** What is wrong with a text, and how an instant is written, as two sentences. */
export function instantProblemText(fault: InstantFault): Localized {
  const { fr, en } = instantFaultText(fault);
  return { fr: `${fr} ${AS_WRITTEN.fr}`, en: `${en} ${AS_WRITTEN.en}` };
}

/** The inverse of {@link instantMs}: RFC 3339, in UTC. @param ms milliseconds since the epoch */
export function instantText(ms: number): string {
  return new Date(ms).toISOString();
}

/**
 * An instant as the clocks of a zone show it, with its offset (RFC 3339), e.g. `2030-10-07T08:00:00-04:00`. Milliseconds
 * are written if there are any. `readInstant` reads it back.
 */
export function localInstantText(ms: number, timeZone: string): string {
  const offsetMs = offsetMsAt(ms, timeZone);
  const shown = new Date(ms + offsetMs).toISOString().replace(/(\.000)?Z$/, '');
  return `${shown}${timeZone === 'UTC' ? 'Z' : offsetText(offsetMs)}`;
}
