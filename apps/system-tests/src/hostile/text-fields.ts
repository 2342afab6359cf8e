import type { Route, RouteTable } from '@scrutin/contracts/routes';

/** A member of the body or the query of a route that takes a text. */
export interface TextField {
  readonly part: 'body' | 'query';
  /** The names on the way to it; `[]` stands for the first item of a list. */
  readonly path: readonly string[];
  /** Whether the schema allows only some texts: words of a list, or of a pattern. */
  readonly isClosed: boolean;
}

interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** Every text that a client may send to the route, as its schemas say. */
export function textFieldsOf(route: Route): TextField[] {
  return (['body', 'query'] as const).flatMap((part) => {
    const schema = route[part]?.toJSONSchema({ io: 'input', unrepresentable: 'any' }) as
      JsonSchema | undefined;
    if (schema === undefined) return [];
    const found = new Map<string, TextField>();
    for (const { path, isClosed } of textsIn(schema, schema.$defs ?? {}, [])) {
      found.set(path.join('.'), { part, path, isClosed });
    }
    return [...found.values()];
  });
}

/** The name of a field in a list of fields: `createLaw.title.fr`. */
export function fieldName(route: string, { path }: Pick<TextField, 'path'>): string {
  return [route, ...path.filter((name) => name !== '[]')].join('.');
}

/** The names of all text fields of a table of routes. */
export function allFieldNames(table: RouteTable): string[] {
  return Object.entries(table).flatMap(([name, route]) =>
    textFieldsOf(route).map((field) => fieldName(name, field)),
  );
}

function textsIn(
  schema: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
  path: readonly string[],
): Omit<TextField, 'part'>[] {
  const within = (inner: JsonSchema, name?: string) =>
    textsIn(inner, definitions, name === undefined ? path : [...path, name]);
  if (schema.$ref !== undefined) {
    const definition = definitions[schema.$ref.split('/').at(-1) ?? ''];
    return definition === undefined ? [] : within(definition);
  }
  const { anyOf = [], oneOf = [], allOf = [], properties = {}, items } = schema;
  return [
    ...[...anyOf, ...oneOf, ...allOf].flatMap((inner) => within(inner)),
    ...Object.entries(properties).flatMap(([name, inner]) => within(inner, name)),
    ...(items === undefined ? [] : within(items, '[]')),
    ...(takesText(schema)
      ? [{ path, isClosed: schema.pattern !== undefined || schema.format !== undefined }]
      : []),
  ];
}

function takesText({ type, enum: words, const: only }: JsonSchema): boolean {
  const isText = type === 'string' || (Array.isArray(type) && type.includes('string'));
  return isText && words === undefined && only === undefined;
}
