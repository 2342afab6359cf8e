/** Reading of foreign JSON: each function gives the value in the shape wanted, or undefined. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function objectOf(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

export function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? (value as readonly unknown[]) : undefined;
}

/** Texts as they are, numbers as they are written. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

export function textsOf(value: unknown): readonly string[] | undefined {
  return allOf(value, (item) => (typeof item === 'string' ? item : undefined));
}

export function countOf(value: unknown): number | undefined {
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(count) && (count as number) >= 0 ? (count as number) : undefined;
}

/** True or false, and false for what is left out; a text such as `"true"` is neither. */
export function flagOf(value: unknown): boolean | undefined {
  if (value === undefined || value === null) return false;
  return typeof value === 'boolean' ? value : undefined;
}

/** Every item read, or undefined if one cannot be, or if it is no list. */
export function allOf<T>(value: unknown, read: (item: unknown) => T | undefined): readonly T[] | undefined {
  const items: T[] = [];
  for (const item of listOf(value) ?? [undefined]) {
    const read_ = read(item);
    if (read_ === undefined) return undefined;
    items.push(read_);
  }
  return items;
}
