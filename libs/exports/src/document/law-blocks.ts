import type { Block } from '@scrutin/declaration';
import { heading, pairs } from '@scrutin/declaration';
import type { LawRecord } from '../results/result-record.ts';
import { countPairs } from './count-blocks.ts';
import { figuresIn } from './figures.ts';
import type { Printing } from './result-document.ts';

/** The outcome of a law, its votes, the turnout and what it needed, and its published count. */
export function lawBlocks(printing: Printing, { result, tabulation }: LawRecord): readonly Block[] {
  const { words, language } = printing;
  const { whole, percent } = figuresIn(language);
  return [
    heading(2, words.outcome),
    { kind: 'paragraph', text: outcome(printing, result), isStrong: true },
    {
      kind: 'table',
      caption: words.votesOnLaw,
      columns: [
        { head: words.choice, align: 'start', weight: 4 },
        { head: words.votes, align: 'end', weight: 3 },
        { head: words.share, align: 'end', weight: 3 },
      ],
      rows: [
        [words.oui, whole(result.oui_count), percent(result.oui_percentage)],
        [words.non, whole(result.non_count), percent(result.non_percentage)],
        [
          words.blank,
          whole(result.blank_count),
          result.threshold_base === 'valid' ? words.none : percent(result.blank_percentage),
        ],
        [words.allVotes, whole(result.total_votes), ''],
      ],
      showsHeads: true,
    },
    pairs(words.turnout, [
      [words.registered, whole(result.registered_voters)],
      [words.allVotes, whole(result.total_votes)],
      [
        words.threshold,
        result.threshold_percentage === null ? words.moreThanHalf : percent(result.threshold_percentage),
      ],
      [words.quorum, result.quorum_required === 0 ? words.noQuorum : whole(result.quorum_required)],
    ]),
    ...(tabulation === null
      ? []
      : [
          heading(2, words.count),
          {
            kind: 'list' as const,
            items: tabulation.rounds.flatMap(({ explanation }) => explanation[language]),
          },
          countPairs(printing, tabulation),
        ]),
  ];
}

function outcome({ words }: Printing, result: LawRecord['result']): string {
  if (result.outcome !== null) return words.verdict[result.outcome];
  return result.leading === null ? words.noVotes : words.leading[result.leading];
}
