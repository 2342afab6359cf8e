import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { useLanguage } from '../language.tsx';
import type { Race } from './race-values.ts';
import { isUsual } from './race-values.ts';
import { RULE_TEXTS } from './rule-texts.ts';

const TEXTS = texts({
  fr: {
    seats: (seats: number) => (seats > 1 ? `${seats} sièges` : '1 siège'),
    ranks: (ranks: number) => `jusqu’à ${ranks} rangs`,
    candidates: (count: number) => (count > 1 ? `${count} candidatures` : `${count} candidature`),
  },
  en: {
    seats: (seats: number) => (seats === 1 ? '1 seat' : `${seats} seats`),
    ranks: (ranks: number) => `up to ${ranks} ranks`,
    candidates: (count: number) => (count === 1 ? '1 candidate' : `${count} candidates`),
  },
});

/** A race in one line: seats, way of voting, rules and how many stand. */
export function RaceInWords({ race }: { readonly race: Race }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const rules = RULE_TEXTS[language];
  const standing = race.candidates.filter(({ withdrawn_at: at }) => at === null).length;
  const parts = [
    text.seats(race.seats),
    rules.methods[race.method].text.toLowerCase(),
    ...(race.method === 'ranked_choice' ? [text.ranks(race.max_ranks)] : []),
    isUsual(race.method, race.rule_set) ? rules.rules[race.rule_set].text : race.rule_set,
    text.candidates(standing),
  ];
  return <p>{parts.join('\u00a0· ')}</p>;
}
