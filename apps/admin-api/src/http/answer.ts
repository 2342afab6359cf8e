import type { ProposalBody } from '@scrutin/contracts/admin';
import { proposalView } from '@scrutin/contracts/admin';
import type { ProblemType } from '@scrutin/contracts/problems';
import type { ActOutcome, ApprovableOutcome, Proposal, Refusal } from '@scrutin/election';
import type { JsonAnswer, NothingAnswer, ProblemAnswer } from '@scrutin/http-edge';
import { NOTHING, ok, problemAnswer } from '@scrutin/http-edge';

export const NOT_FOUND: ProblemAnswer = problemAnswer('record-not-found');

const PROBLEM_OF: Readonly<Record<Refusal['kind'], ProblemType>> = {
  'not-found': 'record-not-found',
  'already-exists': 'already-exists',
  'state-forbids': 'state-forbids',
  invalid: 'invalid',
  'in-use': 'in-use',
  outdated: 'outdated',
  incomplete: 'incomplete',
};

/** The answer to a request that the election office refused, with the office's sentence in the language of the answer. */
export function refused({ kind, text }: Pick<Refusal, 'kind' | 'text'>): ProblemAnswer {
  return { ...problemAnswer(PROBLEM_OF[kind]), texts: { refusal: text } };
}

/** An answer 200 with a record and its version, from which later changes can say that they were made. */
export function versioned<Body>(body: Body, version: string | undefined): JsonAnswer<200, Body> {
  const answer = ok(body);
  return version === undefined ? answer : { ...answer, headers: { ETag: `"${version}"` } };
}

/** The answer to an act that changed a record (200), with the record as it is shown. */
export function changedRecord<T, Body>(
  result: ActOutcome<T>,
  view: (value: T) => Body,
): JsonAnswer<200, Body> | ProblemAnswer {
  return result.ok ? ok(view(result.value)) : refused(result);
}

/** The answer to an act that created a record (201), with the record as it is shown. */
export function createdRecord<T, Body>(
  result: ActOutcome<T>,
  view: (value: T) => Body,
): JsonAnswer<201, Body> | ProblemAnswer {
  return result.ok ? { kind: 'json', status: 201, body: view(result.value) } : refused(result);
}

/** The answer to an act after which there is nothing to show (204). */
export function emptyAnswer(result: ActOutcome<unknown>): NothingAnswer | ProblemAnswer {
  return result.ok ? NOTHING : refused(result);
}

/** The answer to an act that waits for the approval of a second person (202), with its proposal. */
function awaiting(proposal: Proposal): JsonAnswer<202, ProposalBody> {
  return {
    kind: 'json',
    status: 202,
    body: proposalView(proposal),
    headers: { Location: `/admin/v1/proposals/${proposal.id}` },
  };
}

/** The answer to an act that was not done at once: it waits (202), or it was refused. */
export function notDone(
  result: Exclude<ApprovableOutcome<unknown>, { readonly ok: true }>,
): JsonAnswer<202, ProposalBody> | ProblemAnswer {
  return result.kind === 'awaits-approval' ? awaiting(result.proposal) : refused(result);
}

/** The answer to an act that changed a record (200), or that waits for a second person (202). */
export function changedOrAwaiting<T, Body>(
  result: ApprovableOutcome<T>,
  view: (value: T) => Body,
): JsonAnswer<200, Body> | JsonAnswer<202, ProposalBody> | ProblemAnswer {
  return result.ok ? ok(view(result.value)) : notDone(result);
}
