import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';

/**
 * Forgets what somebody typed or chose when the page is left. Browsers keep a page that was left, and show it again as it
 * was to whoever presses the back button. A page that comes back that way is loaded again.
 *
 * @param forget takes everything of the reader out of the page
 */
export function useForgottenPage(forget: () => void): void {
  const current = useRef(forget);
  current.current = forget;
  useEffect(() => {
    const leave = (event: PageTransitionEvent): void => {
      // The page stops at once, so what it shows must change before this function ends.
      if (event.persisted) flushSync(current.current);
    };
    const comeBack = (event: PageTransitionEvent): void => {
      if (event.persisted) location.reload();
    };
    addEventListener('pagehide', leave);
    addEventListener('pageshow', comeBack);
    return () => {
      removeEventListener('pagehide', leave);
      removeEventListener('pageshow', comeBack);
    };
  }, []);
}
