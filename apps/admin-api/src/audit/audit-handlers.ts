import type { SubmissionAudit, SubmissionFilter } from '@scrutin/ballot-store';
import type { ContestKey, RollKey } from '@scrutin/election';
import { instantText } from '@scrutin/election';
import { ok } from '@scrutin/http-edge';
import { refused } from '../http/answer.ts';
import { msOf } from '../http/given-time.ts';
import type { OfficeHandlers } from '../http/office-call.ts';
import type { TableFiles } from '../http/table-files.ts';
import { submissionTable, submissionView } from './submission-table.ts';

/** What auditors are told about submissions: no voter, no choice, no order of arrival (P6). */
export function auditHandlers(
  audit: SubmissionAudit,
  files: TableFiles,
): OfficeHandlers<'submissionAudit' | 'rejectionAudit'> {
  return {
    submissionAudit: async ({ query }) => {
      const { contest, submission, status, after, limit, format } = query;
      const filter: SubmissionFilter = {
        contest: contest as ContestKey | RollKey | undefined,
        submission,
        status,
        sinceMs: msOf(query.from),
        beforeMs: msOf(query.to),
      };
      const withheld = await audit.notClosed();
      if (contest !== undefined && withheld.includes(rollOf(contest))) return NOT_CLOSED;
      if (format === 'csv') return files.csv(submissionTable(audit, filter, after));
      if (format === 'xlsx') return files.workbook(submissionTable(audit, filter, after));
      // One more than the page tells whether there is another page.
      const found = await audit.submissions(filter, limit + 1, after);
      const page = found.slice(0, limit);
      return ok({
        submissions: page.map(submissionView),
        next: found.length > page.length ? (page.at(-1)?.submissionId ?? null) : null,
        withheld,
      });
    },
    rejectionAudit: async () => {
      const attempts = await audit.attempts();
      return ok({
        rejections: await audit.rejections(),
        attempts: attempts.map((group) => ({
          roll_key: group.rollKey,
          reason: group.reason,
          attempts: group.attempts,
          credentials: group.credentials ?? null,
          first_hour: instantText(group.firstHour),
          last_hour: instantText(group.lastHour),
        })),
      });
    },
  };
}

const NOT_CLOSED = refused({
  kind: 'state-forbids',
  text: {
    fr: 'Le scrutin n’est pas clos. D’ici là, une liste lue plusieurs fois révélerait quels votes arrivent entre deux résultats.',
    en: 'The contest has not closed. Until then, a list that is read several times would reveal which votes come in between two results.',
  },
});

/** The law or the election of a contest. */
function rollOf(contest: string): RollKey {
  return contest.split(':').slice(0, 2).join(':') as RollKey;
}
