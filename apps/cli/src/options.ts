import { isIdentifier } from '@scrutin/election';
import { InvalidArgumentError } from 'commander';

/** Readers of option values. What they reject, commander reports with the name of the option, and exit code 2. */
export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(
      max === Number.MAX_SAFE_INTEGER
        ? `It is a whole number, at least ${min}.`
        : `It is a whole number from ${min} to ${max}.`,
    );
  };
}

/** A share in percent, from 0 to 100; decimals allowed. */
export function percent(text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value <= 100) return value;
  throw new InvalidArgumentError('It is a percentage from 0 to 100.');
}

export function identifier(text: string): string {
  if (isIdentifier(text)) return text;
  throw new InvalidArgumentError(
    'It is 1 to 50 letters without accents, digits, dots, dashes or underscores, and begins with a letter or a ' +
      'digit, e.g. L2025-001.',
  );
}

/** An instant with its offset, e.g. `2025-10-06T09:00-04:00`: a time without one would mean another moment elsewhere. */
export function instant(text: string): number {
  const value = instantOf(text);
  if (value !== undefined) return value;
  throw new InvalidArgumentError(
    'It is an instant with its offset, e.g. 2025-10-06T09:00-04:00 or …T13:00Z.',
  );
}

/** In milliseconds since the epoch; undefined for a text that is no instant with its offset. */
export function instantOf(text: string): number | undefined {
  const hasOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  const value = hasOffset && isDay(text.slice(0, 10)) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(value) ? undefined : value;
}

/** Date.parse takes 30 February for 2 March. */
function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
