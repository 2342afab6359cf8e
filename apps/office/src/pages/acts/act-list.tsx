import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ActBody } from '@scrutin/contracts/admin';
import { texts } from '@scrutin/web-ui';
import { Disclosure } from '../../forms/disclosure.tsx';
import { useLanguage } from '../../language.tsx';
import { Differences } from '../../record/differences.tsx';
import { Instant } from '../../shell/instant.tsx';
import { SubjectLink } from '../../shell/subject-link.tsx';

const TEXTS = texts({
  fr: {
    approved: (who: string) => `approuvé par ${who}`,
    reason: (reason: string) => `Motif : ${reason}`,
    proposal: 'proposition',
    changed: (id: string) => `Avant et après (acte ${id})`,
  },
  en: {
    approved: (who: string) => `approved by ${who}`,
    reason: (reason: string) => `Reason: ${reason}`,
    proposal: 'proposal',
    changed: (id: string) => `Before and after (act ${id})`,
  },
});

/** Acts, each with its subject, its person, its reason, and on demand what it changed. */
export function ActList({ acts }: { readonly acts: readonly ActBody[] }): ReactNode {
  const text = TEXTS[useLanguage().language];
  return (
    <ol className="ruled-list">
      {acts.map((act) => (
        <li key={act.id}>
          <p>
            <strong>
              <code>{act.action}</code>
            </strong>{' '}
            <SubjectLink subject={act.subject} />
          </p>
          <p className="soft">
            <Instant at={act.at} timeZone={act.time_zone} /> · {act.actor}
            {act.approved_by === null ? '' : ` · ${text.approved(act.approved_by)}`}
            {act.proposal_id === null ? null : (
              <>
                {' · '}
                <Link href={`/approvals/${act.proposal_id}`}>{text.proposal}</Link>
              </>
            )}
          </p>
          {act.reason === null ? null : <p>{text.reason(act.reason)}</p>}
          <Disclosure title={text.changed(act.id)}>
            <Differences before={act.before} after={act.after} />
          </Disclosure>
        </li>
      ))}
    </ol>
  );
}
