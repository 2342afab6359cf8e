import type { Block, TableBlock } from '@scrutin/declaration';
import { heading, pairs } from '@scrutin/declaration';
import { isolated } from '@scrutin/election';
import type { LawRecord, RaceRecord } from '../results/result-record.ts';
import { figuresIn, sumOf } from './figures.ts';
import type { Printing } from './result-document.ts';

type Count = NonNullable<LawRecord['tabulation']> | NonNullable<RaceRecord['tabulation']>;
type RaceCount = NonNullable<RaceRecord['tabulation']>;

/** What was counted, by which rules, when, and the digest of the ballots. */
export function countPairs({ words, language, at }: Printing, count: Count): TableBlock {
  return pairs(words.count, [
    [words.rules, count.rule_set],
    [words.ballots, figuresIn(language).whole(count.ballots)],
    [words.computed, at(count.computed_at)],
    [words.published, at(count.published_at)],
    [words.digest, count.ballots_digest],
  ]);
}

/** How many rounds stand beside each other in a table. */
const ROUNDS_OF_TABLE = 5;

/** The rounds of a race as tables and in words. A race that one look decides has no table of rounds. */
export function roundBlocks(printing: Printing, count: RaceCount): readonly Block[] {
  const { words, language } = printing;
  const tables: Block[] = [];
  for (let start = 0; count.rounds.length > 1 && start < count.rounds.length; start += ROUNDS_OF_TABLE) {
    tables.push(roundTable(printing, count, start));
  }
  return [
    ...tables,
    heading(3, words.inWords),
    { kind: 'list', items: count.rounds.map(({ explanation }) => explanation[language].join(' ')) },
  ];
}

function roundTable({ words, language }: Printing, count: RaceCount, start: number): TableBlock {
  const { votes } = figuresIn(language);
  const rounds = count.rounds.slice(start, start + ROUNDS_OF_TABLE);
  return {
    kind: 'table',
    caption: words.rounds(start + 1, start + rounds.length),
    columns: [
      { head: words.candidate, align: 'start', weight: 4 },
      ...rounds.map(({ number, pass }) => ({
        head: words.round(pass > 1 ? `${pass}.${number}` : String(number)),
        align: 'end' as const,
        weight: 2,
      })),
    ],
    rows: [
      ...count.candidates
        .filter(({ candidate_id }) => rounds.some(({ tally }) => tally[candidate_id] !== undefined))
        .map(({ candidate_id, name }) => [
          isolated(name),
          ...rounds.map(({ tally }) => {
            const shown = tally[candidate_id];
            return shown === undefined ? words.none : votes(shown);
          }),
        ]),
      [words.inactive, ...rounds.map(({ inactive }) => votes(sumOf(Object.values(inactive))))],
    ],
    showsHeads: true,
  };
}
