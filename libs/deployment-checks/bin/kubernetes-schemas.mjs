/**
 * Writes schemas/kubernetes.json.gz, the types of the objects that the manifests use, from the type declarations of two
 * packages that are unpacked in folders:
 *
 *   node libs/deployment-checks/bin/kubernetes-schemas.mjs CLIENT_NODE_FOLDER CERT_MANAGER_FOLDER
 *
 * The first is @kubernetes/client-node, the official client, whose classes are generated from the OpenAPI document of
 * Kubernetes; the second is @kubernetes-models/cert-manager. Neither is a dependency, because only these types are needed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';

const [client, certManager] = process.argv.slice(2);
const BUILT_IN = {
  'v1/Namespace': 'V1Namespace',
  'v1/ConfigMap': 'V1ConfigMap',
  'v1/Secret': 'V1Secret',
  'v1/Service': 'V1Service',
  'v1/ServiceAccount': 'V1ServiceAccount',
  'apps/v1/Deployment': 'V1Deployment',
  'apps/v1/StatefulSet': 'V1StatefulSet',
  'batch/v1/Job': 'V1Job',
  'batch/v1/CronJob': 'V1CronJob',
  'policy/v1/PodDisruptionBudget': 'V1PodDisruptionBudget',
  'autoscaling/v2/HorizontalPodAutoscaler': 'V2HorizontalPodAutoscaler',
  'networking.k8s.io/v1/Ingress': 'V1Ingress',
  'networking.k8s.io/v1/NetworkPolicy': 'V1NetworkPolicy',
  'scheduling.k8s.io/v1/PriorityClass': 'V1PriorityClass',
  'rbac.authorization.k8s.io/v1/Role': 'V1Role',
  'rbac.authorization.k8s.io/v1/RoleBinding': 'V1RoleBinding',
};
const definitions = {};

function membersOf(file, name) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const declaration = source.statements.find(
    (one) => (ts.isClassDeclaration(one) || ts.isInterfaceDeclaration(one)) && one.name?.text === name,
  );
  if (declaration === undefined) throw new Error(`${file} declares no ${name}`);
  return { source, members: declaration.members };
}

/** An object of these members; members that are static, or are methods, are not fields. */
function objectSchema(members, schemaOfType) {
  const properties = {};
  const required = [];
  for (const member of members) {
    const isField = ts.isPropertyDeclaration(member) || ts.isPropertySignature(member);
    if (!isField || member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword)) continue;
    const name = member.name.text.replace(/^_(?=continue|default|enum|from|not|exec)/, '');
    properties[name] = schemaOfType(member.type);
    if (member.questionToken === undefined) required.push(name);
  }
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}) };
}

function schemaOf(type, reference) {
  const again = (one) => schemaOf(one, reference);
  switch (type.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { type: 'string' };
    case ts.SyntaxKind.NumberKeyword:
      return { type: 'number' };
    case ts.SyntaxKind.BooleanKeyword:
      return { type: 'boolean' };
    case ts.SyntaxKind.AnyKeyword:
    case ts.SyntaxKind.ObjectKeyword:
      return { 'x-kubernetes-preserve-unknown-fields': true };
    case ts.SyntaxKind.LiteralType:
      return { enum: [type.literal.text] };
    case ts.SyntaxKind.UnionType: {
      const parts = type.types.map(again);
      if (parts.every((part) => part.enum !== undefined)) return { enum: parts.flatMap((part) => part.enum) };
      return { 'x-kubernetes-int-or-string': true };
    }
    case ts.SyntaxKind.TypeLiteral: {
      const index = type.members.find((member) => ts.isIndexSignatureDeclaration(member));
      if (index !== undefined) return { type: 'object', additionalProperties: again(index.type) };
      return objectSchema(type.members, again);
    }
    case ts.SyntaxKind.TypeReference: {
      const name = type.typeName.text;
      if (name === 'Array') return { type: 'array', items: again(type.typeArguments[0]) };
      if (name === 'IntOrString') return { 'x-kubernetes-int-or-string': true };
      if (name === 'Date' || name === 'V1MicroTime') return { type: 'string' };
      return reference(name);
    }
    default:
      throw new Error(`no schema for ${ts.SyntaxKind[type.kind]}`);
  }
}

/** A class of the official client, and all that it consists of. */
function define(name) {
  if (name === 'IObjectMeta') return define('V1ObjectMeta');
  if (!(name in definitions)) {
    definitions[name] = {};
    const { members } = membersOf(path.join(client, 'dist/gen/models', `${name}.d.ts`), name);
    definitions[name] = objectSchema(members, (type) => schemaOf(type, define));
  }
  return { $ref: name };
}

const kinds = Object.fromEntries(Object.entries(BUILT_IN).map(([kind, name]) => [kind, define(name)]));
for (const kind of ['Certificate', 'Issuer']) {
  const { members } = membersOf(path.join(certManager, 'cert-manager.io/v1', `${kind}.d.ts`), `I${kind}`);
  kinds[`cert-manager.io/v1/${kind}`] = objectSchema(members, (type) => schemaOf(type, define));
}
const target = new URL('../schemas/kubernetes.json.gz', import.meta.url);
writeFileSync(target, gzipSync(JSON.stringify({ kinds, definitions }), { level: 9 }));
