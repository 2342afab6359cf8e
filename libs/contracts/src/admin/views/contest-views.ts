import type { Election, Law } from '@scrutin/election';
import { contestState, possibleChanges, possibleSteps, windowWarning } from '@scrutin/election';
import { lawTermsView } from '../../public/views/law-view.ts';
import { windowView } from '../../public/views/window-view.ts';
import type { AdminElectionBody } from '../elections.ts';
import type { AdminLawBody } from '../laws.ts';

type LifeBody = Pick<
  AdminLawBody,
  | 'opens_at'
  | 'closes_at'
  | 'time_zone'
  | 'opens_at_local'
  | 'closes_at_local'
  | 'status'
  | 'state'
  | 'results_visibility'
  | 'blank_votes'
  | 'ballot_record'
  | 'approval'
  | 'purpose'
  | 'possible'
  | 'warnings'
>;

/** The state of a law or an election, and what the tables of @scrutin/election allow in that state. */
function lifeView(contest: Law | Election, nowMs: number): LifeBody {
  const { window, status, resultsVisibility, blankVotes, ballotRecord, approval, purpose } = contest;
  const state = contestState(status, window, nowMs);
  const warning = windowWarning(contest, nowMs);
  return {
    ...windowView(contest),
    status,
    state,
    results_visibility: resultsVisibility,
    blank_votes: blankVotes,
    ballot_record: ballotRecord,
    approval,
    purpose,
    possible: {
      steps: possibleSteps(contest, nowMs),
      changes: possibleChanges(contest.kind, state),
    },
    warnings: warning === undefined ? [] : [warning],
  };
}

/** A law as officials see it at `nowMs`. */
export function adminLawView(law: Law, nowMs: number): AdminLawBody {
  const { id, title, summary } = law;
  return { id, title, summary, ...lifeView(law, nowMs), ...lawTermsView(law) };
}

/** An election as officials see it at `nowMs`. */
export function adminElectionView(election: Election, nowMs: number): AdminElectionBody {
  const { id, name, type } = election;
  return { id, name, type, ...lifeView(election, nowMs) };
}
