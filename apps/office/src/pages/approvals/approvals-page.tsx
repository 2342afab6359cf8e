import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../language.tsx';
import { shortDigests } from '../../record/short-digests.ts';
import { Instant } from '../../shell/instant.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import type { Proposal } from './own-proposal.ts';
import { useIsOwn } from './own-proposal.ts';
import { PROPOSAL_STATE_WORDS } from './state-words.ts';

const TEXTS = texts({
  fr: {
    title: 'Approbations',
    waiting: 'En attente',
    nothing: 'Rien n’attend une deuxième personne.',
    decided: 'Décidées ou expirées',
    noneDecided: 'Aucune proposition n’a encore été décidée.',
    policy: 'Quels actes demandent une deuxième personne',
    by: (who: string) => `Proposé par ${who}`,
    own: 'C’est vous qui l’avez proposé : une autre personne doit décider.',
    until: 'Peut être approuvé jusqu’au',
  },
  en: {
    title: 'Approvals',
    waiting: 'Waiting',
    nothing: 'Nothing waits for a second person.',
    decided: 'Decided or expired',
    noneDecided: 'No proposal has been decided yet.',
    policy: 'Which acts need a second person',
    by: (who: string) => `Proposed by ${who}`,
    own: 'You proposed it: somebody else has to decide.',
    until: 'Can be approved until',
  },
});

/** What waits for a second person, and what became of earlier proposals. */
export function ApprovalsPage(): ReactNode {
  const text = TEXTS[useLanguage().language];
  const proposals = useRead('proposals', { query: {} }, 15_000);
  return (
    <>
      <PageHeading title={text.title} />
      <p>
        <Link href="/approvals/policy">{text.policy}</Link>
      </p>
      <Loaded read={proposals}>
        {(all) => {
          const waiting = all.filter(({ state }) => state === 'pending');
          const decided = all.filter(({ state }) => state !== 'pending');
          return (
            <>
              <h2>{text.waiting}</h2>
              {waiting.length === 0 ? <p>{text.nothing}</p> : <ProposalList proposals={waiting} />}
              <h2>{text.decided}</h2>
              {decided.length === 0 ? <p>{text.noneDecided}</p> : <ProposalList proposals={decided} />}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function ProposalList({ proposals }: { readonly proposals: readonly Proposal[] }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const isOwn = useIsOwn();
  return (
    <ul className="ruled-list">
      {proposals.map((proposal) => (
        <li key={proposal.id}>
          <p>
            <Link href={`/approvals/${proposal.id}`}>{shortDigests(proposal.in_words[language])}</Link>
          </p>
          <p className="soft">
            {text.by(proposal.proposed_by)},{' '}
            <Instant at={proposal.proposed_at} timeZone={proposal.time_zone} />
          </p>
          {proposal.state === 'pending' ? (
            <p>
              {text.until} <Instant at={proposal.expires_at} timeZone={proposal.time_zone} />
              {isOwn(proposal) ? `\u00a0· ${text.own}` : ''}
            </p>
          ) : (
            <p>
              <strong>{PROPOSAL_STATE_WORDS[language][proposal.state]}</strong>
              {proposal.decided_by === null ? '' : `\u00a0· ${proposal.decided_by}`}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
