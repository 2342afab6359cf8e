import type { Election, Law } from '@scrutin/election';
import { CHANGES, CONTEST_STEPS, contestState, instantText, mayChange, mayStep } from '@scrutin/election';
import { lawRulesView } from '../../public/views/law-view.ts';
import type { AdminElectionBody } from '../elections.ts';
import type { AdminLawBody } from '../laws.ts';

type LifeBody = Pick<
  AdminLawBody,
  | 'opens_at'
  | 'closes_at'
  | 'status'
  | 'state'
  | 'results_visibility'
  | 'blank_votes'
  | 'approval'
  | 'possible'
>;

/** The state of a law or an election, and what the tables of @scrutin/election allow in that state. */
function lifeView(contest: Law | Election, nowMs: number): LifeBody {
  const { window, status, resultsVisibility, blankVotes, approval } = contest;
  const state = contestState(status, window, nowMs);
  return {
    opens_at: instantText(window.opensAtMs),
    closes_at: instantText(window.closesAtMs),
    status,
    state,
    results_visibility: resultsVisibility,
    blank_votes: blankVotes,
    approval,
    possible: {
      steps: CONTEST_STEPS.filter((step) => mayStep(state, step)),
      changes: CHANGES.filter((change) => mayChange(state, change)),
    },
  };
}

/** A law as officials see it at `nowMs`. */
export function adminLawView(law: Law, nowMs: number): AdminLawBody {
  const { id, title, summary } = law;
  return { id, title, summary, ...lifeView(law, nowMs), ...lawRulesView(law) };
}

/** An election as officials see it at `nowMs`. */
export function adminElectionView(election: Election, nowMs: number): AdminElectionBody {
  const { id, name, type } = election;
  return { id, name, type, ...lifeView(election, nowMs) };
}
