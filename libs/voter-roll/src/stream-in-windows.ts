/** A part of a stream, which is sorted before it is sent. */
export interface StreamWindow<T> {
  readonly isFull: boolean;
  /** Empties the window, for the items from this position of the stream on, counted from 1. */
  begin(firstPosition: number): void;
  /** Adds an item. The window must not be full. */
  add(item: T): void;
}

const WINDOW_PER_BUCKET = 8;
const SMALLEST_WINDOW = 4_096;
const LARGEST_WINDOW = 1 << 20;

/**
 * The number of items in a window for a roll with this many buckets. With eight items for each bucket, a command costs
 * the client as little as reading the items. A million items use 40 MB.
 */
export function windowFor(buckets: number): number {
  return Math.min(LARGEST_WINDOW, Math.max(SMALLEST_WINDOW, buckets * WINDOW_PER_BUCKET));
}

/**
 * Sends a stream in windows. Two windows take turns: while one is sent, the other one is filled.
 *
 * @returns the number of items
 * @throws the first error of the source or of `send`, once nothing is in flight any more
 */
export async function streamInWindows<T, Window extends StreamWindow<T>>(
  source: AsyncIterable<T> | Iterable<T>,
  create: () => Window,
  send: (window: Window) => Promise<void>,
): Promise<number> {
  let filled = create();
  let spare: Window | undefined;
  let sending: Promise<void> = Promise.resolve();
  let items = 0;
  filled.begin(1);
  try {
    for await (const item of source) {
      filled.add(item);
      items += 1;
      if (!filled.isFull) continue;
      await sending;
      sending = send(filled);
      sending.catch(() => undefined); // it is awaited when the next window is full, and at the end
      [filled, spare] = [spare ?? create(), filled];
      filled.begin(items + 1);
    }
    await sending;
    await send(filled);
  } finally {
    await sending.catch(() => undefined);
  }
  return items;
}
