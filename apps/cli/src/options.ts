import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { Share } from '@scrutin/election';
import { instantProblemText, isIdentifier, isTimeZone, parseShare, readInstant } from '@scrutin/election';
import { inWords } from './language.ts';

/** Readers of option values. When they reject a value, commander names the option and exits with code 2. */
export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(
      max === Number.MAX_SAFE_INTEGER
        ? inWords({
            fr: `Il faut un entier d’au moins ${min}.`,
            en: `It is a whole number, at least ${min}.`,
          })
        : inWords({
            fr: `Il faut un entier de ${min} à ${max}.`,
            en: `It is a whole number from ${min} to ${max}.`,
          }),
    );
  };
}

/** Reads a percentage from 0 to 100. Decimals are allowed. */
export function percent(text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value <= 100) return value;
  throw new InvalidArgumentError('It is a percentage from 0 to 100.');
}

/** Reads a share of a whole, such as `2/3` or `66.67%`, as {@link parseShare} does. */
export function share(text: string): Share {
  const read = parseShare(text);
  if (read !== undefined) return read;
  throw new InvalidArgumentError('It is a fraction or a percentage, at most 100%: 2/3, 50% or 66.67%.');
}

export function identifier(text: string): string {
  if (isIdentifier(text)) return text;
  throw new InvalidArgumentError(
    inWords({
      fr:
        'Il faut 1 à 50 caractères (lettres sans accent, chiffres, points, traits d’union ou de soulignement), et une lettre ' +
        'ou un chiffre au début, p. ex. L2025-001.',
      en:
        'It must have 1 to 50 characters (letters without accents, digits, dots, dashes or underscores) and begin with a ' +
        'letter or a digit, e.g. L2025-001.',
    }),
  );
}

/**
 * Checks the form of an instant of a contest, such as `2025-10-06T09:00-04:00`. Without an offset it is a time in the
 * zone of the contest, so {@link instantIn} reads it once that is known.
 */
export function writtenInstant(text: string): string {
  const reading = readInstant(text);
  if (reading.ok || reading.problem === 'no-offset') return text;
  throw new InvalidArgumentError(instantProblemText(reading).en);
}

/** The instant of an option that {@link writtenInstant} checked. A time that is not clear in the zone ends the command. */
export function instantIn(timeZone: string, command: Command, option: string, text: string): number {
  const reading = readInstant(text, timeZone);
  if (reading.ok) return reading.ms;
  return command.error(
    `error: option '${option}' argument '${text}' is invalid. ${instantProblemText(reading).en}`,
  );
}

/** Reads the name of an IANA time zone. */
export function timeZoneName(text: string): string {
  if (isTimeZone(text)) return text;
  throw new InvalidArgumentError('It must be a name of the IANA database, e.g. America/Toronto, or UTC.');
}
