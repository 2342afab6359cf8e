import { instantText } from '@scrutin/election';

/** The text of an instant that may be missing. */
export function instantTextOrNull(ms: number | undefined): string | null {
  return ms === undefined ? null : instantText(ms);
}
