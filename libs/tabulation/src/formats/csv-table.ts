/** One record of a CSV file: its cells, and the line of the file on which it begins. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** A line with nothing on it, not even a quoted empty cell. */
  readonly empty: boolean;
}

/** What the person who counts declares about the columns, each by its heading or by its number from 1. */
export interface CsvDeclarations {
  /** The ranks, from the first preference. */
  readonly rankColumns?: readonly string[];
  readonly countColumn?: string;
  readonly ignoredColumns?: readonly string[];
  /** Columns that are candidates; their cells are the ranks that the ballot gives them. */
  readonly candidateColumns?: readonly string[];
  /** Who stands, in the order of the ballot; any other name is refused. */
  readonly candidates?: readonly string[];
  /** Texts that stand for a rank left empty. */
  readonly noChoice?: readonly string[];
  /** How many ballots the file must have. */
  readonly ballots?: number;
}
