import type { Json, JsonObject } from './json.ts';
import { at, entriesAt, isObject, plain, textAt } from './json.ts';

/** An object of Kubernetes, as an overlay renders it. */
export interface KubeObject extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: JsonObject;
}

/** What a check found: the rule, the object that breaks it, and what to do. */
export interface Finding {
  readonly rule: string;
  /** `Kind/name`. */
  readonly object: string;
  readonly message: string;
}

/** A rule over all objects of an overlay. */
export interface Rule<Context> {
  readonly name: string;
  readonly check: (objects: readonly KubeObject[], context: Context) => readonly Complaint[];
}

export interface Complaint {
  readonly object: KubeObject;
  readonly message: string;
}

/** @throws Error if the value is not an object of Kubernetes */
export function kubeObject(value: Json): KubeObject {
  if (!isObject(value) || typeof value['apiVersion'] !== 'string' || typeof value['kind'] !== 'string') {
    throw new Error(`not an object of Kubernetes: ${JSON.stringify(value).slice(0, 80)}`);
  }
  const { metadata } = value;
  if (!isObject(metadata) || typeof metadata['name'] !== 'string') {
    throw new Error(`${value['kind']} has no name`);
  }
  return { ...value, apiVersion: value['apiVersion'], kind: value['kind'], metadata };
}

export function nameOf(object: KubeObject): string {
  return textAt(object, 'metadata.name') ?? '';
}

export function namespaceOf(object: KubeObject): string | undefined {
  return textAt(object, 'metadata.namespace');
}

/** `Kind/name`. */
export function titleOf(object: KubeObject): string {
  return `${object.kind}/${nameOf(object)}`;
}

export function ofKind(objects: readonly KubeObject[], ...kinds: readonly string[]): KubeObject[] {
  return objects.filter(({ kind }) => kinds.includes(kind));
}

/** The object of this kind and name, wherever it is. */
export function named(objects: readonly KubeObject[], kind: string, name: string): KubeObject | undefined {
  return objects.find((one) => one.kind === kind && nameOf(one) === name);
}

/** Applies the rules, and returns everything that they find. */
export function findings<Context>(
  rules: readonly Rule<Context>[],
  objects: readonly KubeObject[],
  context: Context,
): Finding[] {
  return rules.flatMap((rule) =>
    rule
      .check(objects, context)
      .map(({ object, message }) => ({ rule: rule.name, object: titleOf(object), message })),
  );
}

/** The labels at a path, as texts. */
export function labelsAt(value: Json | undefined, path: string): Readonly<Record<string, string>> {
  return Object.fromEntries(entriesAt(value, path).map(([name, label]) => [name, plain(label)]));
}

/** Whether a label selector selects these labels. A selector without conditions selects everything. */
export function selects(selector: Json | undefined, labels: Readonly<Record<string, string>>): boolean {
  const equal = entriesAt(selector, 'matchLabels').every(([name, value]) => labels[name] === value);
  const expressions = at(selector, 'matchExpressions');
  if (!Array.isArray(expressions)) return equal;
  return (
    equal &&
    (expressions as readonly Json[]).every((expression) => {
      const label = labels[textAt(expression, 'key') ?? ''];
      const values = at(expression, 'values');
      const isIn =
        Array.isArray(values) && label !== undefined && (values as readonly Json[]).includes(label);
      switch (textAt(expression, 'operator')) {
        case 'In':
          return isIn;
        case 'NotIn':
          return !isIn;
        case 'Exists':
          return label !== undefined;
        case 'DoesNotExist':
          return label === undefined;
        case undefined:
        default:
          return false;
      }
    })
  );
}
