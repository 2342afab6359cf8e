import { useEffect, useRef } from 'react';
import type { Step } from './voting-state.ts';
import { STEPS } from './voting-state.ts';

/**
 * Makes an entry in the history of the browser for each step, so that the back button leads to the step before. An entry
 * holds the name of the step and nothing about the vote.
 *
 * @param show shows a step
 * @param isOpen whether the back and forward buttons may lead to a step now. If not, the page stays as it is
 * @returns shows a step and makes its entry
 */
export function useStepHistory(
  show: (step: Step) => void,
  isOpen: (step: Step) => boolean,
): (step: Step) => void {
  const current = useRef({ show, isOpen });
  current.current = { show, isOpen };
  useEffect(() => {
    // After a reload the marks are gone, whatever step the entry names.
    history.replaceState({ step: 'choice' }, '');
    const follow = (event: PopStateEvent): void => {
      const { step } = (event.state ?? {}) as { readonly step?: unknown };
      const known = STEPS.find((each) => each === step);
      // A link to a part of this page, such as "Skip to the content", makes an entry without a step.
      if (known !== undefined && current.current.isOpen(known)) current.current.show(known);
    };
    addEventListener('popstate', follow);
    return () => {
      removeEventListener('popstate', follow);
    };
  }, []);
  return (step) => {
    history.pushState({ step }, '');
    show(step);
  };
}
