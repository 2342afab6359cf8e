import type { LocalizedText } from '../localized-text.ts';
import { RECORD_CSV_HEADINGS } from './ballot-record.ts';
import { foldName } from './candidate-name.ts';
import type { CsvDeclarations } from './csv-table.ts';
import type { ReadOutcome } from './read-outcome.ts';
import { inLine, read, unreadable } from './read-outcome.ts';

/** The meaning of each column of a CSV file. Columns are indices from 0. */
export interface CsvColumns {
  readonly headings: readonly string[];
  /**
   * `ranks`: each column is a rank, and a cell names a candidate. `selection`: one column has whole rankings.
   * `candidates`: each column is a candidate, and a cell is a rank.
   */
  readonly layout: 'ranks' | 'selection' | 'candidates';
  readonly ranks: readonly number[];
  readonly count: number | undefined;
  readonly ignored: readonly number[];
  /** Columns without a heading, which must be empty. */
  readonly unnamed: readonly number[];
  /** Columns that name the contest, which must be the same in all rows. */
  readonly contests: readonly number[];
  /** Whether the user declared the rank columns. */
  readonly declaredRanks: boolean;
}

const COUNT_HEADINGS = new Set(['count', 'ballots', 'votes', 'nombre', 'bulletins']);
const SELECTION_HEADINGS = new Set(['selection', 'ranking']);
/** Columns that name the contest. All rows must belong to the same one. */
const CONTEST_HEADINGS = new Set([
  'contestkey',
  'contest',
  'contestid',
  'contestname',
  'race',
  'raceid',
  'racename',
  'election',
  'electionid',
  'region',
  'regionid',
  'law',
  'lawid',
  'poll',
  'pollid',
  'office',
]);
/** Identifiers, places and times, which have no influence on the ranks of a ballot. */
const IGNORED_HEADINGS = new Set([
  'id',
  'ballot',
  'ballotid',
  'ballotnumber',
  'ballotno',
  'ballotstyle',
  'ballottype',
  'uuid',
  'guid',
  'key',
  'voterid',
  'voter',
  'votetime',
  'responseid',
  'respondentid',
  'submissionid',
  'recordid',
  'imprintedid',
  'castvoterecord',
  'castvoterecordid',
  'cvr',
  'cvrid',
  'cvrnumber',
  'purpose',
  'precinct',
  'precinctid',
  'precinctname',
  'precinctportion',
  'precinctportionid',
  'batch',
  'batchid',
  'batchname',
  'tabulator',
  'tabulatorid',
  'tabulatornumber',
  'tabulatornum',
  'county',
  'district',
  'ward',
  'bureau',
  'circonscription',
  'timestamp',
  'horodateur',
  'time',
  'date',
  'datetime',
  'startdate',
  'enddate',
  'recordeddate',
  'submittedat',
  'ipaddress',
]);
const RANK_WORD = '(?:rank|ranking|choice|choix|rang|pr[eé]f[eé]rence|pref|position)';
const ORDINAL = '(?:st|nd|rd|th|er|ère|re|e|ème|eme|ieme|ième|nde?|º|°)';
const IN_WORDS = new Map([
  ['first', 1],
  ['second', 2],
  ['third', 3],
  ['fourth', 4],
  ['fifth', 5],
  ['sixth', 6],
  ['seventh', 7],
  ['eighth', 8],
  ['ninth', 9],
  ['tenth', 10],
  ['premier', 1],
  ['première', 1],
  ['deuxième', 2],
  ['seconde', 2],
  ['troisième', 3],
  ['quatrième', 4],
  ['cinquième', 5],
  ['sixième', 6],
  ['septième', 7],
  ['huitième', 8],
  ['neuvième', 9],
]);
const WORD_THEN_NUMBER = new RegExp(
  `^${RANK_WORD}[ _#.:-]*(?:no\\.?|n°)?\\s*(\\d{1,3})(?:\\s*[([:].*)?$`,
  'u',
);
const NUMBER_THEN_WORD = new RegExp(
  `^(\\d{1,3})\\s*${ORDINAL}?(?:[ _-]*(?:${RANK_WORD}|vote))?(?:\\s*[([:].*)?$`,
  'u',
);
const NAMED_NUMBER = new RegExp(`^(\\p{L}+)[ _-]*(?:${RANK_WORD}|vote)(?:\\s*[([:].*)?$`, 'u');
const ONLY_RANK = new Set([
  'choice',
  'choix',
  'vote',
  'option',
  'candidate',
  'candidat',
  'rank',
  'rang',
  'preference',
  'préférence',
]);

