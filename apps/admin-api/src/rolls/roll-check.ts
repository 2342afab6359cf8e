import type { RollReportBody } from '@scrutin/contracts/admin';
import type { Language } from '@scrutin/contracts/problems';
import { textIn } from '@scrutin/contracts/problems';
import type { RepeatedLines, RollFileNote, RollLineFault } from '@scrutin/credentials';
import {
  parseRollLine,
  rollLineFault,
  rollLineText,
  RollOrder,
  rollRegionFault,
  WHOLE_FILE_PROBLEMS,
} from '@scrutin/credentials';

const MOST_ERRORS = 100;

interface LineError extends RollLineFault {
  readonly line: number;
}

/**
 * Checks the lines of a roll one after the other. It remembers only counts, the first errors and the previous line, so
 * that 8 million lines take no more memory than eight.
 *
 * If the lines are not sorted by hash, {@link isSorted} is false, and `findRepeatedLines` must find the duplicates.
 */
export class RollCheck {
  readonly #regions: ReadonlySet<string> | undefined;
  readonly #byRegion = new Map<string, number>();
  readonly #errors: LineError[] = [];
  #lines = 0;
  #credentials = 0;
  #wrong = 0;
  readonly #order = new RollOrder();
  /** The duplicates that were found in lines that are not sorted. */
  #found: RepeatedLines | undefined;
  #notes: readonly RollFileNote[] = [];
  /** The first line that shows that the file is not a roll; undefined if there is none. */
  #other: LineError | undefined;

  /** @param regions the regions in which the election has races; undefined for the roll of a law */
  constructor(regions: ReadonlySet<string> | undefined) {
    this.#regions = regions;
  }

  line(text: string): void {
    this.#lines += 1;
    if (this.#other !== undefined) return;
    const entry = parseRollLine(text);
    const fault =
      entry === undefined ? rollLineFault(text, this.#lines) : rollRegionFault(entry.region, this.#regions);
    if (fault !== undefined) {
      this.#wrong += 1;
      const error = { line: this.#lines, ...fault };
      if (WHOLE_FILE_PROBLEMS.has(fault.problem)) this.#other = error;
      if (this.#errors.length < MOST_ERRORS) this.#errors.push(error);
      return;
    }
    this.#order.add(text, this.#lines);
    this.#credentials += 1;
    if (entry?.region !== undefined) {
      this.#byRegion.set(entry.region, (this.#byRegion.get(entry.region) ?? 0) + 1);
    }
  }

  /** Adds to the report what the line splitter skipped in the file. */
  setNotes(notes: readonly RollFileNote[]): void {
    this.#notes = notes;
  }

  get lines(): number {
    return this.#lines;
  }

  /** Whether a line is one of the letters, which must never be uploaded. */
  get hasLetters(): boolean {
    return this.#other?.problem === 'letters';
  }

  get isSorted(): boolean {
    return this.#order.repeated() !== undefined;
  }

  /**
   * Sets the duplicates that `findRepeatedLines` found in lines that are not sorted.
   *
   * @param found undefined if there were too many lines to compare
   */
  setDuplicates(found: RepeatedLines | undefined): void {
    this.#found = found;
  }

  report(language: Language): RollReportBody {
    const repeated = this.#order.repeated() ?? this.#found;
    const duplicates = repeated?.count ?? 0;
    const repeatedLines = repeated?.first ?? [];
    const errors =
      this.#other === undefined
        ? [
            ...this.#errors,
            ...repeatedLines.map((line): LineError => ({ line, column: 1, problem: 'duplicate' })),
          ].sort((a, b) => a.line - b.line)
        : [this.#other];
    return {
      lines: this.#lines,
      credentials: this.#credentials - duplicates,
      regions: Object.fromEntries([...this.#byRegion].sort(([a], [b]) => (a < b ? -1 : 1))),
      errors: errors.slice(0, MOST_ERRORS).map(({ line, column, problem }) => ({
        line,
        column,
        problem,
        message: textIn(language, rollLineText(problem, this.#regions)),
      })),
      error_count: this.#wrong + duplicates,
      duplicates,
      duplicates_checked: repeated !== undefined,
      passed_over: [...this.#notes],
    };
  }
}
