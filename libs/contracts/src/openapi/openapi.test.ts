import { Validator } from '@seriousme/openapi-schema-validator';
import { z } from 'zod';
import { CODE_AS_WRITTEN, NAS_AS_WRITTEN } from '@scrutin/credentials';
import { PROBLEM_MEDIA_TYPE, problemBody } from '../problems/problem.ts';
import { electionVoteRequest } from '../public/election-vote.ts';
import { lawVoteRequest } from '../public/law-vote.ts';
import type { OpenApiDocument } from './openapi.ts';
import { openApiDocument } from './openapi.ts';

const document = openApiDocument('1.2.3');

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { examples: Record<string, { value: unknown }> }> };
  responses: Record<
    string,
    {
      headers?: Record<string, unknown>;
      content: Record<string, { examples?: Record<string, { value: unknown }> }>;
    }
  >;
}
const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({
    name: `${method} ${path}`,
    operation,
  })),
);
const VOTES = [
  ['post /api/v1/vote', lawVoteRequest],
  ['post /api/v1/elections/vote', electionVoteRequest],
] as const;
const operationOf = (name: string): Operation => operations.find((o) => o.name === name)!.operation;

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1 by the official schema, and every reference resolves', async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document) as object as Record<string, unknown>);
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('would be reported if it were invalid', async () => {
    const broken = { ...document, paths: { '/x': { get: { responses: 'none' } } } };
    expect((await new Validator().validate(broken)).valid).toBe(false);
  });

  it('describes every path of the API', () => {
    expect(operations.map((o) => o.name).sort()).toEqual(
      [
        'get /',
        'get /api/v1/elections',
        'get /api/v1/elections/{election_id}',
        'get /api/v1/elections/{election_id}/regions/{region_id}/ballots.blt',
        'get /api/v1/elections/{election_id}/regions/{region_id}/ballots.csv',
        'get /api/v1/elections/{election_id}/regions/{region_id}/candidates',
        'get /api/v1/elections/{election_id}/regions/{region_id}/cast-vote-records.json',
        'get /api/v1/elections/{election_id}/regions/{region_id}/results',
        'get /api/v1/elections/{election_id}/regions/{region_id}/tabulation',
        'get /api/v1/elections/{election_id}/regions/{region_id}/tabulations',
        'get /api/v1/elections/{election_id}/regions/{region_id}/turnout',
        'get /api/v1/elections/{election_id}/results',
        'get /api/v1/elections/{election_id}/results/export',
        'get /api/v1/elections/{election_id}/turnout',
        'get /api/v1/health',
        'get /api/v1/laws',
        'get /api/v1/laws/{id}',
        'get /api/v1/laws/{id}/ballots.csv',
        'get /api/v1/laws/{id}/cast-vote-records.json',
        'get /api/v1/laws/{id}/turnout',
        'get /api/v1/ledger',
        'get /api/v1/notices',
        'get /api/v1/parties',
        'get /api/v1/photos/{photo}',
        'get /api/v1/regions',
        'get /api/v1/results',
        'get /api/v1/results/{law_id}',
        'get /api/v1/results/{law_id}/export',
        'get /api/v1/results/{law_id}/tabulation',
        'get /api/v1/results/{law_id}/tabulations',
        'get /api/v1/submissions/{id}',
        'get /health',
        'get /health/live',
        'get /health/ready',
        'post /api/v1/elections/vote',
        'post /api/v1/votes/batch',
        'post /api/v1/vote',
      ].sort(),
    );
  });

  it('names every operation once', () => {
    const names = operations.map((o) => o.operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(VOTES)('documents the headers of a vote: %s', (name) => {
    const vote = operationOf(name);
    expect(vote.parameters?.map((p) => p.name).sort()).toEqual(['Accept-Language', 'Idempotency-Key']);
    expect(Object.keys(vote.responses['202']!.headers!)).toContain('Location');
    for (const status of ['429', '503']) {
      expect(Object.keys(vote.responses[status]!.headers!)).toContain('Retry-After');
    }
  });

  it.each(VOTES)('shows examples of each refusal of a vote with the members that it has: %s', (name) => {
    const { responses } = operationOf(name);
    for (const [status, response] of Object.entries(responses)) {
      for (const { value } of Object.values(response.content[PROBLEM_MEDIA_TYPE]?.examples ?? {})) {
        const { errors, location, retry_after_seconds: wait } = problemBody.parse(value);
        if (status === '400' || status === '415') expect(errors).not.toBeUndefined();
        if (status === '422') expect(errors ?? location).not.toBeUndefined();
        if (status === '429' || status === '503') expect(wait).toBeGreaterThan(0);
      }
    }
  });

  it.each(VOTES)(
    'says in the description of %s that a vote cannot be changed, and when a blank vote is taken',
    (name) => {
      const { description } = operationOf(name) as Operation & { description: string };
      expect(description).toMatch(/cannot be changed.*already-voted.*blank vote .* `allowed`/s);
    },
  );

  it('gives examples that match its own schemas', () => {
    for (const [name, schema] of VOTES) {
      const vote = operationOf(name);
      for (const { value } of Object.values(vote.requestBody!.content['application/json']!.examples)) {
        expect(() => schema.parse(value)).not.toThrow();
      }
    }
    for (const { operation } of operations) {
      for (const response of Object.values(operation.responses)) {
        for (const { value } of Object.values(response.content[PROBLEM_MEDIA_TYPE]?.examples ?? {})) {
          expect(problemBody.parse(value)).toEqual(value);
        }
      }
    }
    for (const [name, schema] of Object.entries(schemasOf(document))) checkExamples(name, schema);
  });

  it.each(['LawVoteRequest', 'ElectionVoteRequest'])(
    'shows for %s exactly the patterns that are checked',
    (schema) => {
      const shown = schemasOf(document)[schema] as {
        properties: Record<string, { pattern?: string }>;
      };
      expect(shown.properties['nas']?.pattern).toBe(NAS_AS_WRITTEN.source);
      expect(shown.properties['code']?.pattern).toBe(CODE_AS_WRITTEN.source);
      // JSON Schema uses regular expressions of ECMA-262 with the u flag.
      for (const { pattern } of Object.values(shown.properties)) {
        if (pattern !== undefined) expect(() => new RegExp(pattern, 'u')).not.toThrow();
      }
    },
  );
});

function schemasOf(d: OpenApiDocument): Record<string, unknown> {
  return d.components?.schemas as Record<string, unknown>;
}

/** The examples of each property, with the schema to which they belong. */
function checkExamples(name: string, schema: unknown): void {
  const properties = (schema as { properties?: Record<string, { examples?: unknown[]; $ref?: string }> })
    .properties;
  for (const [property, described] of Object.entries(properties ?? {})) {
    if (described.examples === undefined || described.$ref !== undefined) continue;
    const validator = z.fromJSONSchema(described);
    for (const example of described.examples) {
      expect([name, property, validator.safeParse(example).success]).toEqual([name, property, true]);
    }
  }
}
