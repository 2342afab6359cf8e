import type { RejectionReason } from '@scrutin/election';
import { explainRound } from '@scrutin/tabulation';
import type { DeclaredContest, DeclaredPublication } from '../declaration-record.ts';
import type { Declared } from '../declared.ts';
import {
  blankVotes,
  contestName,
  heading,
  pairs,
  paragraph,
  printedCandidates,
  standingResult,
} from '../declared.ts';
import type { Block } from '../document.ts';
import { percentage, wholeNumber } from '../figures.ts';
import { figuresTable, roundTables } from './figures-tables.ts';

/** One contest: turnout, rejected submissions, the votes, all rounds, the lots, and every published count. */
export function countSection(declared: Declared, contest: DeclaredContest): readonly Block[] {
  const { words, record } = declared;
  const result = standingResult(contest);
  const name = contestName(declared, contest);
  const title = record.subject.kind === 'law' ? words.turnout.heading : name;
  return [
    heading(2, title),
    ...turnout(declared, contest),
    ...(result === undefined ? [] : [figuresTable(declared, contest, result)]),
    ...(result === undefined || contest.race === undefined ? [] : rounds(declared, contest)),
    ...(contest.race === undefined ? [] : lots(declared, contest)),
    ...publications(declared, contest),
  ];
}

function turnout({ words, language }: Declared, contest: DeclaredContest): readonly Block[] {
  const { turnout: w } = words;
  const { voters, counted, rejected } = contest;
  const number = (value: bigint): string => wholeNumber(value, language);
  const total = [...rejected.values()].reduce((sum, count) => sum + count, 0n);
  const result = standingResult(contest);
  const blank = result && blankVotes(result.rounds);
  return [
    pairs(w.caption, [
      ...(voters === undefined ? [] : [[w.voters, number(voters)] as const]),
      [w.counted, number(counted)],
      ...(voters === undefined ? [] : [[w.turnout, percentage(counted, voters, language)] as const]),
      ...(blank === undefined
        ? []
        : ([
            [contest.race === undefined ? w.valid : w.named, number(counted - blank)],
            [w.blank, number(blank)],
          ] as const)),
      [w.rejected, number(total)],
    ]),
    ...(total === 0n ? [] : rejections(w, rejected, number)),
  ];
}

function rejections(
  w: Declared['words']['turnout'],
  rejected: ReadonlyMap<RejectionReason, bigint>,
  number: (value: bigint) => string,
): readonly Block[] {
  return [
    {
      kind: 'table',
      caption: w.rejectedCaption,
      columns: [
        { head: w.reasonHead, align: 'start', weight: 8 },
        { head: w.number, align: 'end', weight: 2 },
      ],
      rows: [...rejected].map(([reason, count]) => [w.reason[reason], number(count)]),
      showsHeads: true,
    },
    paragraph(w.rejectedNote),
  ];
}

function rounds(declared: Declared, contest: DeclaredContest): readonly Block[] {
  const { words, language } = declared;
  const result = standingResult(contest);
  if (result === undefined) return [];
  const candidates = printedCandidates(contest);
  const passes = Math.max(1, ...result.rounds.map(({ pass }) => pass));
  return [
    ...(result.rounds.length > 1
      ? [heading(3, words.count.roundsHeading), ...roundTables(declared, contest, result)]
      : []),
    heading(3, words.count.explanationHeading),
    {
      kind: 'list',
      items: result.rounds.map((round) => explainRound(round, candidates, language, { passes }).join(' ')),
    },
  ];
}

function lots(declared: Declared, contest: DeclaredContest): readonly Block[] {
  const { words, at } = declared;
  const { count } = words;
  const names = new Map(printedCandidates(contest).map(({ id, name }) => [id, name]));
  const named = (ids: readonly string[]): string => ids.map((id) => names.get(id) ?? id).join(', ');
  return [
    heading(3, count.lotsHeading),
    ...(contest.lots.length === 0
      ? [paragraph(count.noLots)]
      : contest.lots.map((lot, index) =>
          pairs(count.lotCaption(index + 1), [
            [count.lotPurpose, count.lotFor[lot.purpose]],
            [count.tied, named(lot.tied)],
            [count.drawn, named(lot.drawn)],
            [count.method, lot.method],
            [count.drawnBy, lot.drawnBy],
            [count.witnesses, lot.witnesses],
            [count.recorded, at(lot.recordedAtMs)],
            [count.ofCount, lot.tabulation],
          ]),
        )),
  ];
}

function publications(declared: Declared, contest: DeclaredContest): readonly Block[] {
  const { words } = declared;
  const { count } = words;
  const all = contest.publications;
  return [
    heading(3, count.publicationsHeading),
    ...(all.length === 0
      ? [paragraph(count.notPublished)]
      : all.map((publication, index) => publicationPairs(declared, publication, index === all.length - 1))),
  ];
}

function publicationPairs(
  { words, language, at }: Declared,
  { tabulation, publishedAtMs, computedAtMs, ballots, reason }: DeclaredPublication,
  stands: boolean,
): Block {
  const { count } = words;
  return pairs(`${count.publication} ${tabulation}`, [
    [count.stands, stands ? count.standing : count.replacedSince],
    [count.countedAt, at(computedAtMs)],
    [count.publishedAt, at(publishedAtMs)],
    [count.ballots, wholeNumber(ballots, language)],
    ...(reason === undefined ? [] : [[count.reason, reason] as const]),
  ]);
}
