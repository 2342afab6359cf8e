import { explainReferendum } from '@scrutin/tabulation';
import type { DeclaredContest } from '../declaration-record.ts';
import type { Declared } from '../declared.ts';
import { contestName, heading, paragraph, printedCandidates, standingResult } from '../declared.ts';
import type { Block } from '../document.ts';
import { wholeNumber } from '../figures.ts';

/** The result in one look: the verdict on a law with its votes, or who is elected in each race. */
export function outcomeSection(declared: Declared): readonly Block[] {
  const { record, words } = declared;
  const { outcome } = words;
  if (record.subject.kind === 'law') return [heading(2, outcome.heading), ...lawOutcome(declared)];
  return [
    heading(2, outcome.heading),
    {
      kind: 'table',
      caption: outcome.caption,
      columns: [
        { head: outcome.race, align: 'start', weight: 3 },
        { head: outcome.elected, align: 'start', weight: 6 },
        { head: outcome.vacant, align: 'end', weight: 2 },
      ],
      rows: record.contests.map((contest) => raceRow(declared, contest)),
      showsHeads: true,
    },
  ];
}

function lawOutcome({ record, words, language }: Declared): readonly Block[] {
  const [contest] = record.contests;
  const result = contest && standingResult(contest);
  if (result?.referendum === undefined) return [paragraph(words.outcome.notCounted)];
  return [
    { kind: 'paragraph', text: words.outcome.verdict[result.referendum.verdict], isStrong: true },
    // Its last sentence is the verdict.
    { kind: 'list', items: (explainReferendum(result, language) ?? []).slice(0, -1) },
  ];
}

function raceRow(declared: Declared, contest: DeclaredContest): readonly string[] {
  const { words, language } = declared;
  const name = contestName(declared, contest);
  const result = standingResult(contest);
  if (result === undefined) return [name, words.outcome.notCounted, ''];
  const names = new Map(printedCandidates(contest).map((candidate) => [candidate.id, candidate.name]));
  const elected = result.winners.map((id) => {
    const winner = names.get(id) ?? id;
    return result.acclaimed?.includes(id) === true ? words.outcome.unopposed(winner) : winner;
  });
  const vacant = wholeNumber(Math.max(0, result.seats - result.winners.length), language);
  return [name, elected.length === 0 ? words.outcome.nobody : elected.join(words.semicolon), vacant];
}
