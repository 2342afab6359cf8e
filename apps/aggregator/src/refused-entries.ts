import type { RefusedSubmission } from '@scrutin/ballot-store';
import type { RefusedEntry } from '@scrutin/broker';
import type { SubmissionId } from '@scrutin/election';

/** Why a submission is parked that may not be settled. Shown to the operator by `parked list`. */
const PROBLEMS: Readonly<Record<RefusedSubmission['reason'], string>> = {
  certified: 'The result of the contest is certified: nothing is counted or rejected in it any more.',
  'not-standing': 'The ballot names somebody who is not on the ballot of the race.',
};

/** The entries that settling refused, as the consumer parks them. */
export function refusedEntries<T extends { readonly submissionId: SubmissionId }>(
  entries: readonly T[],
  refused: readonly RefusedSubmission[],
): RefusedEntry<T>[] {
  if (refused.length === 0) return [];
  const reasons = new Map(refused.map(({ submissionId, reason }) => [submissionId, reason]));
  return entries.flatMap((entry) => {
    const reason = reasons.get(entry.submissionId);
    return reason === undefined ? [] : [{ entry, problem: PROBLEMS[reason] }];
  });
}
