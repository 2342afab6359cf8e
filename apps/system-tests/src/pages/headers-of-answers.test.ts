import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ADMIN_ROUTES } from '@scrutin/contracts/admin';
import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
import type { RouteTable } from '@scrutin/contracts/routes';
import type { Election, Law } from '@scrutin/testkit';
import { projectRoot, useSystem } from '@scrutin/testkit';
import { headerFaults } from '../hostile/header-faults.ts';
import type { PlainAnswer } from '../hostile/plain-request.ts';
import { plainRequest } from '../hostile/plain-request.ts';
import { createPerson } from './office-people.ts';

const UUID = '5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188';
/** Every page of the citizens in both languages, as the site registers them. */
const CITIZENS_PAGES = [
  ...readFileSync(path.join(projectRoot(), 'apps/web/src/site/addresses.ts'), 'utf8').matchAll(
    /'(\/(?:fr|en)\/[^']*)'/g,
  ),
].map(([, address = '']) => address);
const OFFICE_PAGES = [
  '/',
  '/contests',
  '/contests/law/x',
  '/counts/x',
  '/lists',
  '/new/law',
  '/approvals',
  '/audit',
];

describe('the headers of every answer', () => {
  const { stack, open, openElection, cast } = useSystem({
    suite: 'headers-of-answers',
    processes: { 'admin-api': 1 },
    settings: { 'admin-api': { COOKIE_SECURE: 'true' } },
  });
  let law: Law;
  let election: Election;
  let tracking = '';
  let session: Readonly<Record<string, string>> = {};

  beforeAll(async () => {
    law = await open(2);
    election = await openElection({ votersPerRegion: 1, regions: [{ candidates: 2 }] });
    const voter = law.voters[0];
    if (voter === undefined) throw new Error('The law has no voter.');
    const answer = await cast({ kind: 'law', voter, lawId: law.id, choice: 'oui' });
    tracking = answer.kind === 'answered' ? answer.body.request_id : '';
  });

  const filled = (address: string): string => {
    const values: Readonly<Record<string, string>> = {
      law_id: law.id,
      law: law.id,
      election: election.id,
      election_id: election.id,
      region: election.races[0]?.regionId ?? '',
      region_id: election.races[0]?.regionId ?? '',
      roll_key: `law:${law.id}`,
      candidate_id: 'c1',
      photo: `${'a'.repeat(64)}.jpg`,
    };
    return address.replaceAll(/\{(\w+)\}|:(\w+)/g, (_all, inBraces?: string, afterColon?: string) => {
      const name = inBraces ?? afterColon ?? '';
      if (name !== 'id') return encodeURIComponent(values[name] ?? 'NONE');
      return /submissions|suivi|status/.test(address) ? tracking : address.includes('/laws/') ? law.id : UUID;
    });
  };

  /** Sends the request with each of the methods, and returns what is wrong with the answers. */
  const faultsOf = async (
    origin: string,
    address: string,
    { methods, headers = {} }: { methods: readonly string[]; headers?: Readonly<Record<string, string>> },
  ): Promise<string[]> => {
    const faults: string[] = [];
    for (const method of methods) {
      const answer = await plainRequest(origin, { method, path: address, headers });
      if (answer.status >= 500 && !address.includes('health'))
        faults.push(`${method} ${address}: ${answer.status}`);
      faults.push(
        ...headerFaults(address, answer).map((fault) => `${method} ${address} (${answer.status}): ${fault}`),
      );
    }
    return faults;
  };
  const faultsOfAll = async (
    origin: string,
    addresses: readonly string[],
    asked: Parameters<typeof faultsOf>[2],
  ): Promise<string[]> => {
    const faults: string[] = [];
    for (const address of addresses) faults.push(...(await faultsOf(origin, address, asked)));
    return faults;
  };
  const pathsOf = (table: RouteTable): string[] => [
    ...new Set(Object.values(table).map((route) => filled(route.path))),
  ];

  test('a login gives a cookie that only this site and only the server can use', async () => {
    const { email, password } = await createPerson(stack, 'marie', 'official');
    const answer = await plainRequest(stack.adminTarget(), {
      method: 'POST',
      path: '/admin/v1/session',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    const cookie = answer.headers['set-cookie'] ?? '';
    expect(cookie).toMatch(/^__Host-/);
    for (const flag of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']) expect(cookie).toContain(flag);
    expect(cookie).not.toMatch(/Domain=/i);
    expect(headerFaults('/admin/v1/session', answer)).toEqual([]);
    session = { cookie: cookie.split(';')[0] ?? '' };
  });

  test('are those of their kind on every route of the public API', async () => {
    const methods = ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'];
    expect(await faultsOfAll(stack.target(), pathsOf(PUBLIC_ROUTES), { methods })).toEqual([]);
    const vote = await plainRequest(stack.target(), {
      method: 'POST',
      path: '/api/v1/vote',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...law.voters[1], law_id: law.id, vote: 'non' }),
    });
    expect(vote.status).toBe(202);
    expect(headerFaults('/api/v1/vote', vote)).toEqual([]);
  });

  test('are those of their kind on every route of the admin API, with and without a session', async () => {
    const methods = ['GET', 'HEAD', 'PATCH', 'OPTIONS'];
    const paths = pathsOf(ADMIN_ROUTES);
    expect(await faultsOfAll(stack.adminTarget(), paths, { methods })).toEqual([]);
    expect(await faultsOfAll(stack.adminTarget(), paths, { methods, headers: session })).toEqual([]);
  });

  test('are those of pages on every page, its data and its files', async () => {
    expect(CITIZENS_PAGES.length).toBeGreaterThan(20);
    const pages = CITIZENS_PAGES.map(filled);
    const headers = { accept: 'text/html' };
    const data = pages.map((address) => `/data${address}`);
    const asked = { methods: ['GET', 'HEAD', 'POST'], headers };
    expect(
      await faultsOfAll(stack.target(), ['/', ...pages, ...data, '/docs/', '/openapi.json'], asked),
    ).toEqual([]);
    expect(
      await faultsOfAll(stack.adminTarget(), [...OFFICE_PAGES, '/docs/', '/openapi.json'], asked),
    ).toEqual([]);
    for (const origin of [stack.target(), stack.adminTarget()]) {
      const start = origin === stack.target() ? '/fr/' : '/';
      const { text } = await plainRequest(origin, { path: start, headers });
      const files = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file = '']) => file);
      expect(files.length).toBeGreaterThan(1);
      expect(await faultsOfAll(origin, [...files, '/assets/none.js', '/assets/../main.js'], asked)).toEqual(
        [],
      );
      for (const file of files) {
        const { headers: sent } = await plainRequest(origin, { path: file });
        expect(sent['cache-control']).toContain('immutable');
      }
    }
  });

  test('are those of an error on every address that is none, and no address leads to another site', async () => {
    const odd = [
      ...['//evil.example', '///evil.example/', '/\\evil.example', '/%5cevil.example', '/%2f%2fevil.example'],
      ...[
        '/fr//evil.example',
        '/fr/%2f%2fevil.example',
        '/fr',
        '/en',
        '/fr/..//evil.example',
        '/.//evil.example',
      ],
      ...[
        '/?next=//evil.example',
        '/fr/?next=https://evil.example',
        '/en/status/%2f%2fevil.example',
        '/fr/%00',
      ],
      ...[
        '/%',
        '/fr/%ff',
        '/data//evil.example',
        '/fr/resultats?sort=%0d%0aSet-Cookie:%20a=b',
        '/docs',
        '/assets',
      ],
      ...[
        'https://evil.example/',
        'http://evil.example/fr/',
        '/contests/..%2f..%2fevil',
        '/new//evil.example',
      ],
    ];
    for (const origin of [stack.target(), stack.adminTarget()]) {
      for (const accept of ['text/html', 'application/json']) {
        const headers = { accept, 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher' };
        expect(await faultsOfAll(origin, odd, { methods: ['GET', 'HEAD', 'POST'], headers })).toEqual([]);
        const host = { ...headers, host: 'evil.example' };
        const answers: PlainAnswer[] = [];
        for (const address of ['/', '/docs', '/fr/']) {
          answers.push(await plainRequest(origin, { path: address, headers: host }));
        }
        expect(answers.filter(({ headers: sent }) => JSON.stringify(sent).includes('evil'))).toEqual([]);
      }
    }
  });
});
