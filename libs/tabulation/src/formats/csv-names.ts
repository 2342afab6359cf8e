import type { LocalizedText } from '../localized-text.ts';
import { nameProblem, quoted, visibleName } from './candidate-name.ts';
import type { CsvColumns } from './csv-columns.ts';
import { joinedNames } from './joined-names.ts';
import { lookAlikes } from './look-alike-names.ts';
import { inLine, inPlace } from './read-outcome.ts';

/** Collects the names in the cells of a CSV file, each with the place where it was seen first. */
export class CsvNames {
  private readonly columns: CsvColumns;
  private readonly declared: ReadonlySet<string>;
  private readonly firstSeen = new Map<string, LocalizedText>();
  private readonly alone = new Set<string>();
  private readonly overvotes = new Map<LocalizedText, readonly string[]>();

  constructor(columns: CsvColumns, declared: ReadonlySet<string>) {
    this.columns = columns;
    this.declared = declared;
  }

  /** Adds the names of one cell. Several names are an overvote. */
  add(names: readonly string[], place: LocalizedText): void {
    for (const name of names) if (!this.firstSeen.has(name)) this.firstSeen.set(name, place);
    const [only, ...others] = names;
    if (only !== undefined && others.length === 0) this.alone.add(only);
    else if (others.length > 0) this.overvotes.set(place, names);
  }

  /**
   * The names of the candidates: those declared, in their order; or the headings of the columns; or those found in the
   * cells, in alphabetical order.
   */
  candidates(): readonly string[] {
    const { headings, layout, ranks } = this.columns;
    if (layout === 'candidates') return ranks.map((column) => headings[column] ?? '');
    return this.declared.size > 0 ? [...this.declared] : [...this.firstSeen.keys()].sort();
  }

  /** What is wrong with the names when all rows are considered together, or undefined. */
  problem(): LocalizedText | undefined {
    const names = this.candidates();
    if (this.columns.layout === 'candidates') {
      if (new Set(names).size !== names.length) {
        return inLine(1, {
          fr: 'deux colonnes ont la même candidature',
          en: 'two columns have the same candidate',
        });
      }
      const problem = names.map(nameProblem).find((text) => text !== undefined);
      if (problem !== undefined) return inLine(1, problem);
    }
    // Declared identifiers of whole rankings are exact, and any other is refused in its cell.
    const exact = this.columns.layout === 'selection' && this.declared.size > 0;
    const [pair] = exact ? [] : lookAlikes(names);
    if (pair !== undefined) {
      const inLanguage = (language: keyof LocalizedText): readonly string[] =>
        pair.map((name) => `${visibleName(name)[language]} (${this.placeOf(name)[language]})`);
      return {
        fr: `${inLanguage('fr').join(' et ')} se ressemblent : écrivez le nom partout de la même façon`,
        en: `${inLanguage('en').join(' and ')} look alike: write the name in the same way everywhere`,
      };
    }
    if (this.columns.layout === 'candidates' || this.declared.size > 0) return undefined;
    const numbers = this.columns.layout === 'ranks' ? this.numberProblem() : undefined;
    return numbers ?? this.headingProblem() ?? this.overvoteProblem();
  }

  private placeOf(name: string): LocalizedText {
    return this.firstSeen.get(name) ?? { fr: 'déclaré', en: 'declared' };
  }

  /** Finds a repeated line of headings, which occurs when two files were joined. */
  private headingProblem(): LocalizedText | undefined {
    const heading = this.columns.headings.find((text) => this.firstSeen.has(text));
    return heading === undefined
      ? undefined
      : inPlace(this.placeOf(heading), {
          fr: `« ${heading} » est un en-tête : si la ligne d’en-têtes est répétée, enlevez-la`,
          en: `"${heading}" is a heading: if the line of headings is repeated, remove it`,
        });
  }

  /** Finds a cell in which a bar, or another sign, may join the names of an overvote or be part of one name. */
  private overvoteProblem(): LocalizedText | undefined {
    for (const [place, names] of this.overvotes) {
      if (!names.some((name) => this.alone.has(name))) return joinedProblem(place, names.join('|'));
    }
    const name = joinedNames([...this.firstSeen.keys()]);
    return name === undefined ? undefined : joinedProblem(this.placeOf(name), name);
  }

  private numberProblem(): LocalizedText | undefined {
    const names = [...this.firstSeen.keys()];
    const numbers = names.filter((name) => /^[\d.,\s+-]+$/.test(name));
    const [first] = numbers;
    const { declaredRanks, headings } = this.columns;
    if (first === undefined || (declaredRanks && numbers.length === names.length)) return undefined;
    if (numbers.length < names.length) {
      return inPlace(this.placeOf(first), {
        fr: `« ${first} » est un nombre, mais d’autres cellules sont des noms`,
        en: `"${first}" is a number, but other cells are names`,
      });
    }
    return inPlace(this.placeOf(first), {
      fr:
        `les cellules sont des nombres (« ${headings.join(', ')} »), et non des noms. Si ce sont les rangs de candidatures ` +
        'en colonnes, déclarez --candidate-columns ; si ce sont les numéros des candidatures, déclarez --rank-columns',
      en:
        `cells are numbers (${headings.join(', ')}), not names. If they are the ranks of candidates in columns, declare ` +
        '--candidate-columns; if they are the numbers of candidates, declare --rank-columns',
    });
  }
}

function joinedProblem(place: LocalizedText, cell: string): LocalizedText {
  return inPlace(
    place,
    inPlace(quoted(cell), {
      fr: 'ce peut être un vote multiple (noms joints par |), un classement entier ou un seul nom : donnez une colonne à chaque rang, ou déclarez les candidatures avec --candidate',
      en: 'it may be an overvote (names joined by |), a whole ranking, or one name: give each rank a column, or declare the candidates with --candidate',
    }),
  );
}
