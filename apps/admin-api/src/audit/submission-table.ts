import type { AuditedSubmission, SubmissionAudit, SubmissionFilter } from '@scrutin/ballot-store';
import type { AuditedSubmissionBody } from '@scrutin/contracts/admin';
import { instantText } from '@scrutin/election';
import type { PagedTable } from '../http/table-files.ts';

/** How many submissions of a file are read at once. PostgreSQL reads the whole record for each page; see docs/PERFORMANCE.md. */
const PAGE = 100_000;

const HEADS = {
  submission_id: 'Submission',
  contest: 'Contest',
  status: 'Status',
  reason: 'Reason',
  from: 'From',
  to: 'To',
} as const satisfies Readonly<Record<keyof AuditedSubmissionBody, string>>;

const KEYS = Object.keys(HEADS) as (keyof typeof HEADS)[];

/** All submissions that the filter selects, after the given one. */
export function submissionTable(
  audit: Pick<SubmissionAudit, 'submissions'>,
  filter: SubmissionFilter,
  first: string | undefined,
): PagedTable {
  return {
    key: 'submissions',
    name: 'Submissions',
    columns: KEYS.map((key) => ({ key, head: HEADS[key] })),
    async *pages() {
      for (let after = first; ;) {
        const page = await audit.submissions(filter, PAGE, after);
        if (page.length > 0) yield page.map(rowOf);
        if (page.length < PAGE) return;
        after = page.at(-1)?.submissionId;
      }
    },
  };
}

/** A submission as it is shown. */
export function submissionView(submission: AuditedSubmission): AuditedSubmissionBody {
  return {
    submission_id: submission.submissionId,
    contest: submission.contest,
    status: submission.status,
    reason: submission.reason ?? null,
    from: submission.from === undefined ? null : instantText(submission.from),
    to: submission.until === undefined ? null : instantText(submission.until),
  };
}

function rowOf(submission: AuditedSubmission): (string | undefined)[] {
  const view = submissionView(submission);
  return KEYS.map((key) => view[key] ?? undefined);
}
