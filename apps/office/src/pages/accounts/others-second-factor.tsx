import type { ReactNode } from 'react';
import { useState } from 'react';
import type { OfficialBody } from '@scrutin/contracts/admin';
import { texts } from '@scrutin/web-ui';
import { entityTag } from '../../api/entity-tag.ts';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';
import { useSession } from '../../session/session-context.tsx';
import { ActOutcomeNotice } from '../../shell/act-outcome.tsx';
import { Instant } from '../../shell/instant.tsx';

const TEXTS = texts({
  fr: {
    title: 'Second facteur perdu',
    hint: 'Si le téléphone est perdu, une personne de l’exploitation le demande, et une autre personne de l’exploitation confirme dans les 24 heures.',
    reason: 'Motif',
    ask: 'Demander le retrait du second facteur',
    asked: 'Le retrait est demandé. Une autre personne doit le confirmer.',
    by: (who: string) => `Le retrait a été demandé par ${who},`,
    confirm: 'Confirmer le retrait',
    confirmed: 'Le second facteur est retiré.',
    takeBack: 'Annuler la demande',
    takenBack: 'La demande est annulée.',
  },
  en: {
    title: 'Lost second factor',
    hint: 'If the telephone is lost, an operator asks for it, and another operator confirms within 24 hours.',
    reason: 'Reason',
    ask: 'Ask for the removal of the second factor',
    asked: 'The removal is asked for. Somebody else has to confirm it.',
    by: (who: string) => `The removal was asked for by ${who},`,
    confirm: 'Confirm the removal',
    confirmed: 'The second factor is removed.',
    takeBack: 'Cancel the request',
    takenBack: 'The request is cancelled.',
  },
});

/** The removal of a second factor that somebody else has lost: one operator asks, another one confirms. */
export function OthersSecondFactor({ official }: { readonly official: OfficialBody }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const ask = useAct('askSecondFactorReset');
  const confirm = useAct('confirmSecondFactorReset');
  const takeBack = useAct('withdrawSecondFactorReset');
  const [reason, setReason] = useState('');
  const { email } = useSession().session.official;
  const params = { id: official.id };
  const version = entityTag(official.version);
  const request = official.second_factor_reset;
  const hasFactor = official.second_factor_at !== null;
  if (!hasFactor && confirm.outcome.kind !== 'done') return null;
  return (
    <section>
      <h2>{text.title}</h2>
      <ActOutcomeNotice outcome={ask.outcome} done={text.asked} />
      <ActOutcomeNotice outcome={takeBack.outcome} done={text.takenBack} />
      {confirm.outcome.kind === 'done' ? (
        <ActOutcomeNotice outcome={confirm.outcome} done={text.confirmed} />
      ) : request === null ? (
        <ActForm
          outcome={{ kind: ask.outcome.kind === 'sending' ? 'sending' : 'idle' }}
          submit={text.ask}
          isDangerous
          onSubmit={() => {
            takeBack.clear();
            void ask.send({ params, body: { reason } }, version);
          }}
        >
          <p>{text.hint}</p>
          <TextField
            label={text.reason}
            rows={2}
            value={reason}
            error={errorsOf(ask.outcome)['reason']}
            onChange={setReason}
          />
        </ActForm>
      ) : (
        <>
          <p>
            {text.by(request.asked_by)} <Instant at={request.asked_at} />
          </p>
          {request.asked_by === email ? null : (
            <ActForm
              outcome={confirm.outcome}
              submit={text.confirm}
              isDangerous
              onSubmit={() => {
                ask.clear();
                void confirm.send({ params }, version);
              }}
            />
          )}
          <ActForm
            outcome={{ kind: takeBack.outcome.kind === 'sending' ? 'sending' : 'idle' }}
            submit={text.takeBack}
            onSubmit={() => {
              ask.clear();
              void takeBack.send({ params }, version);
            }}
          />
        </>
      )}
    </section>
  );
}
