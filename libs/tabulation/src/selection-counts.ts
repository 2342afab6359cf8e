import type { Candidate, Contest } from './contest.ts';

/**
 * Ballots with the same selection: identifiers in order of preference joined by `>`, or a law's option. This is
 * how the ballot store groups them.
 */
export interface SelectionCount {
  readonly selection: string;
  readonly ballots: bigint;
}

/** Stands between the candidates of a selection. No identifier may hold it. */
export const PREFERENCE_SEPARATOR = '>';

/** The identifiers of a selection in order of preference. There is no blank ballot, so it names at least one. */
export function rankingOf(selection: string): readonly string[] {
  return selection.split(PREFERENCE_SEPARATOR);
}

/**
 * The contest that such ballots make. Every candidate that a ballot names must be given, with `excluded` for one
 * who withdrew.
 *
 * @throws RangeError for a selection that names somebody else, or nobody: there is no blank ballot
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
  return id === '' ? 'A ballot of the contest names nobody.' : `${id} is not a candidate of the contest.`;
}

/**
 * The ballots of a contest as one text, the same for whoever has the same ballots in whatever order: a line with
 * its key, then a line `selection,ballots` for each selection, in code point order, each ended by LF. Its SHA-256
 * in UTF-8 names the ballots of a count (P8); docs/AUDITING.md gives the query that makes it.
 */
export function ballotsText(contestKey: string, selections: readonly SelectionCount[]): string {
  const lines = [...selections]
    .sort((a, b) => (a.selection < b.selection ? -1 : Number(a.selection > b.selection)))
    .map(({ selection, ballots }) => `${selection},${ballots}\n`);
  return `${contestKey}\n${lines.join('')}`;
}
