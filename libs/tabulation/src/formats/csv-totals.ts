import type { LocalizedText } from '../localized-text.ts';
import { quoted } from './candidate-name.ts';
import { inLine, inPlace } from './read-outcome.ts';

/** A row of a file with counts, with what is needed to find rows of sums among the ballots. */
export interface CountedRow {
  readonly line: number;
  readonly count: number;
  /** Whether it ranks nobody. */
  readonly blank: boolean;
  /** The number of candidates it ranks. A row of sums has one label at most, so a row with two names is a ballot. */
  readonly names: number;
  /** Its ranking, as a text that is equal for equal rankings. */
  readonly ranking: string;
  /** Its cells in the ignored columns. */
  readonly identifiers: readonly string[];
}

/**
 * Finds rows that may be sums of others, and describes the problem. They may also be ballots, which only the user
 * knows; declaring the number of ballots settles it.
 */
export function totalRowProblem(
  rows: readonly CountedRow[],
  places: readonly LocalizedText[],
  countPlace: LocalizedText,
): LocalizedText | undefined {
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  const suspicion =
    blankSum(rows) ??
    sumOfAllOthers(rows, all, countPlace) ??
    halfOfAll(rows, all) ??
    sumsOfGroups(rows, places) ??
    sumsAtAnEnd(rows);
  return suspicion === undefined
    ? undefined
    : inPlace(suspicion, {
        fr: `une ligne de totaux ? Enlevez-la, ou déclarez le nombre de bulletins avec --ballots ${all}`,
        en: `a row of sums? Remove it, or declare the number of ballots with --ballots ${all}`,
      });
}

/**
 * Finds a row without ranks whose count is the sum of at least two other rows: of all others, of those before it, or
 * of those since the last row without ranks.
 */
function blankSum(rows: readonly CountedRow[]): LocalizedText | undefined {
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  const before = { rows: 0, sum: 0 };
  const sinceBlank = { rows: 0, sum: 0 };
  for (const { line, count, blank } of rows) {
    const sums = [before, sinceBlank, { rows: rows.length - 1, sum: all - count }];
    if (blank && sums.some((summed) => summed.rows > 1 && summed.sum === count)) {
      return inLine(line, {
        fr: `${count} bulletins blancs, autant que d’autres lignes ensemble`,
        en: `${count} blank ballots, as many as other rows together`,
      });
    }
    before.rows += 1;
    before.sum += count;
    sinceBlank.rows = blank ? 0 : sinceBlank.rows + 1;
    sinceBlank.sum = blank ? 0 : sinceBlank.sum + count;
  }
  return undefined;
}

function sumOfAllOthers(
  rows: readonly CountedRow[],
  all: number,
  countPlace: LocalizedText,
): LocalizedText | undefined {
  if (rows.length < 3) return undefined;
  const sum = rows.findLast(({ count, names }) => names < 2 && count > 0 && count === all - count);
  return sum === undefined
    ? undefined
    : inPlace(
        { fr: `ligne ${sum.line}, ${countPlace.fr}`, en: `line ${sum.line}, ${countPlace.en}` },
        {
          fr: `le nombre, ${sum.count}, est la somme de toutes les autres lignes`,
          en: `the count, ${sum.count}, is the sum of all other rows`,
        },
      );
}

/** Finds a ranking with as many ballots as all others together, which may be a row of sums in each precinct. */
function halfOfAll(rows: readonly CountedRow[], all: number): LocalizedText | undefined {
  const sums = sumsByRanking(rows);
  if (sums.size < 3) return undefined;
  const first = rows.find(({ ranking, names }) => names < 2 && sums.get(ranking) === all / 2);
  return first === undefined
    ? undefined
    : inLine(first.line, {
        fr: `les nombres de ${quoted(first.ranking).fr} sont, dans tout le fichier, la somme de tous les autres`,
        en: `the counts of ${quoted(first.ranking).en} are, over the file, the sum of all others`,
      });
}

/** Finds rows with the same value in an ignored column whose counts are the sums of all other rows. */
function sumsOfGroups(
  rows: readonly CountedRow[],
  places: readonly LocalizedText[],
): LocalizedText | undefined {
  for (const [column, place] of places.entries()) {
    const suspicion =
      sumsOfGroup(rows, column, place, 1) ??
      // There may also be sums for each value of another column, such as those of a county's precincts.
      places.flatMap((_, outer) =>
        outer === column
          ? []
          : [...groupsOf(rows, outer).values()].flatMap((part) => sumsOfGroup(part, column, place, 2) ?? []),
      )[0];
    if (suspicion !== undefined) return suspicion;
  }
  return undefined;
}

function sumsOfGroup(
  rows: readonly CountedRow[],
  column: number,
  place: LocalizedText,
  leastRankings: number,
): LocalizedText | undefined {
  const groups = groupsOf(rows, column);
  if (groups.size < 3) return undefined;
  const totals = sumsByRanking(rows);
  const before = new Map<string, number>();
  let groupsBefore = 0;
  for (const members of groups.values()) {
    const sums = sumsByRanking(members);
    // Rows of sums may leave out a ranking, such as that of blank ballots.
    const ofAll =
      sums.size >= Math.min(totals.size, 2) &&
      totals.size >= leastRankings &&
      [...sums].every(([of, sum]) => sum === (totals.get(of) ?? 0) / 2);
    const ofEarlier =
      groupsBefore > 1 &&
      sums.size > 1 &&
      sums.size === before.size &&
      [...sums].every(([of, sum]) => sum === before.get(of));
    const [first] = members;
    if (first !== undefined && (ofAll || ofEarlier)) {
      const value = first.identifiers[column] ?? '';
      return inPlace(
        { fr: `ligne ${first.line}, ${place.fr}`, en: `line ${first.line}, ${place.en}` },
        {
          fr: `les lignes avec « ${value} » ont les totaux de ${ofAll ? 'toutes les autres' : 'celles d’avant'}`,
          en: `the rows with "${value}" have the sums of ${ofAll ? 'all others' : 'those before'}`,
        },
      );
    }
    for (const [of, sum] of sums) before.set(of, (before.get(of) ?? 0) + sum);
    groupsBefore += 1;
  }
  return undefined;
}

/**
 * Finds one row for each ranking, at the beginning or the end, whose counts are the sums of at least twice as many
 * rows.
 */
function sumsAtAnEnd(rows: readonly CountedRow[]): LocalizedText | undefined {
  const totals = sumsByRanking(rows);
  const counted = rows.filter(({ count }) => count > 0);
  if (counted.length < 3 * totals.size) return undefined;
  for (const end of [counted.slice(-totals.size), counted.slice(0, totals.size)]) {
    const sums = sumsByRanking(end);
    const [first] = end;
    if (first !== undefined && [...totals].every(([of, all]) => sums.get(of) === all / 2)) {
      return inLine(first.line, {
        fr: `les nombres des ${end.length} lignes à partir d’ici sont les totaux de toutes les autres`,
        en: `the counts of the ${end.length} rows from here are the sums of all others`,
      });
    }
  }
  return undefined;
}

function groupsOf(rows: readonly CountedRow[], column: number): ReadonlyMap<string, readonly CountedRow[]> {
  const groups = new Map<string, CountedRow[]>();
  for (const row of rows) {
    const value = (row.identifiers[column] ?? '').toLowerCase();
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [row]);
    else group.push(row);
  }
  return groups;
}

function sumsByRanking(rows: readonly CountedRow[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { ranking, count } of rows) if (count > 0) sums.set(ranking, (sums.get(ranking) ?? 0) + count);
  return sums;
}
