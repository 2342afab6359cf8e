import type { ElectionOffice } from '@scrutin/election-office';
import type { PlannedAct } from './election-plan.ts';

/**
 * Of the acts, those that change a region or a party which an election that is no draft uses: the office refuses
 * them, as they would change a ballot that voters know.
 */
export async function changesOfPublished(
  office: Pick<ElectionOffice, 'elections' | 'election'>,
  plan: readonly PlannedAct[],
): Promise<readonly PlannedAct[]> {
  const changes = plan.filter(({ act }) => act.kind === 'change-region' || act.kind === 'change-party');
  if (changes.length === 0) return [];
  const regions = new Set<string>();
  const parties = new Set<string>();
  for (const { id, status } of await office.elections()) {
    if (status === 'draft') continue;
    for (const race of (await office.election(id))?.races ?? []) {
      regions.add(race.regionId);
      for (const { partyCode } of race.candidates) if (partyCode !== undefined) parties.add(partyCode);
    }
  }
  return changes.filter(
    ({ act }) =>
      (act.kind === 'change-region' && regions.has(act.region.id)) ||
      (act.kind === 'change-party' && parties.has(act.party.code)),
  );
}
