import type { Language } from '@scrutin/web-ui';
import { formatCount } from '@scrutin/web-ui';

/** `1 vote`, `1 204 votes`: French takes the singular up to two, English for one only. */
export function votesInWords(count: number, language: Language): string {
  const isOne = language === 'fr' ? count < 2 : count === 1;
  return `${formatCount(count, language)}\u00a0${isOne ? 'vote' : 'votes'}`;
}
