import type { Database } from '@scrutin/database';
import type {
  BallotRules,
  BlankVotes,
  Candidacy,
  Catalogue,
  CatalogueContest,
  ContestKey,
  ContestPurpose,
  RecordedRoll,
  RollKey,
  RollScheme,
  VotingMethod,
} from '@scrutin/election';
import { CATALOGUE } from './sql/catalogue.sql.ts';

interface Row {
  readonly contest: ContestKey;
  readonly opens_at_ms: string;
  readonly closes_at_ms: string;
  readonly time_zone: string;
  readonly scheme: RollScheme | null;
  readonly roll_key: RollKey | null;
  readonly edition: string | null;
  readonly generation: string | null;
  readonly buckets: number | null;
  readonly pepper_check: string | null;
  readonly blank_votes: BlankVotes;
  readonly purpose: ContestPurpose;
  readonly method: VotingMethod | null;
  readonly max_ranks: number | null;
  readonly candidacies: Readonly<Record<string, number | null>> | null;
}

/** Reads all contests that are not drafts, or those of them that `only` names. */
export async function readCatalogue(database: Database, only?: readonly ContestKey[]): Promise<Catalogue> {
  const rows = await database.send<Row & Record<string, unknown>>('catalogue', CATALOGUE, only ?? null);
  return new Map(
    rows.map((row): [ContestKey, CatalogueContest] => [
      row.contest,
      {
        key: row.contest,
        window: { opensAtMs: Number(row.opens_at_ms), closesAtMs: Number(row.closes_at_ms) },
        timeZone: row.time_zone,
        rollScheme: row.scheme ?? undefined,
        roll: recordedRoll(row),
        ballot: ballotRules(row),
        ...(row.purpose === 'rehearsal' ? { purpose: row.purpose } : {}),
      },
    ]),
  );
}

function recordedRoll({
  roll_key: rollKey,
  edition,
  generation,
  buckets,
  ...row
}: Row): RecordedRoll | undefined {
  if (rollKey === null || edition === null || generation === null || buckets === null) return undefined;
  return { rollKey, edition, generation, buckets, pepperCheck: row.pepper_check || undefined };
}

function ballotRules({
  blank_votes: blankVotes,
  method,
  max_ranks: maxRanks,
  candidacies,
}: Row): BallotRules {
  if (method === null || maxRanks === null) return { kind: 'law', blankVotes };
  const entries = Object.entries(candidacies ?? {});
  return {
    kind: 'race',
    blankVotes,
    method,
    maxRanks,
    candidacies: new Map(
      entries.map(([id, withdrawnAtMs]): [string, Candidacy] => [
        id,
        { withdrawnAtMs: withdrawnAtMs ?? undefined },
      ]),
    ),
  };
}
