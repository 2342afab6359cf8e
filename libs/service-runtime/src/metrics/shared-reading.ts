/**
 * Makes one reading for everybody who asks while it is under way. Gauges whose values come from the same reading need
 * it: prom-client asks all metrics at the same time, so a gauge that another one sets would show the scrape before.
 */
export function sharedReading<T>(read: () => Promise<T>): () => Promise<T> {
  let underway: Promise<T> | undefined;
  return () =>
    (underway ??= read().finally(() => {
      underway = undefined;
    }));
}
