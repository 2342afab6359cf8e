import { readInstant } from '@scrutin/election';

/** An instant of a query, which its schema has checked, in milliseconds since the epoch. */
export function msOf(text: string | undefined): number | undefined {
  const reading = text === undefined ? undefined : readInstant(text);
  return reading?.ok === true ? reading.ms : undefined;
}
