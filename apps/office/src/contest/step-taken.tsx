import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useRef, useState } from 'react';
import { Notice } from '@scrutin/web-ui';

const StepTakenContext = createContext<(sentence: string) => void>(() => undefined);

/** Tells the page which step was taken. The form of the step may be gone by then, because the state has changed. */
export function useStepTaken(): (sentence: string) => void {
  return useContext(StepTakenContext);
}

/** Says above its children which step was taken, and moves the focus there. */
export function StepTaken({ children }: { readonly children: ReactNode }): ReactNode {
  const [taken, setTaken] = useState<{ readonly sentence: string }>();
  const place = useRef<HTMLDivElement>(null);
  const [tell] = useState(() => (sentence: string) => {
    setTaken({ sentence });
  });
  useEffect(() => {
    if (taken !== undefined) place.current?.focus();
  }, [taken]);
  return (
    <StepTakenContext value={tell}>
      <div ref={place} tabIndex={-1} className="step-taken">
        {taken === undefined ? null : <Notice kind="done" title={taken.sentence} announced />}
      </div>
      {children}
    </StepTakenContext>
  );
}
