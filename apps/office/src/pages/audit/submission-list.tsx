import type { ReactNode } from 'react';
import { useState } from 'react';
import type { AuditedSubmissionBody } from '@scrutin/contracts/admin';
import { Notice, texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../language.tsx';
import { ExportLinks } from '../../shell/export-links.tsx';
import { Instant } from '../../shell/instant.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { TableScroll } from '../../shell/table-scroll.tsx';
import { REJECTION_WORDS } from './rejection-words.ts';

const TEXTS = texts({
  fr: {
    submissions: 'Votes envoyés',
    submission: 'Numéro de suivi',
    contest: 'Scrutin',
    outcome: 'Issue',
    hour: 'Accepté entre',
    counted: 'Compté',
    rejected: (why: string) => `Rejeté : ${why}`,
    unknown: 'heure non gardée',
    noContest: 'aucun scrutin connu',
    none: 'Aucun vote envoyé ne correspond.',
    withheld: 'Pas encore montrés',
    withheldText: (keys: string) => `Le vote n’y est pas clos : ${keys}.`,
    next: 'Page suivante',
    first: 'Première page',
  },
  en: {
    submissions: 'Submissions',
    submission: 'Tracking number',
    contest: 'Contest',
    outcome: 'Outcome',
    hour: 'Accepted between',
    counted: 'Counted',
    rejected: (why: string) => `Rejected: ${why}`,
    unknown: 'hour not kept',
    noContest: 'no known contest',
    none: 'No submission matches.',
    withheld: 'Not shown yet',
    withheldText: (keys: string) => `Voting has not closed there: ${keys}.`,
    next: 'Next page',
    first: 'First page',
  },
});

/** What submissions are searched for. Everything that is undefined does not matter. */
export interface SubmissionFilter {
  readonly contest?: string | undefined;
  readonly submission?: string | undefined;
  readonly status?: 'counted' | 'rejected' | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** One page of the submissions that were found, with the files of all of them. */
export function SubmissionList({ filter }: { readonly filter: SubmissionFilter }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const [after, setAfter] = useState<string | undefined>(undefined);
  const found = useRead('submissionAudit', { query: { ...filter, after, limit: 100 } });
  return (
    <Loaded read={found}>
      {({ submissions, next, withheld }) => (
        <>
          {withheld.length === 0 ? null : (
            <Notice kind="information" title={text.withheld}>
              <p>{text.withheldText(withheld.join(', '))}</p>
            </Notice>
          )}
          <ExportLinks path="/admin/v1/audit/submissions" query={{ ...filter }} />
          {submissions.length === 0 ? <p>{text.none}</p> : <SubmissionTable submissions={submissions} />}
          <div className="button-row">
            {after === undefined ? null : (
              <button
                type="button"
                className="button button-second"
                onClick={() => {
                  setAfter(undefined);
                }}
              >
                {text.first}
              </button>
            )}
            {next === null ? null : (
              <button
                type="button"
                className="button button-second"
                onClick={() => {
                  setAfter(next);
                }}
              >
                {text.next}
              </button>
            )}
          </div>
        </>
      )}
    </Loaded>
  );
}

function SubmissionTable(props: { readonly submissions: readonly AuditedSubmissionBody[] }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  return (
    <TableScroll label={text.submissions}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.submission}</th>
            <th scope="col">{text.contest}</th>
            <th scope="col">{text.outcome}</th>
            <th scope="col">{text.hour}</th>
          </tr>
        </thead>
        <tbody>
          {props.submissions.map((submission, i) => (
            <tr key={`${submission.submission_id} ${i}`}>
              <th scope="row">
                <code>{submission.submission_id}</code>
              </th>
              <td>{submission.contest === '' ? text.noContest : submission.contest}</td>
              <td>
                {submission.reason === null
                  ? text[submission.status === 'counted' ? 'counted' : 'unknown']
                  : text.rejected(REJECTION_WORDS[language][submission.reason])}
              </td>
              <td className="wide">
                {submission.from === null || submission.to === null ? (
                  text.unknown
                ) : (
                  <>
                    <Instant at={submission.from} /> — <Instant at={submission.to} />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
