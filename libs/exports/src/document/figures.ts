import type { DocumentLanguage } from '@scrutin/declaration';
import { votesNumber, wholeNumber } from '@scrutin/declaration';
import { formatUnits } from '@scrutin/tabulation';

/** Figures as the language writes them. A dash stands for what is unknown. */
export interface Figures {
  readonly whole: (value: number | null) => string;
  readonly percent: (value: number | null) => string;
  /** Votes of a count, such as `744.00000`, exactly. */
  readonly votes: (text: string) => string;
}

const UNKNOWN = '–';

export function figuresIn(language: DocumentLanguage): Figures {
  return {
    whole: (value) => (value === null ? UNKNOWN : wholeNumber(value, language)),
    percent: (value) => {
      if (value === null) return UNKNOWN;
      const text = value.toFixed(2);
      return language === 'fr' ? `${text.replace('.', ',')}\u00a0%` : `${text}%`;
    },
    votes: (text) => votesNumber(text, language),
  };
}

/** Exact decimal numbers, added exactly. */
export function sumOf(texts: readonly string[]): string {
  const decimals = Math.max(0, ...texts.map((text) => text.split('.')[1]?.length ?? 0));
  const sum = texts.reduce((total, text) => {
    const [whole = '0', fraction = ''] = text.split('.');
    return total + BigInt(`${whole}${fraction.padEnd(decimals, '0')}`);
  }, 0n);
  return formatUnits(sum, decimals);
}
