import type { BallotGroup, Candidate } from '../contest.ts';
import { nameProblem, visibleName } from './candidate-name.ts';
import { lookAlikes } from './look-alike-names.ts';

/** What a file was read as: shown before its result, so that a wrong reading is seen. */
export interface ReadingReport {
  readonly format: 'BLT' | 'CSV' | 'rcv-vector/1';
  /** All ballots, blank ones included. */
  readonly ballots: string;
  /** Ballots that rank nobody. */
  readonly blank: string;
  /** Ballots with more than one candidate at a rank. */
  readonly overvoted: string;
  /** Ballots that leave a rank empty before another. */
  readonly skipping: string;
  /** Of CSV: the headings of the ranks, from the first, of the counts, and of what was passed over. */
  readonly columns?: {
    readonly ranks: readonly string[];
    readonly count: string | undefined;
    readonly ignored: readonly string[];
  };
  /** What may be meant otherwise than it was read. */
  readonly warnings: readonly string[];
}

/** Counts the ballots of groups by what a reader should know of them. */
export function reportBallots(
  ballots: readonly BallotGroup[],
): Pick<ReadingReport, 'ballots' | 'blank' | 'overvoted' | 'skipping'> {
  let total = 0n;
  let blank = 0n;
  let overvoted = 0n;
  let skipping = 0n;
  for (const { ranks, count } of ballots) {
    const size = BigInt(count);
    total += size;
    const last = ranks.findLastIndex((rank) => rank.length > 0);
    if (last === -1) blank += size;
    if (ranks.some((rank) => rank.length > 1 || rank[0]?.startsWith('#') === true)) overvoted += size;
    if (ranks.slice(0, Math.max(0, last)).some((rank) => rank.length === 0)) skipping += size;
  }
  return { ballots: `${total}`, blank: `${blank}`, overvoted: `${overvoted}`, skipping: `${skipping}` };
}

/** Warnings of candidates with one name, with names that look alike, or with odd characters in a name. */
export function nameWarnings(candidates: readonly Candidate[]): readonly string[] {
  const names = candidates.map(({ name }) => name);
  const byName = new Map<string, string[]>();
  for (const { id, name } of candidates) byName.set(name, [...(byName.get(name) ?? []), id]);
  return [
    ...[...byName].flatMap(([name, ids]) =>
      ids.length > 1 ? [`${ids.join(' and ')} have the same name: ${name}`] : [],
    ),
    ...lookAlikes(names).map(
      ([one, other]) =>
        `two candidates have names that look alike: ${visibleName(one)} and ${visibleName(other)}`,
    ),
    ...candidates.flatMap(({ id, name }) => {
      const problem = nameProblem(name);
      return problem === undefined ? [] : [`${id}: ${problem}`];
    }),
  ];
}
