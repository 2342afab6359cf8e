/**
 * The number of commands in a pipeline. It is large enough that round trips do not matter, and small enough that votes
 * are served between pipelines.
 */
const PIPELINE_LENGTH = 2_000;
const PIPELINES_UNDER_WAY = 3;

/**
 * Sends a stream of items in pipelines, with a few of them in flight at a time. The source is read no faster than Redis
 * accepts it, so memory does not grow with the length of the stream.
 *
 * @param length the number of items in a pipeline
 * @throws the first error of `send` or of the source, once nothing is in flight any more
 */
export async function streamInPipelines<T>(
  source: AsyncIterable<T> | Iterable<T>,
  send: (items: readonly T[]) => Promise<void>,
  length = PIPELINE_LENGTH,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  const begin = (items: readonly T[]): void => {
    const sending: Promise<void> = send(items)
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => underWay.delete(sending));
    underWay.add(sending);
  };
  try {
    let items: T[] = [];
    for await (const item of source) {
      items.push(item);
      if (items.length < length) continue;
      begin(items);
      items = [];
      if (underWay.size >= PIPELINES_UNDER_WAY) await Promise.race(underWay);
      if (failure !== undefined) break;
    }
    if (items.length > 0) begin(items);
  } catch (error) {
    failure ??= { error };
  }
  await Promise.all(underWay);
  if (failure !== undefined) throw failure.error;
}
