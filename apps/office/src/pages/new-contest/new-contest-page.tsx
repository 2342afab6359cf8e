import type { ReactNode } from 'react';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import type { ContestKind } from '../../contest/contest.ts';
import { addressOfContest } from '../../contest/contest.ts';
import { ContestFields } from '../../contest/contest-fields.tsx';
import { NEW_FIXED, newElection, newLaw, newValues } from '../../contest/contest-values.ts';
import { FixedFields } from '../../contest/fixed-fields.tsx';
import { ActForm } from '../../forms/act-form.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { useLanguage } from '../../language.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';

const TEXTS = texts({
  fr: {
    law: 'Nouvelle loi soumise au vote',
    election: 'Nouvelle élection',
    draft: 'Elle commence comme brouillon, que le public ne voit pas.',
    submit: 'Créer le brouillon',
  },
  en: {
    law: 'New law put to the vote',
    election: 'New election',
    draft: 'It begins as a draft, which the public does not see.',
    submit: 'Create the draft',
  },
});

/** Creates a law or an election, as a draft. */
export function NewContestPage(): ReactNode {
  const { kind } = useParams<{ kind: ContestKind }>();
  const text = TEXTS[useLanguage().language];
  const [, navigate] = useLocation();
  const law = useAct('createLaw');
  const election = useAct('createElection');
  const { outcome } = kind === 'law' ? law : election;
  const [fixed, setFixed] = useState(NEW_FIXED);
  const [values, setValues] = useState(newValues);
  const errors = errorsOf(outcome);
  const create = async (): Promise<void> => {
    const became =
      kind === 'law'
        ? await law.send({ body: newLaw(values, fixed) })
        : await election.send({ body: newElection(values, fixed) });
    if (became.kind === 'done') navigate(addressOfContest(kind, fixed.id));
  };
  return (
    <>
      <PageHeading title={text[kind]} />
      <p>{text.draft}</p>
      <ActForm outcome={outcome} submit={text.submit} onSubmit={() => void create()}>
        <FixedFields kind={kind} values={fixed} onChange={setFixed} errors={errors} />
        <ContestFields
          kind={kind}
          values={values}
          errors={errors}
          mayChange={() => true}
          set={(changes) => {
            setValues({ ...values, ...changes });
          }}
        />
      </ActForm>
    </>
  );
}
