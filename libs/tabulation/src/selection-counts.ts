import type { Candidate, Contest } from './contest.ts';

/**
 * The number of ballots with one selection: a choice of a law, identifiers in order of preference joined by `>`, or
 * `#blank`.
 * The ballot store groups ballots in this way.
 */
export interface SelectionCount {
  readonly selection: string;
  readonly ballots: bigint;
}

/**
 * The selection of a blank vote. No candidate can have it as identifier. A blank vote is a ballot of the contest that
 * counts for nobody.
 */
export const BLANK_SELECTION = '#blank';

/** Separates the candidates of a selection. No identifier may contain it. */
export const PREFERENCE_SEPARATOR = '>';

/** The identifiers of a selection in order of preference; none for a blank vote. */
export function rankingOf(selection: string): readonly string[] {
  return selection === BLANK_SELECTION ? [] : selection.split(PREFERENCE_SEPARATOR);
}

/**
 * Builds the contest that has these ballots. `candidates` must contain everybody whom a ballot names, with `excluded`
 * for those who withdrew.
 *
 * @throws RangeError for a selection that names somebody else, and for the empty text, which is not a selection
 */
export function contestOfSelections(
  candidates: readonly Candidate[],
  selections: readonly SelectionCount[],
  seats: number,
): Contest {
  const indexOf = new Map(candidates.map(({ id }, index) => [id, index]));
  const choices: number[] = [];
  const offsets = new Uint32Array(selections.length + 1);
  const counts = new Float64Array(selections.length);
  selections.forEach(({ selection, ballots }, group) => {
    for (const id of rankingOf(selection)) {
      const index = indexOf.get(id);
      if (index === undefined) throw new RangeError(notACandidate(id));
      choices.push(index);
    }
    offsets[group + 1] = choices.length;
    counts[group] = Number(ballots);
  });
  return { candidates, ballots: { choices: Int16Array.from(choices), offsets, counts }, seats };
}

function notACandidate(id: string): string {
  return id === ''
    ? 'A ballot of the contest has an empty selection.'
    : `${id} is not a candidate of the contest.`;
}

/**
 * The ballots of a contest as one text, which does not depend on the order of the ballots: a line with the contest
 * key, then a line `selection,ballots` for each selection in code point order, each ended by LF. The SHA-256 of this
 * text in UTF-8 identifies the ballots of a count (P8). docs/AUDITING.md gives the query that produces the text.
 */
export function ballotsText(contestKey: string, selections: readonly SelectionCount[]): string {
  const lines = [...selections]
    .sort((a, b) => (a.selection < b.selection ? -1 : Number(a.selection > b.selection)))
    .map(({ selection, ballots }) => `${selection},${ballots}\n`);
  return `${contestKey}\n${lines.join('')}`;
}
