/**
 * Writes schemas/crds.json.gz from the files of CustomResourceDefinitions: the schema of each version that is served, with
 * its CEL rules and without descriptions.
 *
 *   node libs/deployment-checks/bin/crd-schemas.mjs FILE.yaml …
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { parseAllDocuments } from 'yaml';

/** Drops descriptions. A property may be named `description` too, and its value is then an object. */
function withoutDescriptions(value) {
  if (Array.isArray(value)) return value.map(withoutDescriptions);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, one]) => !(name === 'description' && typeof one === 'string'))
      .map(([name, one]) => [name, withoutDescriptions(one)]),
  );
}

const kinds = {};
for (const file of process.argv.slice(2)) {
  for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
    const { spec } = document.toJS();
    for (const { name, served, schema } of spec.versions.filter((version) => version.served)) {
      if (served)
        kinds[`${spec.group}/${name}/${spec.names.kind}`] = withoutDescriptions(schema.openAPIV3Schema);
    }
  }
}
writeFileSync(
  new URL('../schemas/crds.json.gz', import.meta.url),
  gzipSync(JSON.stringify({ kinds, definitions: {} }), { level: 9 }),
);
