import { instantText } from '@scrutin/election';

/** An instant that may not have come. */
export function instantTextOrNull(ms: number | undefined): string | null {
  return ms === undefined ? null : instantText(ms);
}
