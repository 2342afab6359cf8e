import type { SchemaObject } from './schema-objects.ts';

/**
 * What a change of the schema takes from programs of the release before, which go on running until they are replaced.
 * A schema may only expand: tables, columns that may be left out, functions and rights may come, and nothing that the
 * release before uses may go or become stricter. What it no longer needs goes in the release after.
 *
 * It cannot see what the body of a function does. The whole system in two versions tests that.
 *
 * @returns a sentence for each break, in a fixed order
 */
export function schemaBreaks(
  before: readonly SchemaObject[],
  after: readonly SchemaObject[],
): readonly string[] {
  const was = index(before);
  const is = index(after);
  const breaks: string[] = [];
  for (const object of before) {
    const now = is.get(keyOf(object));
    if (now === undefined) breaks.push(...whatIsGone(object, is));
    else breaks.push(...whatChanged(object, now));
  }
  for (const object of after) if (!was.has(keyOf(object))) breaks.push(...whatIsNew(object, was));
  return [...new Set(breaks)];
}

type Index = ReadonlyMap<string, SchemaObject>;

function index(objects: readonly SchemaObject[]): Index {
  return new Map(objects.map((object) => [keyOf(object), object]));
}

function keyOf({ kind, relation, name }: Pick<SchemaObject, 'kind' | 'relation' | 'name'>): string {
  return [kind, relation, name].join('\0');
}

function hasRelation(objects: Index, relation: string): boolean {
  return objects.has(keyOf({ kind: 'relation', relation, name: relation }));
}

function hasColumn(objects: Index, relation: string, name: string): boolean {
  return objects.has(keyOf({ kind: 'column', relation, name }));
}

/** A relation that is gone is one break, and not one for each of its parts. */
function whatIsGone(object: SchemaObject, is: Index): string[] {
  const { kind, relation, name, detail, columns } = object;
  if (kind === 'relation') return [`${name} is gone`];
  if (relation !== '' && !hasRelation(is, relation)) return [];
  switch (kind) {
    case 'column':
      return [`column ${relation}.${name} is gone`];
    case 'function':
      return [`function ${name} is gone`];
    case 'right': {
      const isOfGoneFunction =
        detail !== '' && !is.has(keyOf({ kind: 'function', relation: '', name: detail }));
      const isOfGoneColumn = columns.some((column) => !hasColumn(is, relation, column));
      return isOfGoneFunction || isOfGoneColumn ? [] : [`right ${name} is gone`];
    }
    case 'unique index':
      return [`${name} is gone, which ON CONFLICT may need`];
    case 'constraint':
      if (detail !== 'u' && detail !== 'p') return [];
      return columns.every((column) => hasColumn(is, relation, column))
        ? [`constraint ${name} of ${relation} is gone, which ON CONFLICT may need`]
        : [];
    case 'policy':
      return [`policy ${name} of ${relation} is gone, which may show rows`];
    case 'trigger':
    case 'row security':
      return [];
  }
}

function whatChanged(was: SchemaObject, is: SchemaObject): string[] {
  const { kind, relation, name } = was;
  if (kind === 'column') {
    const breaks: string[] = [];
    if (was.detail !== is.detail)
      breaks.push(`column ${relation}.${name} has another type: ${was.detail} was, ${is.detail} is`);
    if (!was.isRequired && is.isRequired) breaks.push(`column ${relation}.${name} refuses NULL`);
    if (was.hasDefault && !is.hasDefault && is.isRequired)
      breaks.push(`column ${relation}.${name} has no default any more`);
    return breaks;
  }
  if (was.detail === is.detail) return [];
  if (kind === 'function') return [`function ${name} has another result or fewer defaults`];
  if (kind === 'trigger') return [`trigger ${name} of ${relation} is another one`];
  if (kind === 'policy') return [`policy ${name} of ${relation} is another one`];
  return [];
}

/** Parts of new relations break nothing. */
function whatIsNew(object: SchemaObject, was: Index): string[] {
  const { kind, relation, name, detail, columns } = object;
  if (kind === 'function') {
    const bare = name.slice(0, name.indexOf('('));
    const isOverload = [...was.values()].some((one) => one.kind === kind && one.name.startsWith(`${bare}(`));
    return isOverload ? [`function ${name} is a second one of its name`] : [];
  }
  if (!hasRelation(was, relation)) return [];
  switch (kind) {
    case 'column':
      return object.isRequired && !object.hasDefault
        ? [`column ${relation}.${name} is new, refuses NULL and has no default`]
        : [];
    case 'constraint': {
      // A new column has its default in the rows of the release before, which PostgreSQL checks once for all rows.
      const isOfNewColumns =
        columns.length > 0 && columns.every((column) => !hasColumn(was, relation, column));
      return isOfNewColumns && (detail === 'c' || detail === 'f')
        ? []
        : [`constraint ${name} of ${relation} is new`];
    }
    case 'unique index':
      return [`${name} is new`];
    case 'trigger':
      return [`trigger ${name} of ${relation} is new`];
    case 'policy':
      return [`policy ${name} of ${relation} is new`];
    case 'row security':
      return [`${relation} has row security now`];
    case 'relation':
    case 'right':
      return [];
  }
}
