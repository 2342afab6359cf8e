import type { AdminLawBody, StepBody } from '@scrutin/contracts/admin';
import { CHANGES, CONTEST_STEPS, contestState, instantMs, mayChange, mayStep } from '@scrutin/election';
import type { Election, Law, StepRequest } from '@scrutin/election';
import { instantOf } from '../http/instants.ts';

type LifeBody = Pick<
  AdminLawBody,
  'opens_at' | 'closes_at' | 'status' | 'state' | 'results_visibility' | 'possible'
>;

/** Where a law or an election is in its life, and what the tables of @scrutin/election allow there. */
export function lifeView(contest: Law | Election, nowMs: number): LifeBody {
  const { window, status, resultsVisibility } = contest;
  const state = contestState(status, window, nowMs);
  return {
    opens_at: instantOf(window.opensAtMs),
    closes_at: instantOf(window.closesAtMs),
    status,
    state,
    results_visibility: resultsVisibility,
    possible: {
      steps: CONTEST_STEPS.filter((step) => mayStep(state, step)),
      changes: CHANGES.filter((change) => mayChange(state, change)),
    },
  };
}

export function stepOf({ step, reason, closes_at }: StepBody): StepRequest {
  return {
    step,
    ...(reason === undefined ? {} : { reason }),
    ...(closes_at === undefined ? {} : { closesAtMs: instantMs(closes_at) }),
  };
}

/** A window where both edges were given; the schema takes both or neither. */
export function windowOf(body: {
  readonly opens_at?: string | undefined;
  readonly closes_at?: string | undefined;
}): { readonly window?: Law['window'] } {
  const { opens_at: opensAt, closes_at: closesAt } = body;
  if (opensAt === undefined || closesAt === undefined) return {};
  return { window: { opensAtMs: instantMs(opensAt), closesAtMs: instantMs(closesAt) } };
}
