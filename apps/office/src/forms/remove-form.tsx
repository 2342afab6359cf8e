import type { ReactNode } from 'react';
import { useState } from 'react';
import type { ActOutcome } from '../api/use-act.ts';
import { ActForm } from './act-form.tsx';
import { ConfirmName } from './confirm-name.tsx';
import { Disclosure } from './disclosure.tsx';

/** The button and the form that remove a record, after its identifier was typed. */
export function RemoveForm(props: {
  readonly title: string;
  readonly means: string;
  readonly name: string;
  readonly outcome: ActOutcome;
  readonly onRemove: () => void;
}): ReactNode {
  const { title, means, name, outcome, onRemove } = props;
  const [typed, setTyped] = useState('');
  const [wasSent, setWasSent] = useState(false);
  return (
    <Disclosure title={title} isDangerous>
      <p>{means}</p>
      <ActForm
        outcome={outcome}
        submit={title}
        isDangerous
        onSubmit={() => {
          setWasSent(true);
          if (typed.trim() === name) onRemove();
        }}
      >
        <ConfirmName name={name} value={typed} wasSent={wasSent} onChange={setTyped} />
      </ActForm>
    </Disclosure>
  );
}
