/** A value of a record with its place in it, such as `name.fr`. */
export interface Leaf {
  readonly path: string;
  readonly text: string;
}

/** Every value of a JSON record, in its order. An empty list or object is a value too. */
export function leavesOf(value: unknown, path = ''): Leaf[] {
  if (value === null || value === undefined) return path === '' ? [] : [{ path, text: '' }];
  if (typeof value !== 'object')
    return [{ path, text: typeof value === 'string' ? value : JSON.stringify(value) }];
  const entries = Object.entries(value);
  if (entries.length === 0) return path === '' ? [] : [{ path, text: '' }];
  return entries.flatMap(([name, member]) => leavesOf(member, path === '' ? name : `${path}.${name}`));
}

/** What a place of a record had before an act and has after it; undefined where the record did not have the place. */
export interface Difference {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The places at which two records differ, in the order of the later record. */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const old = new Map(leavesOf(before).map(({ path, text }) => [path, text]));
  const young = new Map(leavesOf(after).map(({ path, text }) => [path, text]));
  const paths = new Set([...young.keys(), ...old.keys()]);
  return [...paths]
    .map((path) => ({ path, before: old.get(path), after: young.get(path) }))
    .filter((difference) => difference.before !== difference.after);
}
