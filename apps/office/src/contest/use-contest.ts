import type { AdminElectionDetailBody, AdminLawBody } from '@scrutin/contracts/admin';
import type { Read } from '../api/use-read.ts';
import { useRead } from '../api/use-read.ts';
import type { ContestKind, ListedContest, OfficeContest } from './contest.ts';

const REFRESH_MS = 15_000;

/** Reads a law or an election with its races, and again every few seconds, because its state follows from the time. */
export function useContest(kind: ContestKind, id: string): Read<OfficeContest> {
  const read: Read<AdminLawBody | AdminElectionDetailBody> = useRead(kind, { params: { id } }, REFRESH_MS);
  return read.kind === 'read' ? { ...read, body: { ...read.body, kind } as OfficeContest } : read;
}

/** Reads all laws and elections, those that open first at the top. */
export function useContests(): Read<readonly ListedContest[]> {
  const laws = useRead('laws', {}, REFRESH_MS);
  const elections = useRead('elections', {}, REFRESH_MS);
  if (laws.kind !== 'read') return laws;
  if (elections.kind !== 'read') return elections;
  const body: ListedContest[] = [
    ...laws.body.map((law) => ({ ...law, kind: 'law' as const })),
    ...elections.body.map((election) => ({ ...election, kind: 'election' as const })),
  ];
  body.sort((one, other) => one.opens_at.localeCompare(other.opens_at) || one.id.localeCompare(other.id));
  return { kind: 'read', body, version: undefined, stale: laws.stale ?? elections.stale };
}