/** Decides what each column is, by the declarations and otherwise by its heading. An unknown heading is refused. */
export function csvColumns(header: readonly string[], declared: CsvDeclarations): ReadOutcome<CsvColumns> {
  const headings = header.map(foldName);
  const find = finder(headings);
  const problems: LocalizedText[] = [];
  const columnsOf = (names: readonly string[] | undefined): number[] =>
    (names ?? []).flatMap((name) => {
      const columnOrProblem = find(name);
      if (typeof columnOrProblem === 'number') return [columnOrProblem];
      problems.push(columnOrProblem);
      return [];
    });
  const byRank = declared.candidateColumns;
  const givenRanks = columnsOf(byRank ?? declared.rankColumns);
  const counts = columnsOf(declared.countColumn === undefined ? [] : [declared.countColumn]);
  const declaredIgnored = columnsOf(declared.ignoredColumns);
  const declaredColumns = [...givenRanks, ...counts, ...declaredIgnored];
  const repeated = declaredColumns.find((column, index) => declaredColumns.indexOf(column) !== index);
  if (repeated !== undefined) {
    const place = placeOf(headings, repeated);
    problems.push({ fr: `${place.fr} : déclarée deux fois`, en: `${place.en} is declared twice` });
  }
  if (problems[0] !== undefined) return unreadable(problems[0]);

  const undeclared = headings.flatMap((heading, column) =>
    heading === '' || declaredColumns.includes(column) ? [] : [column],
  );
  const unnamed = headings.flatMap((heading, column) =>
    heading === '' && !declaredColumns.includes(column) ? [column] : [],
  );
  const known = knownColumns(headings, undeclared, givenRanks.length > 0, counts[0]);
  if (!known.ok) return known;
  const { count, ignored, ranks, contests, selection } = known.value;
  const chosen = givenRanks.length > 0 ? givenRanks : selection === undefined ? ranks : [selection];
  if (chosen.length === 0) {
    return unreadable(
      inLine(1, {
        fr: 'aucune colonne n’est un rang (avec un en-tête comme « Rank 1 » ou « Choix 1 ») : déclarez les rangs avec --rank-columns',
        en: 'no column is a rank (with a heading such as "Rank 1" or "Choix 1"): declare the ranks with --rank-columns',
      }),
    );
  }
  return read({
    headings,
    layout:
      byRank !== undefined
        ? 'candidates'
        : givenRanks.length === 0 && selection !== undefined
          ? 'selection'
          : 'ranks',
    ranks: chosen,
    count: counts[0] ?? count,
    ignored: [...declaredIgnored, ...ignored].sort((a, b) => a - b),
    unnamed,
    contests,
    declaredRanks: givenRanks.length > 0,
  });
}

interface KnownColumns {
  readonly ranks: readonly number[];
  readonly count: number | undefined;
  readonly ignored: readonly number[];
  readonly contests: readonly number[];
  readonly selection: number | undefined;
}

function knownColumns(
  headings: readonly string[],
  columns: readonly number[],
  ranksAreGiven: boolean,
  givenCount: number | undefined,
): ReadOutcome<KnownColumns> {
  const word = (column: number): string => (headings[column] ?? '').toLowerCase().replace(/[\s_-]/gu, '');
  const among = (set: ReadonlySet<string>): number[] => columns.filter((column) => set.has(word(column)));
  const counts = givenCount === undefined ? among(COUNT_HEADINGS) : [];
  const selections = ranksAreGiven ? [] : among(SELECTION_HEADINGS);
  const contests = among(CONTEST_HEADINGS);
  const ignored = among(IGNORED_HEADINGS);
  const rest = columns.filter(
    (column) => ![...counts, ...selections, ...contests, ...ignored].includes(column),
  );
  const numbered = rest.map((column) => ({ column, rank: rankOfHeading(headings[column] ?? '') }));
  const unknown =
    ranksAreGiven || selections.length > 0 ? numbered : numbered.filter(({ rank }) => rank === undefined);
  const [firstUnknown] = unknown;
  if (firstUnknown !== undefined) return unreadable(unknownColumnProblem(headings, firstUnknown.column));
  if (counts.length > 1) {
    const places = counts.map((column) => placeOf(headings, column));
    return unreadable(
      inLine(1, {
        fr: `${places.map(({ fr }) => fr).join(' et ')} peuvent chacune être le nombre de bulletins : déclarez l’une avec --count-column et l’autre avec --ignore-columns`,
        en: `${places.map(({ en }) => en).join(' and ')} may each be the number of ballots: declare one with --count-column and the other with --ignore-columns`,
      }),
    );
  }
  if (selections.length > 1)
    return unreadable(
      inLine(1, {
        fr: 'deux colonnes peuvent être les classements : déclarez-en une avec --rank-columns',
        en: 'two columns may be the rankings: declare one with --rank-columns',
      }),
    );
  const ordered = [...numbered].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const gap = ordered.findIndex(({ rank }, index) => rank !== index + 1);
  if (unknown.length === 0 && gap !== -1) {
    const place = placeOf(headings, ordered[gap]?.column ?? 0);
    return unreadable(
      inLine(1, {
        fr: `${place.fr} se trouve à la place du rang ${gap + 1} : déclarez les rangs dans leur ordre avec --rank-columns`,
        en: `${place.en} is where rank ${gap + 1} is expected: declare the ranks in their order with --rank-columns`,
      }),
    );
  }
  return read({
    ranks: ordered.map(({ column }) => column),
    count: counts[0],
    ignored,
    contests,
    selection: selections[0],
  });
}

