import type { LocalizedText } from '@scrutin/election';
import type { Table } from '../tables/table.ts';
import type { ColumnOf } from '../tables/typed-columns.ts';
import { tableOf } from '../tables/typed-columns.ts';
import type { RaceRecord } from './result-record.ts';

type Rounds = NonNullable<RaceRecord['tabulation']>['rounds'];

/** A contest with its published rounds. */
export interface CountedContest {
  /** Undefined for a law. */
  readonly region: { readonly id: string; readonly name: LocalizedText } | undefined;
  readonly rounds: Rounds;
  /** The names of the candidates, by identifier. */
  readonly names: ReadonlyMap<string, string>;
}

interface RoundRow {
  readonly contest: CountedContest;
  readonly pass: number;
  readonly round: number;
  readonly line: 'candidate' | 'threshold' | 'inactive';
  readonly candidate: string | undefined;
  readonly votes: string;
  readonly event: string | undefined;
}

interface TransferRow {
  readonly contest: CountedContest;
  readonly pass: number;
  readonly round: number;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly votes: string;
}

const place: readonly ColumnOf<{ contest: CountedContest; pass: number; round: number }>[] = [
  { key: 'region_id', fr: 'Circonscription', en: 'Region', cell: ({ contest }) => contest.region?.id },
  {
    key: 'region_name',
    fr: 'Nom de la circonscription',
    en: 'Name of the region',
    cell: ({ contest }, language) => contest.region?.name[language],
  },
  { key: 'pass', fr: 'Passage', en: 'Pass', cell: ({ pass }) => pass },
  { key: 'round', fr: 'Tour', en: 'Round', cell: ({ round }) => round },
];

const ROUND_COLUMNS: readonly ColumnOf<RoundRow>[] = [
  ...place,
  { key: 'line', fr: 'Ligne', en: 'Line', cell: ({ line }) => line },
  { key: 'candidate_id', fr: 'Identifiant', en: 'Identifier', cell: ({ candidate }) => candidate },
  {
    key: 'name',
    fr: 'Nom',
    en: 'Name',
    cell: ({ contest, candidate }) => candidate && contest.names.get(candidate),
  },
  { key: 'votes', fr: 'Voix', en: 'Votes', cell: ({ votes }) => ({ exact: votes }) },
  { key: 'event', fr: 'Décision', en: 'Decision', cell: ({ event }) => event },
];

const TRANSFER_COLUMNS: readonly ColumnOf<TransferRow>[] = [
  ...place,
  { key: 'transfer', fr: 'Report', en: 'Transfer', cell: ({ kind }) => kind },
  { key: 'from', fr: 'De', en: 'From', cell: ({ from }) => from },
  { key: 'to', fr: 'À', en: 'To', cell: ({ to }) => to },
  { key: 'votes', fr: 'Voix', en: 'Votes', cell: ({ votes }) => ({ exact: votes }) },
];

/**
 * The tables `rounds` and `transfers` of published counts. A round has a line for each candidate, one for the votes that
 * elect if the rules have such a number, and one for each cause for which votes count for nobody.
 */
export function roundTables(
  contests: readonly CountedContest[],
  language: keyof LocalizedText,
): readonly Table[] {
  return [
    tableOf('rounds', { fr: 'Tours', en: 'Rounds' }, ROUND_COLUMNS, contests.flatMap(roundRows), language),
    tableOf(
      'transfers',
      { fr: 'Reports', en: 'Transfers' },
      TRANSFER_COLUMNS,
      contests.flatMap(transferRows),
      language,
    ),
  ];
}

function roundRows(contest: CountedContest): RoundRow[] {
  return contest.rounds.flatMap(({ pass, number, tally, threshold, inactive, elected, eliminated }) => {
    const events = new Map([
      ...elected.map(({ candidate, reason }) => [candidate, `elected: ${reason}`] as const),
      ...eliminated.map(({ candidate, reason }) => [candidate, `eliminated: ${reason}`] as const),
    ]);
    const row = (line: RoundRow['line'], candidate: string | undefined, votes: string): RoundRow => ({
      contest,
      pass,
      round: number,
      line,
      candidate: line === 'inactive' ? `#${candidate ?? ''}` : candidate,
      votes,
      event: candidate && events.get(candidate),
    });
    return [
      ...Object.entries(tally).map(([id, votes]) => row('candidate', id, votes)),
      ...(threshold === undefined ? [] : [row('threshold', undefined, threshold)]),
      ...Object.entries(inactive).map(([cause, votes]) => row('inactive', cause, votes)),
    ];
  });
}

function transferRows(contest: CountedContest): TransferRow[] {
  return contest.rounds.flatMap(({ pass, number, transfers }) =>
    transfers.flatMap(({ from, kind, to }) =>
      Object.entries(to).map(([candidate, votes]) => ({
        contest,
        pass,
        round: number,
        kind,
        from,
        to: candidate,
        votes,
      })),
    ),
  );
}
