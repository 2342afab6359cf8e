import type { UnsettledSubmission } from '@scrutin/ballot-store';
import type { EntryToPark } from '@scrutin/broker';
import type { SubmissionId } from '@scrutin/election';

/** The reason why a submission is parked instead of settled. `scrutin parked list` shows it to the operator. */
const PROBLEMS: Readonly<Record<UnsettledSubmission['reason'], string>> = {
  certified: 'The result of the contest is certified, so that no vote in it is counted or rejected any more.',
  'not-standing': 'The ballot names a person who is not a candidate of the race.',
};

/** The entries of a batch that must not be settled, each with the reason that is parked with it. */
export function entriesToPark<T extends { readonly submissionId: SubmissionId }>(
  entries: readonly T[],
  unsettled: readonly UnsettledSubmission[],
): EntryToPark<T>[] {
  if (unsettled.length === 0) return [];
  const reasons = new Map(unsettled.map(({ submissionId, reason }) => [submissionId, reason]));
  return entries.flatMap((entry) => {
    const reason = reasons.get(entry.submissionId);
    return reason === undefined ? [] : [{ entry, problem: PROBLEMS[reason] }];
  });
}
