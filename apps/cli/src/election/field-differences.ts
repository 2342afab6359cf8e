/** A field whose values differ in two records. */
export interface Difference {
  /** The value in the record. */
  readonly field: string;
  /** The value in the file. */
  readonly name: string;
  /** Short values as text; both the same where the values are too long to be shown. */
  readonly from: string;
  readonly to: string;
}

/** The fields, given with the name that a file has for each, in which `known` is not as `wanted`. */
export function differences<T extends object, F extends keyof T & string>(
  known: Pick<T, F>,
  wanted: Pick<T, F>,
  fields: Readonly<Record<F, string>>,
): Difference[] {
  return (Object.entries(fields) as [F, string][])
    .filter(([field]) => canonical(known[field]) !== canonical(wanted[field]))
    .map(([field, name]) => ({ field, name, from: shown(known[field]), to: shown(wanted[field]) }));
}

/** The fields of `wanted` that differ. */
export function changedFields<T extends object>(found: readonly Difference[], wanted: T): Partial<T> {
  const fields = new Set(found.map(({ field }) => field));
  return Object.fromEntries(Object.entries(wanted).filter(([field]) => fields.has(field))) as Partial<T>;
}

/** A text that is equal for equal values. The order of the fields of an object does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'bigint'
      ? part.toString()
      : part !== null && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
  );
}

function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
    ? `${value}`
    : '';
}
