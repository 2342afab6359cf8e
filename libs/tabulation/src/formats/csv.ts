import type { BallotGroup, Candidate, Contest, Rank } from '../contest.ts';
import { UNREADABLE_OVERVOTE } from '../contest.ts';
import type { LocalizedText } from '../localized-text.ts';
import { BLANK_SELECTION } from '../selection-counts.ts';
import { foldName, nameProblem, visibleName } from './candidate-name.ts';
import type { CsvColumns } from './csv-columns.ts';
import { cellPlace, csvColumns, placeOf } from './csv-columns.ts';
import { CsvNames } from './csv-names.ts';
import {
  BROKEN_CELL,
  cellsAreNumbers,
  EMPTY_LINE,
  EMPTY_ROW,
  longRow,
  NO_HEADINGS,
  noCount,
  noRank,
  otherContest,
  otherNumberOfBallots,
  rowOfSums,
  severalCells,
  shortRow,
  strayCell,
  uncertainChoice,
  undeclaredCandidate,
  wholeRanking,
} from './csv-problems.ts';
import type { CsvDeclarations, CsvRow } from './csv-table.ts';
import { totalRowProblem } from './csv-totals.ts';
import { noChoiceOf } from './no-choice-words.ts';
import type { ReadOutcome } from './read-outcome.ts';
import { inLine, inPlace, read, tooManyBallots, unreadable } from './read-outcome.ts';
import { isTotalLabel } from './total-labels.ts';

/** The contest in a CSV file, with the meaning of its columns. */
export interface CsvContest extends Contest {
  readonly ballots: readonly BallotGroup[];
  readonly columns: CsvColumns;
}

/**
 * Signs between the names of a ranking in one cell: `>`, arrows, and the rest of `->` when the cell was split at `>`.
 */
const RANKING_SIGN =
  /[<>\uFF1C\uFF1E\u203A\u2190-\u21FF\u227A\u227B\u276F\u2794-\u27BE\u27E9\u27F5-\u27FF]|[\p{L}\p{N}].*[-=]$/u;
