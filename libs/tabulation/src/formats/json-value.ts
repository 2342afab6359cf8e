/** Functions that read JSON of unknown origin. Each returns the value if it has the expected type, or undefined. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** An object that is not a list. */
export function objectOf(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** A list of any values. */
export function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? (value as readonly unknown[]) : undefined;
}

/** A text, or a number in its usual notation. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

/** A list that contains only texts. */
export function textsOf(value: unknown): readonly string[] | undefined {
  return allOf(value, (item) => (typeof item === 'string' ? item : undefined));
}

/** A whole number from 0 to 2^53 - 1, or a text of digits that is one. */
export function countOf(value: unknown): number | undefined {
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(count) && (count as number) >= 0 ? (count as number) : undefined;
}

/** A boolean. A value that is left out means false; a text such as `"true"` is not accepted. */
export function flagOf(value: unknown): boolean | undefined {
  if (value === undefined || value === null) return false;
  return typeof value === 'boolean' ? value : undefined;
}

/** Reads every item of a list. Undefined if the value is not a list, or if an item cannot be read. */
export function allOf<T>(value: unknown, read: (item: unknown) => T | undefined): readonly T[] | undefined {
  const items: T[] = [];
  for (const item of listOf(value) ?? [undefined]) {
    const itemValue = read(item);
    if (itemValue === undefined) return undefined;
    items.push(itemValue);
  }
  return items;
}
