import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { inWords } from '../language.ts';
import { wholeNumber } from '../options.ts';
import type { FileDeclarations } from './contest-file.ts';
import type { SeparatorName } from './csv-rows.ts';
import { SEPARATORS } from './csv-rows.ts';

/** The options that declare what a file holds; undefined where nothing is declared. */
export interface FileOptions {
  readonly seats?: number;
  readonly ballots?: number;
  readonly separator?: SeparatorName;
  readonly rankColumns?: readonly string[];
  readonly candidateColumns?: readonly string[];
  readonly countColumn?: string;
  readonly ignoreColumns?: readonly string[];
  readonly candidate?: readonly string[];
  readonly emptyWord?: readonly string[];
  readonly withdrawn?: readonly string[];
}

export function addFileOptions(command: Command): Command {
  const option = (flags: string, description: string): Option =>
    new Option(flags, description).conflicts('contest');
  return command
    .addOption(
      option('--seats <n>', 'seats to fill (CSV: 1 by default; else the file’s)').argParser(
        once(wholeNumber(0, 10_000)),
      ),
    )
    .addOption(
      option('--ballots <n>', 'how many ballots the file must have; another number is refused').argParser(
        once(wholeNumber(0)),
      ),
    )
    .addOption(
      option(
        '--withdrawn <candidate>',
        'one whom the count passes over, as if not on the ballot; repeat for each',
      ).argParser(collected),
    )
    .addOption(
      option('--rank-columns <columns>', 'CSV: the ranks, from the first, by heading or number').argParser(
        once(columns),
      ),
    )
    .addOption(
      option('--candidate-columns <columns>', 'CSV: columns that are candidates, whose cells are ranks')
        .argParser(once(columns))
        .conflicts(['rankColumns', 'candidate']),
    )
    .addOption(
      option('--count-column <column>', 'CSV: how many ballots a row stands for').argParser(
        once((text) => text),
      ),
    )
    .addOption(option('--ignore-columns <columns>', 'CSV: columns to pass over').argParser(once(columns)))
    .addOption(
      option(
        '--candidate <name>',
        'CSV: one who stands, in the order of the ballot; repeat for each',
      ).argParser(collected),
    )
    .addOption(
      option('--empty-word <word>', 'CSV: a text that stands for an empty rank; repeat for each').argParser(
        collected,
      ),
    )
    .addOption(
      option('--separator <name>', 'CSV: what separates cells, where the headings leave it open').choices(
        Object.keys(SEPARATORS),
      ),
    );
}

/** What the options declare of a file. */
export function declarations(options: FileOptions): FileDeclarations {
  const { seats, ballots, separator, rankColumns, candidateColumns, countColumn, ignoreColumns } = options;
  const { candidate, emptyWord, withdrawn } = options;
  return {
    ...(seats === undefined ? {} : { seats }),
    ...(ballots === undefined ? {} : { ballots }),
    ...(separator === undefined ? {} : { separator }),
    ...(rankColumns === undefined ? {} : { rankColumns }),
    ...(candidateColumns === undefined ? {} : { candidateColumns }),
    ...(countColumn === undefined ? {} : { countColumn }),
    ...(ignoreColumns === undefined ? {} : { ignoredColumns: ignoreColumns }),
    ...(candidate === undefined ? {} : { candidates: candidate }),
    ...(emptyWord === undefined ? {} : { noChoice: emptyWord }),
    ...(withdrawn === undefined ? {} : { withdrawn }),
  };
}

/** Reads an option that makes no sense twice: the second would silently take the place of the first. */
export function once<T>(read: (text: string) => T): (text: string, previous: T | undefined) => T {
  return (text, previous) => {
    if (previous !== undefined)
      throw new InvalidArgumentError(
        inWords({ fr: 'L’option est donnée deux fois.', en: 'It is given twice.' }),
      );
    return read(text);
  };
}

function collected(text: string, previous: readonly string[] | undefined): readonly string[] {
  if (previous?.includes(text) === true) {
    throw new InvalidArgumentError(
      inWords({ fr: `« ${text} » est donné deux fois.`, en: `${text} is given twice.` }),
    );
  }
  return [...(previous ?? []), text];
}

/** Headings or numbers joined by commas; `2-4` is 2, 3 and 4. */
function columns(text: string): readonly string[] {
  return text.split(',').flatMap((part) => {
    const range = /^\s*(\d{1,4})\s*-\s*(\d{1,4})\s*$/.exec(part);
    if (range === null) return [part.trim()];
    const [first, last] = [Number(range[1]), Number(range[2])];
    if (last < first) {
      throw new InvalidArgumentError(
        inWords({
          fr: `« ${part.trim()} » n’est pas un intervalle de colonnes.`,
          en: `${part.trim()} is no range of columns.`,
        }),
      );
    }
    return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
  });
}
