import { useEffect } from 'react';

/**
 * Whether the browser showed this document again without asking the server. After the back button, and in a tab that was
 * closed and opened again, it may do so with a document of any age.
 */
function isShownAgain(): boolean {
  const [load] = performance.getEntriesByType('navigation');
  if (!(load instanceof PerformanceNavigationTiming)) return false;
  return load.type === 'back_forward' || (load.transferSize === 0 && load.decodedBodySize > 0);
}

/** Loads the data of a page again, and with it the time of the server, if its document may be old. */
export function useCurrentData(reload: () => Promise<boolean>): void {
  useEffect(() => {
    if (isShownAgain()) void reload();
  }, [reload]);
}
