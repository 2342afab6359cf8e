import type { BallotGroup, Candidate, Contest, Rank } from '../contest.ts';
import { UNREADABLE_OVERVOTE } from '../contest.ts';
import type { ReadOutcome } from './read-outcome.ts';
import { read, unreadable } from './read-outcome.ts';

export interface CsvContest extends Contest {
  readonly ballots: readonly BallotGroup[];
}

/**
 * Reads ballots from CSV (RFC 4180; comma or semicolon): a header, then one row for each group of equal
 * ballots. A column `count` (or `ballots`, `votes`) gives how many, else each row is one ballot; columns
 * named `id`, `ballot` or `precinct` are passed over; every other column is a rank, from left to right.
 * A cell has a candidate's name; nothing is a skipped rank; names joined by `|` are an overvote, and
 * `overvote` is one whose names are not known.
 * Candidates are found in the ballots, in the order of their names, and are their own identifiers.
 */
export function readCsv(text: string, seats: number): ReadOutcome<CsvContest> {
  const rows = rowsOf(text.replace(/^\uFEFF/, ''));
  if (rows === undefined) return unreadable('a quoted cell does not end');
  const [header, ...lines] = rows;
  if (header === undefined) return unreadable('a header is wanted');
  const titles = header.map((title) => title.trim().toLowerCase());
  const countColumn = titles.findIndex((title) => ['count', 'ballots', 'votes'].includes(title));
  const ranked = titles.flatMap((title, column) =>
    column === countColumn || ['id', 'ballot', 'precinct'].includes(title) ? [] : [column],
  );
  if (ranked.length === 0) return unreadable('no column is a rank');
  const names = new Set<string>();
  const ballots: BallotGroup[] = [];
  for (const [index, line] of lines.entries()) {
    const counted = countColumn === -1 ? '1' : (line[countColumn] ?? '').trim();
    if (!/^\d{1,15}$/.test(counted))
      return unreadable(`row ${index + 2}: ${counted || 'nothing'} is no count`);
    const ranks = ranked.map((column) => rankOf(line[column] ?? ''));
    for (const name of ranks.flat()) if (name !== UNREADABLE_OVERVOTE) names.add(name);
    ballots.push({ ranks, count: Number(counted) });
  }
  const candidates = [...names].sort().map((name): Candidate => ({ id: name, name }));
  return read({ candidates, ballots, seats });
}

function rankOf(cell: string): Rank {
  const names = cell
    .split('|')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length === 1 && names[0] === 'overvote' ? [UNREADABLE_OVERVOTE] : names;
}

/** Rows of cells; undefined when a quote is never closed. Empty lines are no rows. */
function rowsOf(text: string): string[][] | undefined {
  const separator = (text.split('\n', 1)[0] ?? '').includes(';') ? ';' : ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = (): void => {
    row.push(cell);
    if (row.length > 1 || cell.trim() !== '') rows.push(row);
    row = [];
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (character === separator) {
      row.push(cell);
      cell = '';
    } else if (character === '\n') endRow();
    else if (character !== '\r') cell += character;
  }
  if (quoted) return undefined;
  endRow();
  return rows;
}
