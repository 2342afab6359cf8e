import type { Contest, RollKey } from '@scrutin/election';
import { DEFAULT_TIME_ZONE, electionRollKey, lawRollKey } from '@scrutin/election';
import type { ElectionOffice } from './election-office.ts';

/** The time zone of a contest, or UTC if the contest does not exist. */
export async function timeZoneOf(
  office: Pick<ElectionOffice, 'law' | 'election'>,
  contest: Contest | undefined,
): Promise<string> {
  if (contest === undefined) return DEFAULT_TIME_ZONE;
  const known =
    contest.kind === 'law' ? await office.law(contest.lawId) : await office.election(contest.electionId);
  return known?.timeZone ?? DEFAULT_TIME_ZONE;
}

/** The time zones of all laws and elections. */
export async function timeZones(
  office: Pick<ElectionOffice, 'laws' | 'elections'>,
): Promise<ReadonlyMap<RollKey, string>> {
  const [laws, elections] = await Promise.all([office.laws(), office.elections()]);
  return new Map([
    ...laws.map(({ id, timeZone }) => [lawRollKey(id), timeZone] as const),
    ...elections.map(({ id, timeZone }) => [electionRollKey(id), timeZone] as const),
  ]);
}
