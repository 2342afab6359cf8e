import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { Link } from 'wouter';
import type { ProposalBody } from '@scrutin/contracts/admin';
import { Notice, texts } from '@scrutin/web-ui';
import { useRead } from '../api/use-read.ts';
import { useLanguage } from '../language.tsx';

const TEXTS = texts({
  fr: {
    awaits: 'Une deuxième personne doit approuver',
    nothingChanged:
      'Rien n’a encore changé. Dès que la proposition est approuvée ou refusée, cette page l’affiche.',
    see: 'Voir la proposition',
    approved: (by: string) => `${by} a approuvé la proposition`,
    refused: (by: string) => `${by} a refusé la proposition`,
    reason: (reason: string) => `Motif : ${reason}`,
    over: 'La proposition est close, sans effet',
    overText:
      'Elle a été retirée, son délai est passé, ou l’acte n’était plus possible. Rien n’a changé. Proposez de nouveau s’il le faut.',
  },
  en: {
    awaits: 'A second person must approve',
    nothingChanged:
      'Nothing has changed yet. As soon as the proposal is approved or refused, this page shows it.',
    see: 'See the proposal',
    approved: (by: string) => `${by} approved the proposal`,
    refused: (by: string) => `${by} refused the proposal`,
    reason: (reason: string) => `Reason: ${reason}`,
    over: 'The proposal has ended, without effect',
    overText:
      'It was withdrawn, its time ran out, or the act was no longer possible. Nothing has changed. Propose it again if it is still needed.',
  },
});

const LOOK_AGAIN_MS = 5_000;

/**
 * Says that an act awaits a second person, and what this person decided, as soon as it is known. Then the page around it
 * is read again.
 *
 * @param done the sentence for the act once it has been carried out
 */
export function ProposedNotice(props: {
  readonly proposal: ProposalBody;
  readonly done: string | undefined;
}): ReactNode {
  const { proposal, done } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const queries = useQueryClient();
  const read = useRead('proposal', { params: { id: proposal.id } }, LOOK_AGAIN_MS);
  const { state, decided_by: by, decision_reason: reason } = read.kind === 'read' ? read.body : proposal;
  useEffect(() => {
    if (state !== 'pending') void queries.invalidateQueries();
  }, [state, queries]);
  const link = (
    <p>
      <Link href={`/approvals/${proposal.id}`}>{text.see}</Link>
    </p>
  );
  switch (state) {
    case 'pending':
      return (
        <Notice kind="attention" title={text.awaits} announced>
          <p>
            {proposal.in_words[language]} {text.nothingChanged}
          </p>
          {link}
        </Notice>
      );
    case 'approved':
      return (
        <Notice kind="done" title={text.approved(by ?? '')} announced>
          <p>{done ?? proposal.in_words[language]}</p>
          {link}
        </Notice>
      );
    case 'refused':
      return (
        <Notice kind="error" title={text.refused(by ?? '')} announced>
          {reason === null ? null : <p>{text.reason(reason)}</p>}
          {link}
        </Notice>
      );
    case 'withdrawn':
    case 'expired':
    case 'void':
      return (
        <Notice kind="attention" title={text.over} announced>
          <p>{text.overText}</p>
          {link}
        </Notice>
      );
  }
}
