import type { VotingWindow } from '@scrutin/election';

/** A member of what the record of acts says about a subject, as text; undefined if there is none. */
export function fieldText(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name);
  return typeof member === 'string' || typeof member === 'number' ? String(member) : undefined;
}

/** The window of a contest in the record of acts. */
export function windowIn(value: unknown): VotingWindow | undefined {
  const window = memberOf(value, 'window');
  const [opensAtMs, closesAtMs] = [memberOf(window, 'opensAtMs'), memberOf(window, 'closesAtMs')];
  return typeof opensAtMs === 'number' && typeof closesAtMs === 'number'
    ? { opensAtMs, closesAtMs }
    : undefined;
}

export function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
