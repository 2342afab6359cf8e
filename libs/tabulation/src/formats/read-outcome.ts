/** The outcome of reading a file or a text: its value, or the first problem in it. */
export type ReadOutcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** The outcome of a text that was read. */
export function read<T>(value: T): ReadOutcome<T> {
  return { ok: true, value };
}

/** The outcome of a text that was refused. The problem names the place and says what to do. */
export function unreadable<T>(problem: string): ReadOutcome<T> {
  return { ok: false, problem };
}
