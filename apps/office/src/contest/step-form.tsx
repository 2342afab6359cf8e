import type { ReactNode } from 'react';
import { useState } from 'react';
import type { StepBody } from '@scrutin/contracts/admin';
import type { ContestStep } from '@scrutin/election';
import { STEPS_WITH_REASON } from '@scrutin/election';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../api/use-act.ts';
import { ActForm } from '../forms/act-form.tsx';
import { CheckField } from '../forms/check-field.tsx';
import { ConfirmName } from '../forms/confirm-name.tsx';
import { Disclosure } from '../forms/disclosure.tsx';
import { errorsOf } from '../forms/errors-of.ts';
import { MomentField, TO_THE_MINUTE } from '../forms/moment-field.tsx';
import { TextField } from '../forms/text-field.tsx';
import { useLanguage } from '../language.tsx';
import type { OfficeContest } from './contest.ts';
import { useStepTaken } from './step-taken.tsx';
import { STEP_TEXTS } from './step-texts.ts';

const TEXTS = texts({
  fr: {
    reason: 'Motif',
    reasonHint:
      'Il reste au registre, et le public le lit sur les pages françaises et anglaises : écrivez-le dans les deux langues.',
    optionalReason: 'Motif, s’il y a lieu',
    closes: 'Nouvelle clôture',
    withoutVoters: 'Publier ou ouvrir même si des circonscriptions n’ont aucune personne inscrite',
    withoutVotersHint:
      'À cocher seulement si c’est bien le cas : une partie oubliée de la liste électorale est l’erreur la plus fréquente. Donnez alors un motif.',
    outstanding: 'Certifier même si des votes acceptés manquent encore',
    outstandingHint:
      'Sans cette case, la certification est refusée tant qu’il en manque, et le refus dit combien. Donnez alors un motif ; il reste au registre avec leur nombre.',
  },
  en: {
    reason: 'Reason',
    reasonHint:
      'It stays on record, and the public reads it on the French and English pages: write it in both languages.',
    optionalReason: 'Reason, if there is one',
    closes: 'New closing',
    withoutVoters: 'Publish or open although some races have no voter',
    withoutVotersHint:
      'Tick this only if it is so: a forgotten part of the roll is the likeliest mistake. Give a reason then.',
    outstanding: 'Certify although accepted votes are still missing',
    outstandingHint:
      'Without this, the certification is refused while any are missing, and the refusal says how many. Give a reason then; it stays on record with their number.',
  },
});

type Step = Exclude<ContestStep, 'cancel'>;

/** Steps that cannot be taken back, or that voters notice at once. */
const DANGEROUS: ReadonlySet<Step> = new Set(['unschedule', 'open', 'close', 'certify']);

/** The button and the form of one step of a contest: its reason, and the identifier typed if the step is dangerous. */
export function StepForm(props: {
  readonly contest: OfficeContest;
  readonly version: string | undefined;
  readonly step: Step;
}): ReactNode {
  const { contest, version, step } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const { name, means, done } = STEP_TEXTS[language][step];
  const tell = useStepTaken();
  const law = useAct('stepLaw');
  const election = useAct('stepElection');
  const { outcome } = contest.kind === 'law' ? law : election;
  const [reason, setReason] = useState('');
  const [closes, setCloses] = useState(contest.closes_at_local.slice(0, TO_THE_MINUTE));
  const [withoutVoters, setWithoutVoters] = useState(false);
  const [outstanding, setOutstanding] = useState(false);
  const [typed, setTyped] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const isDangerous = DANGEROUS.has(step);
  const needsReason = STEPS_WITH_REASON.has(step) || (step === 'open' && contest.status === 'scheduled');
  const mayLackVoters = contest.kind === 'election' && contest.status === 'draft';
  const errors = errorsOf(outcome);
  const take = async (): Promise<void> => {
    setWasSent(true);
    if (isDangerous && typed.trim() !== contest.id) return;
    const body: StepBody = {
      step,
      ...(reason.trim() === '' ? {} : { reason }),
      ...(step === 'extend' ? { closes_at: closes } : {}),
      ...(withoutVoters ? { allow_races_without_voters: true } : {}),
      ...(outstanding ? { allow_outstanding_votes: true } : {}),
    };
    const given = { params: { id: contest.id }, body };
    const act = contest.kind === 'law' ? law : election;
    const became = await act.send(given, version);
    if (became.kind !== 'done') return;
    act.clear();
    setTyped('');
    setWasSent(false);
    tell(done, step === 'open' || step === 'close' ? step : undefined);
  };
  return (
    <Disclosure title={name} isDangerous={isDangerous}>
      <p>{means}</p>
      <ActForm outcome={outcome} submit={name} isDangerous={isDangerous} onSubmit={() => void take()}>
        {step === 'extend' ? (
          <MomentField
            label={text.closes}
            zone={contest.time_zone}
            error={errors['closes_at']}
            value={closes}
            onChange={setCloses}
          />
        ) : null}
        {mayLackVoters ? (
          <CheckField
            label={text.withoutVoters}
            hint={text.withoutVotersHint}
            value={withoutVoters}
            onChange={setWithoutVoters}
          />
        ) : null}
        {step === 'certify' ? (
          <CheckField
            label={text.outstanding}
            hint={text.outstandingHint}
            value={outstanding}
            onChange={setOutstanding}
          />
        ) : null}
        <TextField
          label={needsReason ? text.reason : text.optionalReason}
          hint={needsReason ? text.reasonHint : undefined}
          error={errors['reason']}
          value={reason}
          onChange={setReason}
        />
        {isDangerous ? (
          <ConfirmName name={contest.id} value={typed} wasSent={wasSent} onChange={setTyped} />
        ) : null}
      </ActForm>
    </Disclosure>
  );
}