function unknownColumnProblem(headings: readonly string[], column: number): LocalizedText {
  const heading = headings[column] ?? '';
  if (/^(law|election):/.test(headings[0] ?? '') || headings.some((one) => one.includes('>'))) {
    return inLine(1, {
      fr: `le fichier n’a pas d’en-têtes. Il faut les bulletins d’un seul scrutin, avec les en-têtes ${RECORD_CSV_HEADINGS} sur la première ligne : \`tabulate export\` les écrit`,
      en:
        `the file has no headings. Expected the ballots of one contest, with the headings ${RECORD_CSV_HEADINGS} on ` +
        "the first line: `tabulate export` writes them, as does \\copy (SELECT selection, count(*) AS count …) TO 'ballots.csv' " +
        'CSV HEADER in psql',
    });
  }
  const place = placeOf(headings, column);
  const isNumber = /^\d+$/.test(heading);
  return inLine(1, {
    fr:
      `${place.fr} : colonne inconnue. Déclarez ce qu’est chaque colonne avec --rank-columns, --count-column et ` +
      '--ignore-columns, ou avec --candidate-columns si les colonnes sont des candidatures et les cellules des ' +
      `rangs${isNumber ? '. La première ligne doit être celle des en-têtes' : ''}`,
    en:
      `${place.en} is not a known column. Declare what each column is with --rank-columns, ` +
      '--count-column and --ignore-columns, or with --candidate-columns for a file whose columns are candidates and ' +
      `whose cells are ranks${isNumber ? '. The first line must be headings' : ''}`,
  });
}

/** Names a column for a message, such as `column 2, "Rank 1"`. */
export function placeOf(headings: readonly string[], column: number): LocalizedText {
  const heading = headings[column] ?? '';
  return heading === ''
    ? { fr: `colonne ${column + 1}`, en: `column ${column + 1}` }
    : { fr: `colonne ${column + 1}, « ${heading} »`, en: `column ${column + 1}, "${heading}"` };
}

/** Names a cell for a message, such as `line 3, column 2, "Rank 1"`. */
export function cellPlace(line: number, headings: readonly string[], column: number): LocalizedText {
  const { fr, en } = placeOf(headings, column);
  return { fr: `ligne ${line}, ${fr}`, en: `line ${line}, ${en}` };
}

/** The rank that a heading such as `Rank 2`, `Choix 2`, `2nd choice` or `2` stands for. */
function rankOfHeading(heading: string): number | undefined {
  const text = heading.toLowerCase().normalize('NFC');
  if (ONLY_RANK.has(text)) return 1;
  const digits = WORD_THEN_NUMBER.exec(text)?.[1] ?? NUMBER_THEN_WORD.exec(text)?.[1];
  if (digits !== undefined) return Number(digits);
  return IN_WORDS.get(NAMED_NUMBER.exec(text)?.[1] ?? '');
}

/**
 * Returns a function that finds a column by its heading or its number from 1, and gives its index or a problem. If a
 * heading is a number, a number always means a heading.
 */
function finder(headings: readonly string[]): (name: string) => number | LocalizedText {
  const byNumber = !headings.some((heading) => /^\d+$/.test(heading));
  return (text) => {
    const name = foldName(text);
    const places = headings.flatMap((heading, column) => (heading === name ? [column] : []));
    if (places.length > 1)
      return inLine(1, {
        fr: `l’en-tête « ${name} » y est ${places.length} fois : donnez le numéro de la colonne`,
        en: `the heading "${name}" appears ${places.length} times: give the number of the column`,
      });
    const place = places[0] ?? (byNumber && /^\d{1,5}$/.test(name) ? Number(name) - 1 : undefined);
    if (place !== undefined && place >= 0 && place < headings.length) return place;
    const numbered = (quote: (heading: string) => string): string =>
      headings.map((heading, column) => `${column + 1} ${quote(heading)}`).join(', ');
    return inLine(1, {
      fr: `aucune colonne ne s’appelle « ${name} » (${numbered((heading) => `« ${heading} »`)})`,
      en: `no column is called "${name}" (${numbered((heading) => `"${heading}"`)})`,
    });
  };
}
