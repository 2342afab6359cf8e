import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';

/**
 * Makes the function that compares a value with the schema of the Compose Specification.
 *
 * @returns a function that returns a sentence for each mistake
 */
export function composeSchema(): (value: unknown) => readonly string[] {
  const packed = readFileSync(new URL('../../schemas/compose-spec.json.gz', import.meta.url));
  const text = gunzipSync(packed).toString();
  // Ajv knows draft 7 under another address, and none of Compose's own formats, such as `duration`.
  const schema = { ...(JSON.parse(text) as object), $schema: 'http://json-schema.org/draft-07/schema#' };
  const validate: ValidateFunction = new Ajv({
    allErrors: true,
    strict: false,
    validateFormats: false,
  }).compile(schema);
  return (value) => {
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath}: ${message}`);
  };
}
