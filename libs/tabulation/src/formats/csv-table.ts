/** One record of a CSV file: its cells, and the line of the file on which it begins. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** Whether the line is empty, without even a quoted empty cell. */
  readonly empty: boolean;
}

/** What the user declares about a file. Columns are given by heading or by number from 1. */
export interface CsvDeclarations {
  /** The columns of the ranks, from the first preference. */
  readonly rankColumns?: readonly string[];
  readonly countColumn?: string;
  readonly ignoredColumns?: readonly string[];
  /** Columns that are candidates, whose cells are the ranks that a ballot gives them. */
  readonly candidateColumns?: readonly string[];
  /** The candidates, in the order of the ballot. Any other name is refused. */
  readonly candidates?: readonly string[];
  /** Texts that mean an empty rank. */
  readonly noChoice?: readonly string[];
  /** The number of ballots that the file must have. */
  readonly ballots?: number;
}
