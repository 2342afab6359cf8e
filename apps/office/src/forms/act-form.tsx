import type { ReactNode } from 'react';
import type { ActOutcome } from '../api/use-act.ts';
import { ActOutcomeNotice } from '../shell/act-outcome.tsx';

/** A form that sends an act: its fields, what became of the act, and one button. */
export function ActForm(props: {
  readonly outcome: ActOutcome;
  readonly onSubmit: () => void;
  readonly submit: string;
  /** The sentence for an act that has been carried out. */
  readonly done?: string;
  readonly isDangerous?: boolean;
  /** True if what stands around the form has a button that reads the record again. */
  readonly readsAgain?: boolean;
  readonly children?: ReactNode;
}): ReactNode {
  const { outcome, onSubmit, submit, done, isDangerous, readsAgain = false, children } = props;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (outcome.kind !== 'sending') onSubmit();
      }}
    >
      {children}
      <ActOutcomeNotice outcome={outcome} readsAgain={readsAgain} {...(done === undefined ? {} : { done })} />
      <div className="button-row">
        <button
          type="submit"
          className={isDangerous === true ? 'button button-danger' : 'button'}
          aria-disabled={outcome.kind === 'sending'}
        >
          {submit}
        </button>
      </div>
    </form>
  );
}
