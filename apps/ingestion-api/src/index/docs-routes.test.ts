import express from 'express';
import request from 'supertest';
import { openApiDocument } from '@scrutin/contracts/openapi';
import type { LedgerView } from '@scrutin/contracts/public';
import { TEST_EXPORTS } from '../read/fixture/test-exports.ts';
import type { ReadRouterOptions } from '../read/read-router.ts';
import { createReadRouter } from '../read/read-router.ts';

const app = express();
// Neither the index nor the documentation uses the store.
app.use(
  createReadRouter({
    store: {} as ReadRouterOptions['store'],
    submissionTag: () => new Uint8Array(32),
    ledger: () => Promise.resolve({} as LedgerView),
    clock: Date.now,
    cacheMs: 0,
    exports: TEST_EXPORTS,
    version: '1.2.3',
  }),
);

/** Every address that the page loads or links to. */
const addressesIn = (html: string) => [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map((m) => m[1]!);

describe('the index', () => {
  it.each(['*/*', 'application/json', 'text/html'])(
    'answers links as JSON to a program that accepts %s',
    async (type) => {
      const answer = await request(app)
        .get('/')
        .set('Accept', type)
        .expect(200)
        .expect('Content-Type', /json/);
      expect(answer.body).toMatchObject({ name: 'scrutin', version: '1.2.3' });
      expect(answer.headers['vary']).toBe('Accept, Accept-Language');
    },
  );

  it('links only to paths of the OpenAPI document and to the documentation', async () => {
    const { links } = (await request(app).get('/')).body as { links: Record<string, string> };
    const described = Object.keys(openApiDocument('1').paths ?? {});
    for (const address of Object.values(links)) {
      expect([...described, '/docs', '/openapi.json']).toContain(address);
    }
  });

  it.each(['/', '/docs'])('%s allows only GET and HEAD', async (path) => {
    const answer = await request(app).post(path).expect(405).expect('Allow', 'GET, HEAD');
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });
});

describe('the documentation', () => {
  it('serves the OpenAPI document', async () => {
    const answer = await request(app).get('/openapi.json').expect(200).expect('Content-Type', /json/);
    expect(answer.body).toEqual(JSON.parse(JSON.stringify(openApiDocument('1.2.3'))));
  });

  it('has no inline scripts or styles, and all files that it loads are served by this API', async () => {
    const { text, headers } = await request(app).get('/docs').set('Accept', 'text/html').expect(200);
    expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:/);
    expect(text).not.toMatch(/<style|style=|<script>|\son\w+=/);
    const loaded = [...text.matchAll(/<(?:link|script)[^>]*(?:href|src)="(\/[^"]+)"/g)].map((m) => m[1]!);
    expect(loaded.length).toBeGreaterThan(0);
    for (const file of loaded) await request(app).get(file).expect(200);
    for (const address of addressesIn(text)) expect(address).toMatch(/^(\/|data:,)/);
  });

  it('serves no other files of the package', async () => {
    for (const path of ['/docs/package.json', '/docs/swagger-ui.js', '/docs/..%2fpackage.json']) {
      await request(app).get(path).expect(404);
    }
  });
});
