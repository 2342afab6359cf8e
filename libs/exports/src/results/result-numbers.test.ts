import type { OpenedSheet } from '@scrutin/testkit/without-services';
import { openWorkbook } from '@scrutin/testkit/without-services';
import { csvRows, electionRecord, lawRecord, OPTIONS } from '../fixture/written.ts';
import type { TableColumn } from '../tables/table.ts';
import { resultFile } from './result-file.ts';
import type { ElectionRecord, LawRecord, ResultRecord } from './result-record.ts';
import { resultTables } from './result-tables.ts';

type Row = Readonly<Record<string, string>>;
type Expected = Readonly<Record<string, readonly Row[]>>;

const text = (value: string | number | boolean | null): string => (value === null ? '' : String(value));
const texts = (row: Readonly<Record<string, string | number | boolean | null>>): Row =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, text(value)]));

/** Every number that the results of an election show, by table and row, put together from the bodies of the API alone. */
function numbersOfElection({ result, races }: ElectionRecord): Expected {
  return {
    election: [
      texts({
        seats: result.seats.total,
        seats_decided: result.seats.decided,
        registered_voters: result.turnout.registered_voters,
        voters: result.turnout.voters,
        turnout_percentage: result.turnout.percentage,
        blank_count: result.blank_count,
        total_votes: result.total_votes,
      }),
    ],
    parties: [...result.parties, result.independents].map(({ votes, percentage, seats, leading }) =>
      texts({ votes, percentage, seats, leading }),
    ),
    regions: races.map(({ result: race, tabulation }, index) =>
      texts({
        seats: race.seats,
        registered_voters: race.turnout.registered_voters,
        voters: race.turnout.voters,
        turnout_percentage: race.turnout.percentage,
        blank_count: race.blank_count,
        total_votes: race.total_votes,
        vacant_seats: result.regions[index]!.vacant_seats,
        ballots: tabulation === null ? null : tabulation.ballots,
      }),
    ),
    candidates: races.flatMap(({ result: race }) =>
      race.candidates.map(({ votes, percentage, rank }) => texts({ votes, percentage, rank })),
    ),
    ...roundsOf(races.map(({ tabulation }) => tabulation)),
  };
}

function numbersOfLaw({ result, tabulation }: LawRecord): Expected {
  return {
    law: [
      texts({
        oui_count: result.oui_count,
        non_count: result.non_count,
        blank_count: result.blank_count,
        total_votes: result.total_votes,
        oui_percentage: result.oui_percentage,
        non_percentage: result.non_percentage,
        blank_percentage: result.blank_percentage,
        registered_voters: result.registered_voters,
        threshold_percentage: result.threshold_percentage,
        quorum_required: result.quorum_required,
        ballots: tabulation === null ? null : tabulation.ballots,
        threshold_votes: tabulation === null ? null : tabulation.threshold,
        quorum_votes: tabulation === null ? null : tabulation.quorum,
      }),
    ],
    rounds: roundsOf([tabulation]).rounds,
  };
}

function roundsOf(
  counts: readonly (ElectionRecord['races'][number]['tabulation'] | LawRecord['tabulation'])[],
) {
  const rounds = counts.flatMap((count) => count?.rounds ?? []);
  return {
    rounds: rounds.flatMap(({ pass, number, tally, threshold, inactive }) =>
      [
        ...Object.values(tally),
        ...(threshold === undefined ? [] : [threshold]),
        ...Object.values(inactive),
      ].map((votes) => texts({ pass, round: number, votes })),
    ),
    transfers: rounds.flatMap(({ pass, number, transfers }) =>
      transfers.flatMap(({ to }) => Object.values(to).map((votes) => texts({ pass, round: number, votes }))),
    ),
  };
}

const numbersOf = (record: ResultRecord): Expected =>
  record.kind === 'law' ? numbersOfLaw(record) : numbersOfElection(record);

/** The columns of identifiers, words and times. Every other column has numbers. */
const WORDS =
  /^(table|.*_id|.*name|title|purpose|provisional|type|.*_at|time_zone|as_of|leading_side|outcome|threshold|threshold_base|rule_set|ballots_digest|verdict|method|counts|tabulated|party_code|tied|elected|acclaimed|withdrawn|line|event|transfer|from|to)$/;

const RECORDS: readonly (readonly [string, () => Promise<ResultRecord>])[] = [
  ['a certified law', () => lawRecord()],
  ['a law while votes come in', () => lawRecord({ certified: false })],
  ['a certified election', () => electionRecord()],
  ['an election that is not counted yet', () => electionRecord({ certified: false })],
];

describe.each(RECORDS)('of %s', (_name, read) => {
  it.each(['fr', 'en'] as const)('CSV (%s) has exactly the numbers of the results', async (language) => {
    const record = await read();
    const file = await resultFile(record, { ...OPTIONS, format: 'csv', language });
    const rows = csvRows(file.content as string);
    const expected = numbersOf(record);
    const found: Record<string, Row[]> = Object.fromEntries(Object.keys(expected).map((key) => [key, []]));
    for (const row of rows) {
      const columns = Object.keys(expected[row['table'] ?? '']?.[0] ?? {});
      found[row['table'] ?? '']!.push(Object.fromEntries(columns.map((key) => [key, row[key] ?? ''])));
      const others = Object.entries(row).filter(([key]) => !columns.includes(key) && !WORDS.test(key));
      expect(others.filter(([key, value]) => value !== '' && key !== 'leading')).toEqual([]);
    }
    expect(found).toEqual(expected);
  });

  it.each(['fr', 'en'] as const)('XLSX (%s) has the cells of CSV, numbers as numbers', async (language) => {
    const record = await read();
    const csv = await resultFile(record, { ...OPTIONS, format: 'csv', language });
    const xlsx = await resultFile(record, { ...OPTIONS, format: 'xlsx', language });
    const sheets = openWorkbook(xlsx.content as Uint8Array);
    const numbers = numbersOf(record);
    expect(sheets).toHaveLength(Object.keys(numbers).length);
    const rows = csvRows(csv.content as string);
    for (const [index, table] of Object.keys(numbers).entries()) {
      const ofTable = rows.filter((row) => row['table'] === table);
      const { columns } = resultTables(record, language)[index]!;
      expect(shownIn(sheets[index]!, columns)).toEqual(
        ofTable.map((row) => columns.map(({ key }) => comparable(row[key] ?? ''))),
      );
    }
  });

  it('JSON has the bodies of the API', async () => {
    const record = await read();
    const file = await resultFile(record, { ...OPTIONS, format: 'json', language: 'fr' });
    expect(JSON.parse(file.content as string)).toEqual(record);
  });
});

/** The cells of a sheet under these columns, below their headings. */
function shownIn({ rows: [heads = [], ...rows] }: OpenedSheet, columns: readonly TableColumn[]) {
  expect(heads.map((cell) => cell?.text)).toEqual(columns.map(({ head }) => head));
  return rows.map((row) => columns.map((_column, index) => comparable(row[index]?.text ?? '')));
}

/** Numbers by value, truth as 1 and 0, texts without the apostrophe that keeps a formula from being one. */
function comparable(value: string): string | number {
  if (value === 'true' || value === 'false') return value === 'true' ? 1 : 0;
  if (/^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  return value.replace(/^'(?=[=+\-@])/, '');
}
