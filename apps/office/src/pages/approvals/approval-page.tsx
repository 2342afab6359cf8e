import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../language.tsx';
import { leavesOf } from '../../record/flatten.ts';
import type { Fact } from '../../shell/facts.tsx';
import { Facts } from '../../shell/facts.tsx';
import { FreeText } from '../../shell/free-text.tsx';
import { Instant } from '../../shell/instant.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { SubjectLink } from '../../shell/subject-link.tsx';
import { DecideProposal } from './decide-proposal.tsx';
import type { Proposal } from './own-proposal.ts';
import { PROPOSAL_STATE_WORDS } from './state-words.ts';

const TEXTS = texts({
  fr: {
    title: 'Proposition',
    all: 'Toutes les propositions',
    state: 'État',
    subject: 'Objet',
    by: 'Proposée par',
    at: 'Proposée le',
    until: 'Peut être approuvée jusqu’au',
    reason: 'Motif',
    decidedBy: 'Décidée par',
    decidedAt: 'Décidée le',
    why: 'Motif de la décision',
    request: 'Ce qui est demandé, champ par champ',
  },
  en: {
    title: 'Proposal',
    all: 'All proposals',
    state: 'State',
    subject: 'Subject',
    by: 'Proposed by',
    at: 'Proposed on',
    until: 'Can be approved until',
    reason: 'Reason',
    decidedBy: 'Decided by',
    decidedAt: 'Decided on',
    why: 'Reason for the decision',
    request: 'What is asked for, field by field',
  },
});

/** One proposal: what it changes, in words, and the decision. */
export function ApprovalPage({ id }: { readonly id: string }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const proposal = useRead('proposal', { params: { id } });
  return (
    <>
      <PageHeading title={text.title} />
      <p>
        <Link href="/approvals">{text.all}</Link>
      </p>
      <Loaded read={proposal}>
        {(body) => (
          <>
            <p className="lead">{body.in_words[language]}</p>
            <ProposalFacts proposal={body} />
            <DecideProposal key={body.id} proposal={body} />
          </>
        )}
      </Loaded>
    </>
  );
}

function ProposalFacts({ proposal }: { readonly proposal: Proposal }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const zone = proposal.time_zone;
  const facts: readonly Fact[] = [
    [text.state, PROPOSAL_STATE_WORDS[language][proposal.state]],
    [text.subject, <SubjectLink key="subject" subject={proposal.subject} />],
    [text.by, proposal.proposed_by],
    [text.at, <Instant key="at" at={proposal.proposed_at} timeZone={zone} />],
    [
      text.until,
      proposal.state === 'pending' ? <Instant key="until" at={proposal.expires_at} timeZone={zone} /> : null,
    ],
    [text.reason, freeText(proposal.reason)],
    [text.decidedBy, proposal.decided_by],
    [
      text.decidedAt,
      proposal.decided_at === null ? null : (
        <Instant key="decided" at={proposal.decided_at} timeZone={zone} />
      ),
    ],
    [text.why, freeText(proposal.decision_reason)],
  ];
  return (
    <>
      <Facts facts={facts} />
      <h2>{text.request}</h2>
      <Facts facts={leavesOf(proposal.request).map(({ path, text: value }): Fact => [path, value])} />
    </>
  );
}

function freeText(text: string | null): ReactNode {
  return text === null ? null : <FreeText text={text} />;
}
