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
 * Looks at the lines of a roll one after the other, and remembers counts, the first errors and the line before:
 * no more for 8 million lines than for eight.
 *
 * Lines sorted by hash, as `scrutin credentials generate` writes them, have a duplicate beside its like. Of
 * lines that are not, {@link isSorted} says so, and duplicates take another look at the lines.
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
  /** The file is something else than a roll: its first line that shows it. */
  #other: LineError | undefined;

  /** @param regions in which an election has races; undefined for the roll of a law */
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

  /** What was passed over in the file, as the splitter of its lines found it. */
  passedOver(notes: readonly RollFileNote[]): void {
    this.#notes = notes;
  }

  get lines(): number {
    return this.#lines;
  }

  get isSorted(): boolean {
    return this.#isSorted;
  }

  /** What another look found in lines that are not sorted: line numbers, or undefined when there were too many. */
  duplicatesAre(lines: readonly number[] | undefined): void {
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
