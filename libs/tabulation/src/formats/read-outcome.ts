/** The outcome of reading a file or a text: its value, or the first problem in it. */
export type ReadOutcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

export function read<T>(value: T): ReadOutcome<T> {
  return { ok: true, value };
}

export function unreadable<T>(problem: string): ReadOutcome<T> {
  return { ok: false, problem };
}
