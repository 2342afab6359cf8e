import type { ReactNode } from 'react';
import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { Notice } from '@scrutin/web-ui';
import type { OfficeContest } from './contest.ts';
import type { Revocable } from './take-back.tsx';
import { TakeBack } from './take-back.tsx';

interface Taken {
  readonly sentence: string;
  /** The step, if it can be taken back for a moment. */
  readonly revocable: Revocable | undefined;
  /** Steps are counted, so that each has a button of its own. */
  readonly nth: number;
}

type Tell = (sentence: string, revocable?: Revocable) => void;

const StepTakenContext = createContext<Tell>(() => undefined);

/** Tells the page which step was taken. The form of the step may be gone by then, because the state has changed. */
export function useStepTaken(): Tell {
  return useContext(StepTakenContext);
}

/** Says above its children which step was taken, and moves the focus there. For a moment some steps can be taken back. */
export function StepTaken(props: {
  readonly contest: OfficeContest;
  readonly children: ReactNode;
}): ReactNode {
  const { contest, children } = props;
  const [taken, setTaken] = useState<Taken>();
  const place = useRef<HTMLDivElement>(null);
  const tell = useCallback<Tell>((sentence, revocable) => {
    setTaken((before) => ({ sentence, revocable, nth: (before?.nth ?? 0) + 1 }));
  }, []);
  useEffect(() => {
    if (taken !== undefined) place.current?.focus();
  }, [taken]);
  return (
    <StepTakenContext value={tell}>
      <div ref={place} tabIndex={-1} className="step-taken">
        {taken === undefined ? null : (
          <Notice kind="done" title={taken.sentence} announced>
            {taken.revocable === undefined ? null : (
              <TakeBack key={taken.nth} contest={contest} step={taken.revocable} onTakenBack={tell} />
            )}
          </Notice>
        )}
      </div>
      {children}
    </StepTakenContext>
  );
}
