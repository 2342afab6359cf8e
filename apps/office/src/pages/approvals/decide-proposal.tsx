import type { ReactNode } from 'react';
import { useState } from 'react';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { ActOutcomeNotice } from '../../shell/act-outcome.tsx';
import type { Proposal } from './own-proposal.ts';
import { useIsOwn } from './own-proposal.ts';

const TEXTS = texts({
  fr: {
    approve: 'Approuver et exécuter',
    approveTitle: 'Approuver',
    approveText:
      'L’acte est exécuté tout de suite. Il est vérifié de nouveau : s’il n’est plus possible, rien ne change.',
    approved: 'La proposition est approuvée et exécutée.',
    refuseTitle: 'Refuser',
    reason: 'Motif du refus',
    refuse: 'Refuser la proposition',
    refused: 'La proposition est refusée.',
    withdrawTitle: 'Retirer',
    withdrawText: 'Vous avez proposé cet acte : une autre personne doit décider. Vous pouvez le retirer.',
    withdraw: 'Retirer la proposition',
    withdrawn: 'La proposition est retirée.',
  },
  en: {
    approve: 'Approve and carry out',
    approveTitle: 'Approve',
    approveText:
      'The act is carried out at once. It is checked again: if it is no longer possible, nothing changes.',
    approved: 'The proposal is approved and carried out.',
    refuseTitle: 'Refuse',
    reason: 'Reason for the refusal',
    refuse: 'Refuse the proposal',
    refused: 'The proposal is refused.',
    withdrawTitle: 'Withdraw',
    withdrawText: 'You proposed this act: somebody else has to decide. You can withdraw it.',
    withdraw: 'Withdraw the proposal',
    withdrawn: 'The proposal is withdrawn.',
  },
});

/** The decision about a proposal. What became of it stays visible after the proposal is no longer pending. */
export function DecideProposal({ proposal }: { readonly proposal: Proposal }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const may = useMay('approve');
  const isOwn = useIsOwn()(proposal);
  const approve = useAct('approveProposal');
  const refuse = useAct('refuseProposal');
  const withdraw = useAct('withdrawProposal');
  const [reason, setReason] = useState('');
  const params = { id: proposal.id };
  if (!may) return null;
  if (proposal.state !== 'pending') {
    return (
      <>
        <ActOutcomeNotice outcome={approve.outcome} done={text.approved} />
        <ActOutcomeNotice outcome={refuse.outcome} done={text.refused} />
        <ActOutcomeNotice outcome={withdraw.outcome} done={text.withdrawn} />
      </>
    );
  }
  if (isOwn) {
    return (
      <section>
        <h2>{text.withdrawTitle}</h2>
        <p>{text.withdrawText}</p>
        <ActForm
          outcome={withdraw.outcome}
          submit={text.withdraw}
          onSubmit={() => void withdraw.send({ params })}
        />
      </section>
    );
  }
  return (
    <>
      <section>
        <h2>{text.approveTitle}</h2>
        <p>{text.approveText}</p>
        <ActForm
          outcome={approve.outcome}
          submit={text.approve}
          onSubmit={() => void approve.send({ params })}
        />
      </section>
      <section>
        <h2>{text.refuseTitle}</h2>
        <ActForm
          outcome={refuse.outcome}
          submit={text.refuse}
          isDangerous
          onSubmit={() => void refuse.send({ params, body: { reason } })}
        >
          <TextField
            label={text.reason}
            rows={2}
            value={reason}
            error={errorsOf(refuse.outcome)['reason']}
            onChange={setReason}
          />
        </ActForm>
      </section>
    </>
  );
}
