import type { ClosedContest, Electorate, LedgerLine } from './counts.ts';

/** The part of a registered roll that tells how many voters each contest has. */
interface RollNumbers {
  readonly rollKey: string;
  readonly credentials: bigint;
  /** Credentials by region; empty for a law. */
  readonly regions: ReadonlyMap<string, bigint>;
}

/** The voters of every contest. An election has one roll, and a contest in each of its regions. */
export function electoratesOf(rolls: readonly RollNumbers[]): Electorate[] {
  return rolls.flatMap(({ rollKey, credentials, regions }) =>
    regions.size === 0
      ? [{ contest: rollKey, voters: Number(credentials) }]
      : [...regions].map(([region, voters]) => ({ contest: `${rollKey}:${region}`, voters: Number(voters) })),
  );
}

interface NamedLine extends LedgerLine {
  readonly contest?: string | undefined;
}

/** The closed contests that had a first look, with their ledger now. */
export function closedContestsOf(
  firstLooks: readonly NamedLine[],
  ledger: readonly NamedLine[],
): ClosedContest[] {
  return firstLooks.flatMap((first) => {
    const now = ledger.find(({ contest }) => contest === first.contest);
    return now === undefined || first.contest === undefined ? [] : [{ contest: first.contest, first, now }];
  });
}
