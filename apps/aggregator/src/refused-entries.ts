import type { RefusedSubmission } from '@scrutin/ballot-store';
import type { RefusedEntry } from '@scrutin/broker';
import type { SubmissionId } from '@scrutin/election';

/** The reason why a submission is parked instead of settled. `scrutin parked list` shows it to the operator. */
const PROBLEMS: Readonly<Record<RefusedSubmission['reason'], string>> = {
  certified: 'The result of the contest is certified, so that no vote in it is counted or rejected any more.',
  'not-standing': 'The ballot names a person who is not a candidate of the race.',
};

/** The entries that were refused when the batch was settled, each with the reason that is parked with it. */
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
