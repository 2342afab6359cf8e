import { Validator } from '@seriousme/openapi-schema-validator';
import { adminProblemBody } from '../admin/admin-problem.ts';
import { PROBLEM_MEDIA_TYPE } from '../problems/problem.ts';
import { adminOpenApiDocument } from './admin-openapi.ts';

const document = adminOpenApiDocument('1.2.3');

interface Operation {
  operationId: string;
  parameters?: { name: string }[];
  responses: Record<string, { content?: Record<string, { examples?: Record<string, { value: unknown }> }> }>;
}
const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({
    name: `${method} ${path}`,
    method,
    operation,
  })),
);

describe('the OpenAPI document of the admin API', () => {
  it('is valid OpenAPI 3.1 by the official schema, and every reference resolves', async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document) as object as Record<string, unknown>);
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('names every operation once', () => {
    const names = operations.map((o) => o.operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('requires the CSRF token for every change, except for the login, which returns it', () => {
    for (const { name, method, operation } of operations) {
      if (!name.includes(' /admin/v1/')) continue;
      const isAsked = operation.parameters?.some((p) => p.name === 'X-CSRF-Token') ?? false;
      expect([name, isAsked]).toEqual([name, method !== 'get' && name !== 'post /admin/v1/session']);
    }
  });

  it('takes the version of the contest with every act that may be refused as outdated, and gives it before', () => {
    for (const { name, method, operation } of operations) {
      if (method === 'get') continue;
      const isAsked = operation.parameters?.some((p) => p.name === 'If-Match') ?? false;
      expect([name, isAsked]).toEqual([name, '412' in operation.responses]);
    }
    for (const path of [
      'laws/{id}',
      'elections/{id}',
      'elections/{election_id}/regions/{region_id}/candidates',
      'approval-policy',
    ]) {
      const read = operations.find(({ name }) => name === `get /admin/v1/${path}`);
      expect(JSON.stringify(read?.operation.responses)).toContain('"ETag"');
    }
  });

  it('shows examples of problems that match its own schema', () => {
    for (const { operation } of operations) {
      for (const response of Object.values(operation.responses)) {
        for (const { value } of Object.values(response.content?.[PROBLEM_MEDIA_TYPE]?.examples ?? {})) {
          expect(adminProblemBody.parse(value)).toEqual(value);
        }
      }
    }
  });
});
