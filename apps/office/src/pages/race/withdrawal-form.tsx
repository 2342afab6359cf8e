import type { ReactNode } from 'react';
import { useState } from 'react';
import type { AdminCandidateBody } from '@scrutin/contracts/admin';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { fullName } from '../../contest/candidate-values.ts';
import type { Race } from '../../contest/race-values.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { ConfirmName } from '../../forms/confirm-name.tsx';
import { Disclosure } from '../../forms/disclosure.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';

const TEXTS = texts({
  fr: {
    withdraw: (name: string) => `Inscrire le retrait de ${name}`,
    withdrawMeans:
      'Plus aucun bulletin ne peut nommer cette personne. Ceux qui ont déjà été acceptés restent tels quels, et le dépouillement n’en tient pas compte. Le public lit un avis avec votre motif.',
    withdrawn: 'Le retrait est inscrit.',
    reinstate: (name: string) => `Annuler le retrait de ${name}`,
    reinstateMeans:
      'Possible tant qu’aucun bulletin n’a pu être accepté après le retrait. Le public lit un avis avec votre motif.',
    reinstated: 'Le retrait est annulé.',
    reason: 'Motif',
    reasonHint:
      'Il reste au registre, et le public le lit sur les pages françaises et anglaises : écrivez-le dans les deux langues.',
  },
  en: {
    withdraw: (name: string) => `Record the withdrawal of ${name}`,
    withdrawMeans:
      'No ballot can name this person from now on. Ballots that were accepted before stay as they are, and the count passes over the candidate. The public reads a notice with your reason.',
    withdrawn: 'The withdrawal is on record.',
    reinstate: (name: string) => `Take back the withdrawal of ${name}`,
    reinstateMeans:
      'Possible while no ballot can have been accepted after the withdrawal. The public reads a notice with your reason.',
    reinstated: 'The withdrawal is taken back.',
    reason: 'Reason',
    reasonHint:
      'It stays on record, and the public reads it on the French and English pages: write it in both languages.',
  },
});

/** Records the withdrawal of a candidate, or takes it back, with a reason and the identifier typed. */
export function WithdrawalForm(props: {
  readonly race: Race;
  readonly candidate: AdminCandidateBody;
  readonly version: string | undefined;
}): ReactNode {
  const { race, candidate, version } = props;
  const text = TEXTS[useLanguage().language];
  const withdrawal = useAct('withdrawCandidate');
  const reinstatement = useAct('reinstateCandidate');
  const isStanding = candidate.withdrawn_at === null;
  const act = isStanding ? withdrawal : reinstatement;
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const name = fullName(candidate);
  const title = isStanding ? text.withdraw(name) : text.reinstate(name);
  const send = async (): Promise<void> => {
    setWasSent(true);
    if (typed.trim() !== candidate.id) return;
    const params = {
      election_id: race.election_id,
      region_id: race.region_id,
      candidate_id: candidate.id,
    };
    const became = await act.send({ params, body: { reason } }, version);
    if (became.kind !== 'done') return;
    setReason('');
    setTyped('');
    setWasSent(false);
  };
  return (
    <Disclosure title={title} isDangerous>
      <p>{isStanding ? text.withdrawMeans : text.reinstateMeans}</p>
      <ActForm
        outcome={act.outcome}
        submit={title}
        done={isStanding ? text.withdrawn : text.reinstated}
        isDangerous
        onSubmit={() => void send()}
      >
        <TextField
          label={text.reason}
          hint={text.reasonHint}
          error={errorsOf(act.outcome)['reason']}
          value={reason}
          onChange={setReason}
        />
        <ConfirmName name={candidate.id} value={typed} wasSent={wasSent} onChange={setTyped} />
      </ActForm>
    </Disclosure>
  );
}
