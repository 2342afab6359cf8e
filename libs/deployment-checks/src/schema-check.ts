import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { evaluate } from '@marcbachmann/cel-js';
import type { Json, JsonObject } from './json.ts';
import { at, isObject, listAt, numberAt, plain, textAt } from './json.ts';
import type { KubeObject, Rule } from './kube-object.ts';

/** Schemas by `apiVersion/Kind`, and what they refer to. */
interface Schemas {
  readonly kinds: JsonObject;
  readonly definitions: JsonObject;
}

/** A mistake in an object: where it is, and what is wrong. */
interface Mistake {
  readonly path: string;
  readonly message: string;
}

const UNKNOWN_FIELDS = 'x-kubernetes-preserve-unknown-fields';
const INT_OR_STRING = 'x-kubernetes-int-or-string';

function readSchemas(file: string): Schemas {
  const packed = readFileSync(new URL(`../schemas/${file}`, import.meta.url));
  return JSON.parse(gunzipSync(packed).toString()) as Schemas;
}

const files = ['kubernetes.json.gz', 'crds.json.gz'].map(readSchemas);

/**
 * Checks each object against its type: the types of Kubernetes, and the schemas of the CustomResourceDefinitions with
 * their CEL rules. It is strict as `kubectl apply --validate=strict` is: a field that the type does not have is a mistake,
 * because Kubernetes would ignore it. These schemas are a small part of JSON Schema, and their rules have to be evaluated
 * at each place of the object, so one walk does both. (A general validator would accept unknown fields and skip the rules.)
 */
export const matchesItsType: Rule<unknown> = {
  name: 'matches its type',
  check: (objects) =>
    objects.flatMap((object) =>
      mistakesOf(object).map(({ path, message }) => ({ object, message: `${path}: ${message}` })),
    ),
};

function mistakesOf(object: KubeObject): readonly Mistake[] {
  const kind = `${object.apiVersion}/${object.kind}`;
  const schemas = files.find(({ kinds }) => kinds[kind] !== undefined);
  if (schemas === undefined) return [{ path: '/', message: `no type is known for ${kind}` }];
  return walk(object, schemas.kinds[kind], '', schemas.definitions);
}

function walk(value: Json, given: Json | undefined, path: string, definitions: JsonObject): Mistake[] {
  const reference = textAt(given, '$ref');
  const schema = reference === undefined ? given : definitions[reference];
  const mistake = (message: string): Mistake[] => [{ path: path === '' ? '/' : path, message }];
  if (at(schema, INT_OR_STRING) === true) {
    return typeof value === 'string' || Number.isInteger(value)
      ? patternMistakes(value, schema, mistake)
      : mistake('must be a whole number or a text');
  }
  const allowed = listAt(schema, 'enum');
  if (allowed.length > 0 && !allowed.includes(value)) {
    return mistake(`${JSON.stringify(value)} is none of ${JSON.stringify(allowed)}`);
  }
  const type = textAt(schema, 'type');
  if (type !== undefined && !hasType(value, type)) {
    return mistake(`must be of type ${type}, and is ${JSON.stringify(value).slice(0, 40)}`);
  }
  const inside = Array.isArray(value)
    ? itemMistakes(value as readonly Json[], schema, path, definitions, mistake)
    : isObject(value)
      ? memberMistakes(value, schema, path, definitions, mistake)
      : [...patternMistakes(value, schema, mistake), ...rangeMistakes(value, schema, mistake)];
  return inside.length > 0 ? inside : celMistakes(value, schema, mistake);
}

type Say = (message: string) => Mistake[];

function hasType(value: Json, type: string): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function itemMistakes(
  items: readonly Json[],
  schema: Json | undefined,
  path: string,
  definitions: JsonObject,
  mistake: Say,
): Mistake[] {
  const least = numberAt(schema, 'minItems') ?? 0;
  return [
    ...(items.length < least ? mistake(`must have ${least} items at least`) : []),
    ...items.flatMap((item, position) => walk(item, at(schema, 'items'), `${path}/${position}`, definitions)),
  ];
}

function memberMistakes(
  value: JsonObject,
  schema: Json | undefined,
  path: string,
  definitions: JsonObject,
  mistake: Say,
): Mistake[] {
  const missing = listAt(schema, 'required').filter((name) => value[plain(name)] === undefined);
  const properties = at(schema, 'properties');
  const others = at(schema, 'additionalProperties');
  const isOpen = at(schema, UNKNOWN_FIELDS) === true || (properties === undefined && others === undefined);
  return [
    ...missing.flatMap((name) => mistake(`${plain(name)} is missing`)),
    ...Object.entries(value).flatMap(([name, inner]) => {
      if (inner === undefined) return [];
      const known = isObject(properties) ? properties[name] : undefined;
      const next = `${path}/${name}`;
      if (known !== undefined) return walk(inner, known, next, definitions);
      if (isObject(others)) return walk(inner, others, next, definitions);
      return isOpen || others === true ? [] : [{ path: next, message: 'unknown field' }];
    }),
  ];
}

function patternMistakes(value: Json, schema: Json | undefined, mistake: Say): Mistake[] {
  const pattern = textAt(schema, 'pattern');
  if (pattern === undefined || typeof value !== 'string') return [];
  return new RegExp(pattern).test(value) ? [] : mistake(`${JSON.stringify(value)} does not match ${pattern}`);
}

function rangeMistakes(value: Json, schema: Json | undefined, mistake: Say): Mistake[] {
  const size = typeof value === 'string' ? value.length : Number(value);
  const [least, most] = typeof value === 'string' ? ['minLength', 'maxLength'] : ['minimum', 'maximum'];
  if (size < (numberAt(schema, least) ?? -Infinity)) return mistake(`is below ${least}`);
  return size > (numberAt(schema, most) ?? Infinity) ? mistake(`is above ${most}`) : [];
}

/** Rules that compare an object with what it was before have no meaning here. */
function celMistakes(value: Json, schema: Json | undefined, mistake: Say): Mistake[] {
  return listAt(schema, 'x-kubernetes-validations').flatMap((validation) => {
    const rule = textAt(validation, 'rule') ?? 'true';
    if (rule.includes('oldSelf')) return [];
    return evaluate(rule, { self: forCel(value) }) === true
      ? []
      : mistake(textAt(validation, 'message') ?? `breaks ${rule}`);
  });
}

/** CEL has whole numbers, for which JavaScript has bigint. */
function forCel(value: Json): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(forCel);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, inner === undefined ? null : forCel(inner)]),
  );
}
