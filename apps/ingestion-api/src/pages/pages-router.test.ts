import express from 'express';
import request from 'supertest';
import { pagesRouter } from './pages-router.ts';

let written = 0;
const app = express();
app.disable('etag');
app.set('query parser', 'simple');
app.use(
  pagesRouter({
    files: {
      serve: (_request, _response, next) => {
        next();
      },
    },
    cacheMs: 60_000,
    cacheControl: 'public, max-age=1',
    findPage: (pathname, query) =>
      Promise.resolve(
        /^\/(fr|en)\/(page|mine|away)$/.test(pathname)
          ? {
              key: `${pathname} ${query['known'] ?? ''}`,
              isPersonal: pathname.endsWith('mine'),
              read: () => {
                const number = (written += 1);
                const status = pathname.endsWith('away') ? 503 : 200;
                const json = status === 200 ? JSON.stringify({ number }) : undefined;
                return Promise.resolve({
                  status,
                  language: 'fr',
                  json,
                  html: () => `<p>${number}</p>`,
                } as const);
              },
            }
          : undefined,
      ),
  }),
);
app.use((_request, response) => {
  response.status(404).json({ from: 'the API' });
});

it.each([
  ['fr-CA,fr;q=0.9', '/fr/'],
  ['en', '/en/'],
  ['de', '/fr/'],
])('sends a browser that prefers %s from / to %s', async (accepted, location) => {
  const answer = await request(app).get('/').set({ Accept: 'text/html', 'Accept-Language': accepted });
  expect([answer.status, answer.headers['location']]).toEqual([302, location]);
  expect(answer.headers['vary']).toBe('Accept, Accept-Language');
});

it('leaves / to the API for a client that does not ask for a page', async () => {
  expect((await request(app).get('/').set('Accept', 'application/json')).status).toBe(404);
});

it('answers a page with a policy that allows nothing inline, and lets caches keep it', async () => {
  const { status, headers } = await request(app).get('/fr/page');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(headers['content-language']).toBe('fr');
  expect(headers['cache-control']).toBe('public, max-age=1');
  expect(headers['content-security-policy']).toMatch(/default-src 'none'/);
  expect(headers['content-security-policy']).not.toMatch(/unsafe/);
});

it('writes a page once for all addresses with the same key', async () => {
  const first = (await request(app).get('/en/page?unknown=1')).text;
  expect((await request(app).get('/en/page?unknown=2&known[]=x')).text).toBe(first);
  expect((await request(app).get('/en/page?known=1')).text).not.toBe(first);
});

it('keeps no page that is for one person', async () => {
  const first = await request(app).get('/fr/mine');
  expect(first.headers['cache-control']).toBe('no-store');
  expect((await request(app).get('/fr/mine')).text).not.toBe(first.text);
});

it('leaves every other path to the API', async () => {
  for (const path of ['/fr/unknown', '/api/v1/laws', '/fr']) {
    expect((await request(app).get(path)).body).toEqual({ from: 'the API' });
  }
});

describe('the data of a page', () => {
  it('is that of the page, and is not sent again while it is the same', async () => {
    const page = await request(app).get('/en/page?known=2');
    const data = await request(app).get('/data/en/page?known=2');
    expect(page.text).toBe(`<p>${(data.body as { number: number }).number}</p>`);
    expect(data.headers['cache-control']).toBe('public, max-age=1');
    expect(data.headers['content-type']).toMatch(/^application\/json/);
    const tag = data.headers['etag'] ?? '';
    const again = await request(app).get('/data/en/page?known=2').set('If-None-Match', tag);
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('is kept by nobody if the page is for one person', async () => {
    const { headers } = await request(app).get('/data/fr/mine');
    expect([headers['cache-control'], headers['etag']]).toEqual(['no-store', undefined]);
  });

  it('is absent while it cannot be read, and no cache keeps that', async () => {
    for (const path of ['/data/fr/away', '/fr/away']) {
      const { status, headers } = await request(app).get(path);
      expect([status, headers['cache-control']]).toEqual([503, 'no-store']);
    }
  });

  it('is left to the API where there is no page', async () => {
    for (const path of ['/data', '/data/', '/data/fr/unknown', '/data/data/fr/page']) {
      expect((await request(app).get(path)).body).toEqual({ from: 'the API' });
    }
  });
});
