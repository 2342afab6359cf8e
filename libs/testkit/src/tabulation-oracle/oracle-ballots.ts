/** Candidates in order of preference, none twice. The oracles never group equal ballots. */
export type OracleBallot = readonly string[];

export function firstAmong(ballot: OracleBallot, continuing: ReadonlySet<string>): string | undefined {
  return ballot.find((candidate) => continuing.has(candidate));
}

/** The candidates with the most votes, or with the fewest. */
export function extremesOf(
  candidates: readonly string[],
  votesOf: (candidate: string) => bigint,
  end: 'most' | 'fewest',
): string[] {
  return candidates.filter((candidate) =>
    candidates.every((other) =>
      end === 'most' ? votesOf(candidate) >= votesOf(other) : votesOf(candidate) <= votesOf(other),
    ),
  );
}
