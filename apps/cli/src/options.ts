import { InvalidArgumentError } from 'commander';
import { instantProblemText, isIdentifier, isThresholdPercentage, readInstant } from '@scrutin/election';

/** Readers of option values. When they reject a value, commander names the option and exits with code 2. */
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

/** Reads a percentage from 0 to 100. Decimals are allowed. */
export function percent(text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value <= 100) return value;
  throw new InvalidArgumentError('It is a percentage from 0 to 100.');
}

/** A threshold in percent, as {@link isThresholdPercentage} has it. */
export function threshold(text: string): number {
  const value = /^\d+(\.\d{1,2})?$/.test(text) ? Number(text) : Number.NaN;
  if (isThresholdPercentage(value)) return value;
  throw new InvalidArgumentError('It is a percentage from 0 to 100 with at most two decimals, e.g. 66.67.');
}

export function identifier(text: string): string {
  if (isIdentifier(text)) return text;
  throw new InvalidArgumentError(
    'It must have 1 to 50 characters (letters without accents, digits, dots, dashes or underscores) and begin with a ' +
      'letter or a digit, e.g. L2025-001.',
  );
}

/**
 * Reads an instant with its offset, such as `2025-10-06T09:00-04:00`. Without one, it would mean another time
 * elsewhere.
 */
export function instant(text: string): number {
  const reading = readInstant(text);
  if (reading.ok) return reading.ms;
  throw new InvalidArgumentError(instantProblemText(reading.problem).en);
}
