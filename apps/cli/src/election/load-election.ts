import type { ActOutcome, ContestState, ElectionDetail } from '@scrutin/election';
import { contestState, electionRollKey, mayChange, windowWarning } from '@scrutin/election';
import type { Actor, ElectionOffice } from '@scrutin/election-office';
import { recordVersion } from '@scrutin/election-office';
import { otherPurpose } from '../office/other-purpose.ts';
import type { ElectionDefinition } from './election-definition.ts';
import type { ElectionAct, PlannedAct } from './election-plan.ts';
import { planElection } from './election-plan.ts';
import { considered } from './passed-over.ts';
import { changesOfPublished } from './published-uses.ts';

export type ElectionLoad =
  | {
      readonly outcome: 'loaded';
      readonly state: ContestState;
      readonly done: readonly PlannedAct[];
      /** A sentence about each part of the definition that was ignored, and what is wrong with the window of a draft. */
      readonly notes: readonly string[];
    }
  /** Nothing was done, as the state of the election forbids these differences. */
  | {
      readonly outcome: 'forbidden';
      readonly state: ContestState;
      readonly differences: readonly PlannedAct[];
    }
  /** Nothing was done, as the election is real and the definition a rehearsal, or the other way round. */
  | { readonly outcome: 'other-purpose'; readonly detail: string }
  /** Nothing was done: the definition would remove these races or candidates, and nobody agreed to that. */
  | { readonly outcome: 'would-remove'; readonly removals: readonly PlannedAct[] }
  /**
   * The office refused an act that the plan allowed, as somebody else acted meanwhile; those before it were done.
   */
  | {
      readonly outcome: 'refused';
      readonly done: readonly PlannedAct[];
      readonly refused: PlannedAct;
      readonly detail: string;
    };

/**
 * Makes the election as defined. What does not exist is created, as a draft. What is the same stays. What
 * differs is changed if the state of the election allows all changes; otherwise nothing is done. Loading the same
 * again does nothing, and loading again completes a load that was interrupted. The values of the definition
 * must be right (`fileProblems`): otherwise the first act with a wrong one is refused after others were done.
 *
 * Every change of an election that existed is made from the version from which the plan was computed. If somebody else
 * changes the election meanwhile, the load stops.
 *
 * @param mayRemove asked before anything is done, if races or candidates would be removed
 */
export async function loadElection(
  office: ElectionOffice,
  actor: Actor,
  wanted: ElectionDefinition,
  nowMs: number,
  mayRemove: (removals: readonly PlannedAct[]) => Promise<boolean>,
): Promise<ElectionLoad> {
  const first = await planned(office, wanted);
  const { definition, election, notes, plan } = first;
  if (election !== undefined && election.purpose !== wanted.election.purpose) {
    return { outcome: 'other-purpose', detail: otherPurpose(electionRollKey(election.id), election.purpose) };
  }
  const state = stateOf(election, nowMs);
  const published = await changesOfPublished(office, plan);
  const differences = plan.filter(
    (one) => published.includes(one) || one.needs.some((change) => !mayChange(state, change)),
  );
  if (differences.length > 0) return { outcome: 'forbidden', state, differences };
  const removals = plan.filter(({ verb }) => verb === 'remove');
  if (removals.length > 0 && !(await mayRemove(removals))) return { outcome: 'would-remove', removals };
  const done: PlannedAct[] = [];
  let madeFrom = first.versions;
  for (const next of plan) {
    const outcome = await perform(office, { ...actor, madeFrom }, next.act);
    if (!outcome.ok) return { outcome: 'refused', done, refused: next, detail: outcome.detail };
    done.push(next);
    const following = plan[done.length];
    if (madeFrom === undefined || following === undefined) continue;
    const again = await planned(office, wanted);
    if (!isSamePlan(again.plan, plan.slice(done.length))) {
      const detail = 'Somebody else changed the election meanwhile.';
      return { outcome: 'refused', done, refused: following, detail };
    }
    madeFrom = again.versions;
  }
  const warning = windowWarning({ ...definition.election, status: election?.status ?? 'draft' }, nowMs);
  return {
    outcome: 'loaded',
    state,
    done,
    notes: warning === undefined ? notes : [...notes, warning.en],
  };
}

/** The plan, and the versions of the records from which it was computed; undefined for a new election. */
async function planned(office: ElectionOffice, wanted: ElectionDefinition) {
  const version = await office.version(electionRollKey(wanted.election.id));
  const election = await office.election(wanted.election.id);
  const { definition, notes } = await considered(office, wanted, election);
  const [regions, parties] = [await office.regions(), await office.parties()];
  const plan = planElection(definition, { regions, parties, election });
  const lists = [...regions, ...parties].map(recordVersion);
  return {
    versions: version === undefined ? undefined : [version, ...lists],
    election,
    definition,
    notes,
    plan,
  };
}

function isSamePlan(one: readonly PlannedAct[], other: readonly PlannedAct[]): boolean {
  const words = (plan: readonly PlannedAct[]): string =>
    plan.map(({ verb, what }) => `${verb} ${what}`).join('\n');
  return words(one) === words(other);
}

function stateOf(election: ElectionDetail | undefined, nowMs: number): ContestState {
  return election === undefined ? 'draft' : contestState(election.status, election.window, nowMs);
}

function perform(office: ElectionOffice, actor: Actor, act: ElectionAct): Promise<ActOutcome<unknown>> {
  switch (act.kind) {
    case 'create-region':
      return office.createRegion(actor, act.region);
    case 'change-region':
      return office.changeRegion(actor, act.region);
    case 'create-party':
      return office.createParty(actor, act.party);
    case 'change-party':
      return office.changeParty(actor, act.party);
    case 'create-election':
      return office.createElection(actor, act.election);
    case 'change-election':
      return office.changeElection(actor, act.electionId, act.changes);
    case 'put-race':
      return office.putRace(actor, act.race);
    case 'remove-race':
      return office.removeRace(actor, act.race.electionId, act.race.regionId);
    case 'create-candidate':
      return office.createCandidate(actor, act.candidate);
    case 'order-candidates':
      return office.orderCandidates(actor, act, act.candidateIds);
    case 'change-candidate': {
      const { electionId, regionId, id } = act.candidate;
      return office.changeCandidate(actor, { electionId, regionId, id }, act.changes);
    }
    case 'remove-candidate': {
      const { electionId, regionId, id } = act.candidate;
      return office.removeCandidate(actor, { electionId, regionId, id });
    }
  }
}
