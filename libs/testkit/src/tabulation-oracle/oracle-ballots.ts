/** Candidates in order of preference, none twice. The oracles take every ballot by itself. */
export type OracleBallot = readonly string[];

export function firstAmong(ballot: OracleBallot, continuing: ReadonlySet<string>): string | undefined {
  return ballot.find((candidate) => continuing.has(candidate));
}

/** Those with the most, or with the fewest. */
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
