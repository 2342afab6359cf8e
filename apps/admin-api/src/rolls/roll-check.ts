import type { RollReportBody } from '@scrutin/contracts/admin';
import type { Language } from '@scrutin/contracts/problems';
import type { RollFileNote, RollLineFault, RollLineProblem } from '@scrutin/credentials';
import { parseRollLine, rollLineFault, rollLineText, WHOLE_FILE_PROBLEMS } from '@scrutin/credentials';

const MOST_ERRORS = 100;
const HASH_CHARACTERS = 43;
const REGION_COLUMN = HASH_CHARACTERS + 2;

interface LineError extends RollLineFault {
  readonly line: number;
}

/**
 * Checks the lines of a roll one after the other. It remembers only counts, the first errors and the previous line, so
 * that 8 million lines take no more memory than eight.
 *
 * In lines that are sorted by hash, as `scrutin credentials generate` writes them, duplicates are neighbours. If the
 * lines are not sorted, {@link isSorted} is false, and `duplicateLines` must find the duplicates in another pass.
 */
export class RollCheck {
  readonly #regions: ReadonlySet<string> | undefined;
  readonly #byRegion = new Map<string, number>();
  readonly #errors: LineError[] = [];
  #lines = 0;
  #credentials = 0;
  #wrong = 0;
  #duplicates: LineError[] = [];
  #duplicateCount = 0;
  #areDuplicatesKnown = true;
  #previous = '';
  #isSorted = true;
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
    const fault = entry === undefined ? rollLineFault(text, this.#lines) : this.#regionFault(entry.region);
    if (fault !== undefined) {
      this.#wrong += 1;
      const error = { line: this.#lines, ...fault };
      if (WHOLE_FILE_PROBLEMS.has(fault.problem)) this.#other = error;
      if (this.#errors.length < MOST_ERRORS) this.#errors.push(error);
      return;
    }
    const hash = text.slice(0, HASH_CHARACTERS);
    if (hash < this.#previous) this.#isSorted = false;
    else if (hash === this.#previous) this.#duplicate(this.#lines);
    this.#previous = hash;
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

  get isSorted(): boolean {
    return this.#isSorted;
  }

  /**
   * Sets the duplicates that another pass found in lines that are not sorted.
   *
   * @param lines the numbers of the lines; undefined if there were too many lines to check
   */
  setDuplicates(lines: readonly number[] | undefined): void {
    this.#areDuplicatesKnown = lines !== undefined;
    if (lines === undefined) return;
    this.#duplicates = [];
    this.#duplicateCount = 0;
    for (const line of lines) this.#duplicate(line);
  }

  report(language: Language): RollReportBody {
    const errors =
      this.#other === undefined
        ? [...this.#errors, ...this.#duplicates].sort((a, b) => a.line - b.line)
        : [this.#other];
    return {
      lines: this.#lines,
      credentials: this.#credentials - this.#duplicateCount,
      regions: Object.fromEntries([...this.#byRegion].sort(([a], [b]) => (a < b ? -1 : 1))),
      errors: errors.slice(0, MOST_ERRORS).map(({ line, column, problem }) => ({
        line,
        column,
        problem,
        message: rollLineText(problem, this.#regions)[language],
      })),
      error_count: this.#wrong + this.#duplicateCount,
      duplicates: this.#duplicateCount,
      duplicates_checked: this.#areDuplicatesKnown,
      passed_over: [...this.#notes],
    };
  }

  #duplicate(line: number): void {
    this.#duplicateCount += 1;
    if (this.#duplicates.length < MOST_ERRORS)
      this.#duplicates.push({ line, column: 1, problem: 'duplicate' });
  }

  #regionFault(region: string | undefined): RollLineFault | undefined {
    const problem = this.#regionProblem(region);
    return problem === undefined ? undefined : { problem, column: REGION_COLUMN };
  }

  #regionProblem(region: string | undefined): RollLineProblem | undefined {
    if (this.#regions === undefined) return region === undefined ? undefined : 'unexpected-region';
    if (region === undefined) return 'missing-region';
    return this.#regions.has(region) ? undefined : 'unknown-region';
  }
}
