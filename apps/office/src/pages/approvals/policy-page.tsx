import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { PolicyBody } from '@scrutin/contracts/admin';
import { APPROVABLE_ACTS } from '@scrutin/election';
import { formatCount, formatDuration, texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { useRead } from '../../api/use-read.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { CheckField } from '../../forms/check-field.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { Facts } from '../../shell/facts.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { APPROVABLE_ACT_WORDS } from './act-words.ts';

const TEXTS = texts({
  fr: {
    title: 'Quels actes demandent une deuxième personne',
    all: 'Toutes les propositions',
    intro:
      'Ces règles valent pour les scrutins à deux responsables, et pour les comptes et ces règles mêmes.',
    acts: 'Ces actes demandent une approbation',
    lifetime: 'Une proposition peut être approuvée pendant',
    replacing: 'Lettres remplacées ou révoquées par une personne seule, par scrutin',
    registering: 'Inscriptions tardives faites par une personne seule, par scrutin',
    change: 'Changer ces règles',
    hours: 'Durée d’une proposition, en heures',
    reason: 'Motif',
    submit: 'Changer les règles',
    done: 'Les règles sont changées.',
  },
  en: {
    title: 'Which acts need a second person',
    all: 'All proposals',
    intro: 'These rules hold for contests with two officials, and for accounts and these rules themselves.',
    acts: 'These acts need an approval',
    lifetime: 'A proposal can be approved for',
    replacing: 'Letters replaced or revoked by one person alone, per contest',
    registering: 'Late voters registered by one person alone, per contest',
    change: 'Change these rules',
    hours: 'Life of a proposal, in hours',
    reason: 'Reason',
    submit: 'Change the rules',
    done: 'The rules are changed.',
  },
});

/** The acts that need a second person, and, for whoever may, their change. */
export function PolicyPage(): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const policy = useRead('approvalPolicy', {});
  const mayChange = useMay('accounts');
  return (
    <>
      <PageHeading title={text.title} />
      <p>
        <Link href="/approvals">{text.all}</Link>
      </p>
      <p>{text.intro}</p>
      <Loaded read={policy}>
        {(body) => (
          <>
            <h2>{text.acts}</h2>
            <ul>
              {APPROVABLE_ACTS.filter((act) => body.acts.includes(act)).map((act) => (
                <li key={act}>{APPROVABLE_ACT_WORDS[language][act]}</li>
              ))}
            </ul>
            <Facts
              facts={[
                [text.lifetime, formatDuration(body.lifetime_seconds * 1_000, language)],
                [text.replacing, formatCount(body.replacing_above, language)],
                [text.registering, formatCount(body.registering_above, language)],
              ]}
            />
            {mayChange ? <ChangePolicy policy={body} /> : null}
          </>
        )}
      </Loaded>
    </>
  );
}

function ChangePolicy({ policy }: { readonly policy: PolicyBody }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const { outcome, send } = useAct('changePolicy');
  const [acts, setActs] = useState(policy.acts);
  const [hours, setHours] = useState(String(policy.lifetime_seconds / 3_600));
  const [replacing, setReplacing] = useState(String(policy.replacing_above));
  const [registering, setRegistering] = useState(String(policy.registering_above));
  const [reason, setReason] = useState('');
  const errors = errorsOf(outcome);
  const change = (): void => {
    const body = {
      acts: APPROVABLE_ACTS.filter((act) => acts.includes(act)),
      lifetime_seconds: Math.round(Number(hours) * 3_600),
      replacing_above: Number(replacing),
      registering_above: Number(registering),
      reason,
    };
    void send({ body });
  };
  return (
    <section>
      <h2>{text.change}</h2>
      <ActForm outcome={outcome} submit={text.submit} done={text.done} isDangerous onSubmit={change}>
        <fieldset>
          <legend className="visually-hidden">{text.acts}</legend>
          {APPROVABLE_ACTS.map((act) => (
            <CheckField
              key={act}
              label={APPROVABLE_ACT_WORDS[language][act]}
              value={acts.includes(act)}
              onChange={(checked) => {
                setActs(checked ? [...acts, act] : acts.filter((other) => other !== act));
              }}
            />
          ))}
        </fieldset>
        <TextField
          label={text.hours}
          type="number"
          value={hours}
          error={errors['lifetime_seconds']}
          onChange={setHours}
        />
        <TextField
          label={text.replacing}
          type="number"
          value={replacing}
          error={errors['replacing_above']}
          onChange={setReplacing}
        />
        <TextField
          label={text.registering}
          type="number"
          value={registering}
          error={errors['registering_above']}
          onChange={setRegistering}
        />
        <TextField
          label={text.reason}
          rows={2}
          value={reason}
          error={errors['reason']}
          onChange={setReason}
        />
      </ActForm>
    </section>
  );
}
