import { nameProblem, visibleName } from './candidate-name.ts';
import type { CsvColumns } from './csv-columns.ts';
import { joinedNames } from './joined-names.ts';
import { lookAlikes } from './look-alike-names.ts';

/** The names that the cells of a CSV file hold, with the place where each was seen first. */
export class CsvNames {
  private readonly columns: CsvColumns;
  private readonly declared: ReadonlySet<string>;
  private readonly firstSeen = new Map<string, string>();
  private readonly alone = new Set<string>();
  private readonly overvotes = new Map<string, readonly string[]>();

  constructor(columns: CsvColumns, declared: ReadonlySet<string>) {
    this.columns = columns;
    this.declared = declared;
  }

  /** Enters the names of one cell: several are an overvote. */
  enter(names: readonly string[], place: string): void {
    for (const name of names) if (!this.firstSeen.has(name)) this.firstSeen.set(name, place);
    const [only, ...others] = names;
    if (only !== undefined && others.length === 0) this.alone.add(only);
    else if (others.length > 0) this.overvotes.set(place, names);
  }

  /** Who stands: those declared in their order, the columns' headings, or those found in the order of their names. */
  standing(): readonly string[] {
    const { headings, layout, ranks } = this.columns;
    if (layout === 'candidates') return ranks.map((column) => headings[column] ?? '');
    return this.declared.size > 0 ? [...this.declared] : [...this.firstSeen.keys()].sort();
  }

  /** What is wrong with the names of all rows together. */
  problem(): string | undefined {
    const names = this.standing();
    if (this.columns.layout === 'candidates') {
      if (new Set(names).size !== names.length) return 'line 1: two columns have the same candidate';
      const problem = names.map(nameProblem).find((found) => found !== undefined);
      if (problem !== undefined) return `line 1: ${problem}`;
    }
    const [pair] = lookAlikes(names);
    if (pair !== undefined) {
      const [one, other] = pair.map((name) => `${visibleName(name)} (${this.placeOf(name)})`);
      return `${one ?? ''} and ${other ?? ''} look alike: write the name in one way`;
    }
    if (this.columns.layout === 'candidates' || this.declared.size > 0) return undefined;
    const numbers = this.columns.layout === 'ranks' ? this.numberProblem() : undefined;
    return numbers ?? this.headingProblem() ?? this.overvoteProblem();
  }

  private placeOf(name: string): string {
    return this.firstSeen.get(name) ?? 'declared';
  }

  /** Two files put together have their headings twice. */
  private headingProblem(): string | undefined {
    const heading = this.columns.headings.find((text) => this.firstSeen.has(text));
    return heading === undefined
      ? undefined
      : `${this.placeOf(heading)}: "${heading}" is a heading: if a line of headings stands again, remove it`;
  }

  /** A bar, or another sign between names, may join an overvote or be part of a name. */
  private overvoteProblem(): string | undefined {
    const advice =
      'it may be an overvote (its names joined by |), a whole ranking, or one name: give each rank a column, or declare ' +
      'who stands with --candidate';
    for (const [place, names] of this.overvotes) {
      if (!names.some((name) => this.alone.has(name))) return `${place}: "${names.join('|')}": ${advice}`;
    }
    const name = joinedNames([...this.firstSeen.keys()]);
    return name === undefined ? undefined : `${this.placeOf(name)}: "${name}": ${advice}`;
  }

  private numberProblem(): string | undefined {
    const names = [...this.firstSeen.keys()];
    const numbers = names.filter((name) => /^[\d.,\s+-]+$/.test(name));
    const [first] = numbers;
    const { declaredRanks, headings } = this.columns;
    if (first === undefined || (declaredRanks && numbers.length === names.length)) return undefined;
    if (numbers.length < names.length) {
      return `${this.placeOf(first)}: "${first}" is a number, and other cells are names`;
    }
    return (
      `${this.placeOf(first)}: cells are numbers (${headings.join(', ')}), not names. If they are the ranks of ` +
      'candidates in columns, declare --candidate-columns; if they are the numbers of candidates, declare --rank-columns'
    );
  }
}
