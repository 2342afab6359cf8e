/** A value of a rendered manifest. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path such as `spec.template.spec`; undefined if there is none. A number is a position in a list. */
export function at(value: Json | undefined, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((inner, name) => {
    if (Array.isArray(inner)) return (inner as readonly Json[])[Number(name)];
    return isObject(inner) ? inner[name] : undefined;
  }, value);
}

export function textAt(value: Json | undefined, path: string): string | undefined {
  const found = at(value, path);
  return typeof found === 'string' ? found : undefined;
}

export function numberAt(value: Json | undefined, path: string): number | undefined {
  const found = at(value, path);
  return typeof found === 'number' ? found : undefined;
}

/** A plain value as text; an object or a list as JSON. */
export function plain(value: Json | undefined): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The list at a path; empty if there is none. */
export function listAt(value: Json | undefined, path: string): readonly Json[] {
  const found = at(value, path);
  return Array.isArray(found) ? (found as readonly Json[]) : [];
}

/** The members of the object at a path; none if there is no object. */
export function entriesAt(value: Json | undefined, path: string): readonly (readonly [string, Json])[] {
  const found = at(value, path);
  if (!isObject(found)) return [];
  return Object.entries(found).filter((entry): entry is [string, Json] => entry[1] !== undefined);
}
