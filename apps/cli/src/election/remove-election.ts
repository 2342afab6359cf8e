import type { ActOutcome } from '@scrutin/election';
import { contestState } from '@scrutin/election';
import type { Actor, ElectionOffice } from '@scrutin/election-office';

export type ElectionRemoval =
  | { readonly outcome: 'removed'; readonly acts: number }
  | { readonly outcome: 'unknown' }
  /** With nothing done when it is no draft; else somebody else acted meanwhile, and `detail` says how far it came. */
  | { readonly outcome: 'refused'; readonly detail: string };

/** Removes a whole draft: its candidates, its races, then the election. Each removal is an act on record. */
export async function removeElectionDraft(
  office: ElectionOffice,
  actor: Actor,
  id: string,
  nowMs: number,
): Promise<ElectionRemoval> {
  const election = await office.election(id);
  if (election === undefined) return { outcome: 'unknown' };
  const state = contestState(election.status, election.window, nowMs);
  if (state !== 'draft') {
    return { outcome: 'refused', detail: `the election ${id} is ${state}: only a draft is removed.` };
  }
  const acts: (() => Promise<ActOutcome<void>>)[] = [
    ...election.races.flatMap(({ regionId, candidates }) => [
      ...candidates.map(
        (candidate) => () => office.removeCandidate(actor, { electionId: id, regionId, id: candidate.id }),
      ),
      () => office.removeRace(actor, id, regionId),
    ]),
    () => office.removeElection(actor, id),
  ];
  for (const [done, act] of acts.entries()) {
    const outcome = await act();
    if (!outcome.ok) {
      const before = done === 0 ? 'Nothing was done.' : `${done} acts before it were done.`;
      return { outcome: 'refused', detail: `${outcome.detail} ${before}` };
    }
  }
  return { outcome: 'removed', acts: acts.length };
}