const UNSAFE_IDENTIFIER = /[,/=:|>;"'[\]]|^c\d+$|^#|^\s*$/i;

/**
 * Reads ballots from the records of a CSV file, which are a line of headings and a row for each group of equal ballots.
 *
 * The column `count` (or `ballots`, `votes`, `nombre`, `bulletins`) has the number of ballots; without it, each row is
 * one ballot. Ranks are the columns with headings such as `Rank 1` or `Choix 1`, in the order of their numbers, or
 * those declared. A column that is neither known nor declared is refused. A cell contains a candidate's name, nothing
 * for a skipped rank, or several names joined by `|` for an overvote. In place of rank columns, a column `selection`
 * may contain identifiers joined by `>`.
 *
 * The candidates are those declared, otherwise those found, in alphabetical order. Their identifiers are their names,
 * or c1, c2 … if a name contains a character that separates names elsewhere.
 */
export function readCsv(
  [header, ...rows]: readonly CsvRow[],
  seats: number,
  declared: CsvDeclarations = {},
): ReadOutcome<CsvContest> {
  if (header === undefined) return unreadable(NO_HEADINGS);
  const columns = csvColumns(header.cells, declared);
  if (!columns.ok) return cellsAreRanks(rows) ? unreadable(cellsAreNumbers(columns.text)) : columns;
  const reader = new RowReader(columns.value, declared);
  const ballots: BallotGroup[] = [];
  for (const row of rows) {
    // In a file with one column, an empty line may be a blank ballot.
    if (row.empty && header.cells.length > 1) continue;
    const group = row.empty ? unreadable<BallotGroup>(inLine(row.line, EMPTY_LINE)) : reader.ballots(row);
    if (!group.ok) return group;
    ballots.push(group.value);
  }
  const counts = ballots.map(({ ranks, count }, index) => ({
    line: reader.lines[index] ?? 0,
    count,
    blank: ranks.every((rank) => rank.length === 0),
    names: new Set(ranks.flat()).size,
    ranking: rankingText(ranks),
    identifiers: reader.identifiers[index] ?? [],
  }));
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (declared.ballots !== undefined && total !== declared.ballots) {
    return unreadable(otherNumberOfBallots(declared.ballots, total));
  }
  const problem =
    shortRowProblem(header, rows, columns.value) ??
    (declared.ballots === undefined && columns.value.count !== undefined
      ? totalRowProblem(
          counts,
          columns.value.ignored.map((column) => placeOf(columns.value.headings, column)),
          placeOf(columns.value.headings, columns.value.count),
        )
      : undefined) ??
    reader.names.problem();
  return problem === undefined ? read(contestOf(reader, ballots, seats, columns.value)) : unreadable(problem);
}

/** A text that is equal for equal rankings, whatever the number of empty ranks at their end. */
function rankingText(ranks: readonly Rank[]): string {
  const last = ranks.findLastIndex((rank) => rank.length > 0);
  return ranks
    .slice(0, last + 1)
    .map((rank) => [...rank].sort().join('|'))
    .join('>');
}

/**
 * Finds a row with fewer cells than headings in a file in which other rows write their empty last cells. Such a row may
 * not be a ballot. In other files, a shorter row has its last ranks empty.
 */
function shortRowProblem(
  header: CsvRow,
  rows: readonly CsvRow[],
  { headings }: CsvColumns,
): LocalizedText | undefined {
  const width = header.cells.length;
  const short = rows.find(({ cells, empty }) => !empty && cells.length < width);
  if (short === undefined || headings.at(-1) === '') return undefined;
  const padded = rows.find(
    ({ cells, empty }) => !empty && cells.length === width && foldName(cells[width - 1] ?? '') === '',
  );
  return padded === undefined
    ? undefined
    : inLine(short.line, shortRow(short.cells.length, width, padded.line));
}

function cellsAreRanks(rows: readonly CsvRow[]): boolean {
  const cells = rows.flatMap((row) => row.cells.map((cell) => cell.trim()).filter((cell) => cell !== ''));
  return cells.length > 0 && cells.every((cell) => /^\d{1,3}$/.test(cell));
}

function contestOf(
  reader: RowReader,
  ballots: readonly BallotGroup[],
  seats: number,
  columns: CsvColumns,
): CsvContest {
  const names = reader.names.candidates();
  const numbered = names.some((name) => UNSAFE_IDENTIFIER.test(name));
  if (!numbered)
    return { candidates: names.map((name): Candidate => ({ id: name, name })), ballots, seats, columns };
  const ids = new Map(names.map((name, index) => [name, `c${index + 1}`]));
  return {
    candidates: names.map((name): Candidate => ({ id: ids.get(name) ?? name, name })),
    ballots: ballots.map(({ ranks, count }) => ({
      count,
      ranks: ranks.map((rank) => rank.map((name) => ids.get(name) ?? name)),
    })),
    seats,
    columns,
  };
}

/** Reads one row after another, and remembers what is checked for all rows together. */
class RowReader {
  readonly lines: number[] = [];
  readonly identifiers: (readonly string[])[] = [];
  private readonly columns: CsvColumns;
  /** Whether the number of ballots was declared, so that a row of sums cannot go unnoticed. */
  private readonly confirmed: boolean;
  private readonly candidates: ReadonlySet<string>;
  private readonly noChoice: ReadonlySet<string>;
  readonly names: CsvNames;
  private contest: string | undefined;

  constructor(columns: CsvColumns, declared: CsvDeclarations) {
    this.columns = columns;
    this.confirmed = declared.ballots !== undefined;
    this.candidates = new Set((declared.candidates ?? []).map(foldName));
    this.names = new CsvNames(columns, this.candidates);
    this.noChoice = new Set((declared.noChoice ?? []).map((word) => foldName(word).toLowerCase()));
  }

  ballots(row: CsvRow): ReadOutcome<BallotGroup> {
    const { columns } = this;
    this.lines.push(row.line);
    this.identifiers.push(columns.ignored.map((column) => foldName(row.cells[column] ?? '')));
    const problem = this.rowProblem(row);
    if (problem !== undefined) return unreadable(inLine(row.line, problem));
    const label = this.labelProblem(row);
    if (label !== undefined) return unreadable(label);
    const count = this.count(row);
    if (!count.ok) return count;
    const ranks = columns.layout === 'candidates' ? this.byCandidate(row) : this.byRank(row);
    return ranks.ok ? read({ ranks: ranks.value, count: count.value }) : ranks;
  }

  /** What is wrong with a row apart from its ranks, or undefined. */
  private rowProblem({ cells }: CsvRow): LocalizedText | undefined {
    const { headings, unnamed, contests, ignored } = this.columns;
    const extra = cells.findIndex((cell, column) => column >= headings.length && foldName(cell) !== '');
    if (extra !== -1) return longRow(cells.length, headings.length);
    const stray = unnamed.find((column) => foldName(cells[column] ?? '') !== '');
    if (stray !== undefined) return strayCell(stray + 1, cells[stray]);
    if (ignored.length > 0 && cells.every((cell) => foldName(cell) === '')) {
      return EMPTY_ROW;
    }
    const contest = contests.map((column) => foldName(cells[column] ?? '')).join(', ');
    this.contest ??= contest;
    return contest === this.contest ? undefined : otherContest(contest, this.contest);
  }

  /** Finds a cell that labels a row of sums, unless it is a declared candidate or the number of ballots is declared. */
  private labelProblem({ line, cells }: CsvRow): LocalizedText | undefined {
    const { headings, ranks, ignored } = this.columns;
    const column = cells.findIndex(
      (cell, index) =>
        isTotalLabel(cell) &&
        (ignored.includes(index) ? !this.confirmed : !this.candidates.has(foldName(cell))),
    );
    if (column === -1) return undefined;
    const settledBy = ignored.includes(column) ? 'ballots' : ranks.includes(column) ? 'candidate' : undefined;
    return inPlace(cellPlace(line, headings, column), rowOfSums(foldName(cells[column] ?? ''), settledBy));
  }

  private count({ line, cells }: CsvRow): ReadOutcome<number> {
    const { count: column, headings } = this.columns;
    if (column === undefined) return read(1);
    const cell = foldName(cells[column] ?? '');
    const place = cellPlace(line, headings, column);
    if (/^\d{16,}$/.test(cell)) return unreadable(inPlace(place, tooManyBallots(cell)));
    return /^\d{1,15}$/.test(cell) ? read(Number(cell)) : unreadable(inPlace(place, noCount(cell)));
  }

  private byRank({ line, cells }: CsvRow): ReadOutcome<readonly Rank[]> {
    const { layout, ranks: rankColumns, headings } = this.columns;
    const ranks: Rank[] = [];
    for (const column of rankColumns) {
      const cell = cells[column] ?? '';
      const place = cellPlace(line, headings, column);
      const parts = layout === 'selection' ? cell.split('>') : [cell];
      for (const part of parts) {
        const rank = this.rank(part, place);
        if (!rank.ok) return rank;
        ranks.push(rank.value);
      }
    }
    return read(ranks);
  }

  private rank(cell: string, place: LocalizedText): ReadOutcome<Rank> {
    const whole = foldName(cell);
    if (!this.candidates.has(whole)) {
      if (/[\t\n\r\v\f\u0085\u2028\u2029]/u.test(cell.trim())) {
        return unreadable(inPlace(place, BROKEN_CELL));
      }
      if (RANKING_SIGN.test(whole)) return unreadable(inPlace(place, wholeRanking(whole)));
      if (this.columns.headings.length === 1 && whole.includes(';')) {
        return unreadable(inPlace(place, severalCells(whole)));
      }
    }
    if (this.columns.layout === 'selection' && whole === BLANK_SELECTION) return read([]);
    if (whole === '' || this.noChoice.has(whole.toLowerCase())) return read([]);
    const names = this.candidates.has(whole)
      ? [whole]
      : whole
          .split('|')
          .map(foldName)
          .filter((name) => name !== '');
    const marked: string[] = [];
    for (const name of names) {
      const noChoice = this.candidates.has(name) ? undefined : noChoiceOf(name);
      if (noChoice !== undefined && (names.length > 1 || noChoice === 'uncertain'))
        return unreadable(inPlace(place, uncertainChoice(name)));
      if (noChoice === 'skipped') return read([]);
      if (noChoice === 'overvote') return read([UNREADABLE_OVERVOTE]);
      if (this.candidates.size > 0 && !this.candidates.has(name)) {
        return unreadable(inPlace(place, undeclaredCandidate(visibleName(name))));
      }
      const problem = nameProblem(name);
      if (problem !== undefined) return unreadable(inPlace(place, problem));
      if (!marked.includes(name)) marked.push(name);
    }
    this.names.add(marked, place);
    return read(marked);
  }

  /** The ranking of a row whose columns are candidates and whose cells are ranks. */
  private byCandidate({ line, cells }: CsvRow): ReadOutcome<readonly Rank[]> {
    const { ranks: candidateColumns, headings } = this.columns;
    const ranks: string[][] = [];
    for (const column of candidateColumns) {
      const cell = foldName(cells[column] ?? '');
      if (cell === '' || this.noChoice.has(cell.toLowerCase()) || noChoiceOf(cell) === 'skipped') continue;
      if (!/^\d{1,3}$/.test(cell) || Number(cell) === 0) {
        return unreadable(inPlace(cellPlace(line, headings, column), noRank(cell)));
      }
      const rank = Number(cell);
      while (ranks.length < rank) ranks.push([]);
      ranks[rank - 1]?.push(headings[column] ?? '');
    }
    return read(ranks);
  }
}
