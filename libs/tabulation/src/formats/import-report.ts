import type { BallotGroup, Candidate } from '../contest.ts';
import type { LocalizedText } from '../localized-text.ts';
import { nameProblem, visibleName } from './candidate-name.ts';
import { lookAlikes } from './look-alike-names.ts';
import { inPlace } from './read-outcome.ts';

/** How a file was understood. It is shown before the result, so that a misunderstanding is noticed. */
export interface ImportReport {
  readonly format: 'BLT' | 'CSV' | 'rcv-vector/1';
  /** The number of all ballots, including blank ones. */
  readonly ballots: string;
  /** Ballots that rank nobody. */
  readonly blank: string;
  /** Ballots with more than one candidate at a rank. */
  readonly overvoted: string;
  /** Ballots that leave a rank empty before another. */
  readonly skipping: string;
  /** For CSV files: the headings of the ranks from the first, of the count, and of the ignored columns. */
  readonly columns?: {
    readonly ranks: readonly string[];
    readonly count: string | undefined;
    readonly ignored: readonly string[];
  };
  /** What the author of the file may have meant differently, in the language of the reader. */
  readonly warnings: readonly string[];
}

/** Counts all ballots, and those that are blank, overvoted, or skip a rank. */
export function reportBallots(
  ballots: readonly BallotGroup[],
): Pick<ImportReport, 'ballots' | 'blank' | 'overvoted' | 'skipping'> {
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

/** Warnings about candidates with the same name, with names that look alike, or with unusual characters in a name. */
export function nameWarnings(candidates: readonly Candidate[]): readonly LocalizedText[] {
  const names = candidates.map(({ name }) => name);
  const byName = new Map<string, string[]>();
  for (const { id, name } of candidates) byName.set(name, [...(byName.get(name) ?? []), id]);
  return [
    ...[...byName].flatMap(([name, ids]) =>
      ids.length > 1
        ? [
            {
              fr: `${ids.join(' et ')} ont le même nom : « ${name} »`,
              en: `${ids.join(' and ')} have the same name: ${name}`,
            },
          ]
        : [],
    ),
    ...lookAlikes(names).map((pair) => {
      const [one, other] = [visibleName(pair[0]), visibleName(pair[1])];
      return {
        fr: `deux candidatures ont des noms qui se ressemblent : ${one.fr} et ${other.fr}`,
        en: `two candidates have names that look alike: ${one.en} and ${other.en}`,
      };
    }),
    ...candidates.flatMap(({ id, name }) => {
      const problem = nameProblem(name);
      return problem === undefined ? [] : [inPlace({ fr: id, en: id }, problem)];
    }),
  ];
}
