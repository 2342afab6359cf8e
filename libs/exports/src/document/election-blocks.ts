import type { Block, TableBlock } from '@scrutin/declaration';
import { heading, pairs } from '@scrutin/declaration';
import { isolated } from '@scrutin/election';
import type { ElectionRecord, RaceRecord } from '../results/result-record.ts';
import { countPairs, roundBlocks } from './count-blocks.ts';
import { figuresIn } from './figures.ts';
import type { Printing } from './result-document.ts';

/** The totals of an election, its parties and regions, and every race with its candidates and rounds. */
export function electionBlocks(printing: Printing, record: ElectionRecord): readonly Block[] {
  return [
    heading(2, printing.words.nation),
    totals(printing, record),
    partyTable(printing, record),
    regionTable(printing, record),
    ...record.races.flatMap((race) => raceBlocks(printing, race)),
  ];
}

function totals({ words, language }: Printing, { result }: ElectionRecord): TableBlock {
  const { whole, percent } = figuresIn(language);
  return pairs(words.turnout, [
    [words.seats, whole(result.seats.total)],
    [words.seatsDecided, whole(result.seats.decided)],
    [words.registered, whole(result.turnout.registered_voters)],
    [words.voters, whole(result.turnout.voters)],
    [words.turnoutShare, percent(result.turnout.percentage)],
    [words.blank, whole(result.blank_count)],
    [words.allVotes, whole(result.total_votes)],
  ]);
}

function partyTable({ words, language }: Printing, { result }: ElectionRecord): TableBlock {
  const { whole, percent } = figuresIn(language);
  const rows = [
    ...result.parties.map(({ name, ...party }) => ({ ...party, shown: isolated(name[language]) })),
    { ...result.independents, shown: words.independents },
  ];
  return {
    kind: 'table',
    caption: words.parties,
    columns: [
      { head: words.party, align: 'start', weight: 5 },
      { head: words.votes, align: 'end', weight: 2 },
      { head: words.share, align: 'end', weight: 2 },
      { head: words.seats, align: 'end', weight: 2 },
      { head: words.leadingSeats, align: 'end', weight: 2 },
    ],
    rows: rows.map(({ shown, votes, percentage, seats, leading }) => [
      shown,
      whole(votes),
      percent(percentage),
      whole(seats),
      whole(leading),
    ]),
    showsHeads: true,
  };
}

function regionTable({ words, language }: Printing, { races }: ElectionRecord): TableBlock {
  const { whole, percent } = figuresIn(language);
  return {
    kind: 'table',
    caption: words.regions,
    columns: [
      { head: words.region, align: 'start', weight: 4 },
      { head: words.registered, align: 'end', weight: 2 },
      { head: words.voters, align: 'end', weight: 2 },
      { head: words.turnoutShare, align: 'end', weight: 2 },
      { head: words.blank, align: 'end', weight: 2 },
    ],
    rows: races.map(({ result: { region_name, turnout, blank_count } }) => [
      isolated(region_name[language]),
      whole(turnout.registered_voters),
      whole(turnout.voters),
      percent(turnout.percentage),
      whole(blank_count),
    ]),
    showsHeads: true,
  };
}

function raceBlocks(printing: Printing, { result, tabulation }: RaceRecord): readonly Block[] {
  const { words, language } = printing;
  const { whole, percent } = figuresIn(language);
  return [
    heading(2, isolated(result.region_name[language])),
    pairs(words.turnout, [
      [words.seats, whole(result.seats)],
      ...(tabulation === null ? [] : [[words.vacant, whole(tabulation.vacant_seats)] as const]),
      [words.registered, whole(result.turnout.registered_voters)],
      [words.voters, whole(result.turnout.voters)],
      [words.turnoutShare, percent(result.turnout.percentage)],
      [words.blank, whole(result.blank_count)],
      [words.allVotes, whole(result.total_votes)],
    ]),
    candidateTable(printing, result, tabulation),
    ...(tabulation === null ? [] : [...roundBlocks(printing, tabulation), countPairs(printing, tabulation)]),
  ];
}

function candidateTable(
  printing: Printing,
  result: RaceRecord['result'],
  tabulation: RaceRecord['tabulation'],
): TableBlock {
  const { words, language } = printing;
  const { whole, percent } = figuresIn(language);
  return {
    kind: 'table',
    caption: words.candidates,
    columns: [
      { head: words.candidate, align: 'start', weight: 5 },
      { head: words.party, align: 'start', weight: 3 },
      {
        head: result.counts === 'first-preferences' ? words.firstVotes : words.votes,
        align: 'end',
        weight: 2,
      },
      { head: words.share, align: 'end', weight: 2 },
      { head: words.place, align: 'end', weight: 2 },
      { head: words.status, align: 'start', weight: 3 },
    ],
    rows: result.candidates.map((candidate) => [
      isolated(candidate.name),
      candidate.party_name === null ? words.independents : isolated(candidate.party_name[language]),
      whole(candidate.votes),
      percent(candidate.percentage),
      placeOf(printing, candidate),
      statusOf(printing, candidate, tabulation),
    ]),
    showsHeads: true,
  };
}

type CandidateResult = RaceRecord['result']['candidates'][number];

function placeOf({ words }: Printing, { rank, tied }: CandidateResult): string {
  if (rank === null) return words.none;
  return tied ? words.tiedPlace(rank) : String(rank);
}

function statusOf(
  { words }: Printing,
  { candidate_id, withdrawn }: CandidateResult,
  tabulation: RaceRecord['tabulation'],
): string {
  if (tabulation?.acclaimed.includes(candidate_id) === true) return words.acclaimed;
  if (tabulation?.winners.includes(candidate_id) === true) return words.elected;
  if (withdrawn) return words.withdrawn;
  return tabulation === null ? words.none : words.notElected;
}
