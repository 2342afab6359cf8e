import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ActBody } from '@scrutin/contracts/admin';
import { texts } from '@scrutin/web-ui';
import { useLanguage } from '../../language.tsx';
import { Differences } from '../../record/differences.tsx';
import { FreeText } from '../../shell/free-text.tsx';
import { Instant } from '../../shell/instant.tsx';
import { SubjectLink } from '../../shell/subject-link.tsx';
import { TableScroll } from '../../shell/table-scroll.tsx';

const TEXTS = texts({
  fr: {
    acts: 'Actes',
    at: 'Quand',
    act: 'Acte',
    subject: 'Objet',
    who: 'Qui',
    approved: (who: string) => `approuvé par ${who}`,
    reason: 'Motif :',
    proposal: 'proposition',
    changed: (id: string) => `Avant et après (acte ${id})`,
  },
  en: {
    acts: 'Acts',
    at: 'When',
    act: 'Act',
    subject: 'Subject',
    who: 'Who',
    approved: (who: string) => `approved by ${who}`,
    reason: 'Reason:',
    proposal: 'proposal',
    changed: (id: string) => `Before and after (act ${id})`,
  },
});

const COLUMNS = 4;

/** Acts, two rows each: when, what, on what and who; then the reason and, folded, what the act changed. */
export function ActTable({ acts }: { readonly acts: readonly ActBody[] }): ReactNode {
  const text = TEXTS[useLanguage().language];
  return (
    <TableScroll label={text.acts}>
      <table className="act-table">
        <thead>
          <tr>
            <th scope="col">{text.at}</th>
            <th scope="col">{text.act}</th>
            <th scope="col">{text.subject}</th>
            <th scope="col">{text.who}</th>
          </tr>
        </thead>
        {acts.map((act) => (
          <ActRows key={act.id} act={act} />
        ))}
      </table>
    </TableScroll>
  );
}

function ActRows({ act }: { readonly act: ActBody }): ReactNode {
  const text = TEXTS[useLanguage().language];
  return (
    <tbody>
      <tr>
        <td>
          <Instant at={act.at} timeZone={act.time_zone} />
        </td>
        <td>
          <code>{act.action}</code>
        </td>
        <td className="long">
          <SubjectLink subject={act.subject} />
        </td>
        <td className="long">
          {act.actor}
          {act.approved_by === null ? '' : `, ${text.approved(act.approved_by)}`}
          {act.proposal_id === null ? null : (
            <>
              {' · '}
              <Link href={`/approvals/${act.proposal_id}`}>{text.proposal}</Link>
            </>
          )}
        </td>
      </tr>
      <tr>
        <td colSpan={COLUMNS}>
          {act.reason === null ? null : (
            <p>
              {text.reason} <FreeText text={act.reason} />
            </p>
          )}
          <details>
            <summary>{text.changed(act.id)}</summary>
            <Differences before={act.before} after={act.after} />
          </details>
        </td>
      </tr>
    </tbody>
  );
}
