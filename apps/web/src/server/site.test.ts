import type { FetchFunction } from '@scrutin/api-client';
import { createClient } from '@scrutin/api-client';
import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
import { createSite } from './site.ts';

const HOSTILE = `</script><script>alert(1)</script><img src=x onerror="alert(2)">&amp;"'`;
const LAW = {
  id: 'L1',
  title: { fr: HOSTILE, en: 'Water Act' },
  summary: { fr: HOSTILE, en: '' },
  opens_at: '2026-11-26T13:00:00.000Z',
  closes_at: '2026-11-27T01:00:00.000Z',
  time_zone: 'America/Toronto',
  opens_at_local: '2026-11-26T08:00:00-05:00',
  closes_at_local: '2026-11-26T20:00:00-05:00',
  state: 'open',
  certified: false,
  results_visibility: 'after-closing',
  blank_votes: 'not-allowed',
  ballot_record: 'published',
  ...{ quorum_votes: null, quorum_share: null, threshold: null, threshold_base: 'valid' },
  purpose: 'real',
};

/** A site over an API that answers these bodies by path, and 404 to everything else. */
function siteOver(answers: Readonly<Record<string, unknown>>, asked: string[] = []) {
  const fetch: FetchFunction = (url) => {
    asked.push(url);
    const body = answers[url.split('?')[0] ?? ''];
    return Promise.resolve({
      status: body === undefined ? 503 : 200,
      headers: { get: (name) => (name === 'content-type' ? 'application/json' : null) },
      text: () => Promise.resolve(JSON.stringify(body ?? {})),
    });
  };
  return createSite({
    clientIn: () => createClient(PUBLIC_ROUTES, { baseUrl: '', fetch }),
    assets: { script: '/assets/a.js', style: '/assets/a.css', watch: '/assets/w.js' },
    clock: () => Date.parse('2026-11-26T22:50:00Z'),
  });
}

const WITH_LAW = { '/api/v1/laws': [LAW], '/api/v1/elections': [], '/api/v1/notices': [] };

async function written(pathname: string, answers: Readonly<Record<string, unknown>> = WITH_LAW) {
  const found = await siteOver(answers)(pathname, {});
  const page = await found?.read();
  return page && { ...page, html: page.html() };
}

describe('a page', () => {
  it('is written in the language of its path, with the instants of the contest', async () => {
    expect(await written('/en/')).toMatchObject({ status: 200, language: 'en' });
    expect((await written('/en/'))?.html).toContain('Thursday 26\u00a0November 2026, 20:00 (Eastern Time)');
    expect((await written('/fr/'))?.html).toContain(
      'jeudi 26\u00a0novembre 2026, 20\u00a0h (heure de l’Est)',
    );
  });

  it('shows hostile texts as text, also in the state for the browser', async () => {
    const { html = '' } = (await written('/fr/')) ?? {};
    expect(html).toContain('&lt;img src=x');
    expect(html.match(/<script/g)).toHaveLength(3); // the state, and two files
    expect(html).not.toMatch(/<img|onerror="|\sstyle=/);
    const state = /<script type="application\/json" id="page-state">(.*?)<\/script>/s.exec(html)?.[1];
    expect(JSON.stringify(JSON.parse(state ?? ''))).toContain('alert(1)');
  });

  it('says in the language of its path that there is nothing at an address', async () => {
    expect((await written('/en/lost'))?.html).toContain('There is nothing at this address.');
  });

  it('says that it cannot be read while the API is away', async () => {
    expect(await written('/fr/', {})).toMatchObject({ status: 503, language: 'fr' });
    expect((await written('/fr/', {}))?.html).not.toContain('page-state');
  });
});

describe('what is asked for', () => {
  it.each(['/fr/unknown', '/fr/%00', '/fr/%E0%A4%A'])('%s is a page that is missing', async (path) => {
    expect(await written(path)).toMatchObject({ status: 404, language: 'fr', json: undefined });
  });

  it.each(['/', '/fr', '/de/'])('%s is no page', async (path) => {
    expect(await siteOver(WITH_LAW)(path, {})).toBeUndefined();
  });

  it.each([
    ['/fr/', { include: 'everything' }],
    ['/fr/resultats', { include: 'rehearsals,x', sort: 'turnout' }],
    ['/fr/resultats/election/E', { sort: '--turnout', page: '01' }],
    ['/fr/resultats/election/E', { sort: 'names', page: '0' }],
    ['/fr/resultats/election/E', { page: 'x1' }],
    ['/fr/resultats/election/E', { page: '1000' }],
  ])('%s has the same key with values that it does not take: %j', async (path, query) => {
    const find = siteOver(WITH_LAW);
    expect((await find(path, query))?.key).toBe((await find(path, {}))?.key);
  });

  it('has the data that the document has, as JSON', async () => {
    const page = await written('/fr/');
    const state = /<script type="application\/json" id="page-state">(.*?)<\/script>/s.exec(
      page?.html ?? '',
    )?.[1];
    expect(JSON.parse(page?.json ?? '')).toEqual((JSON.parse(state ?? '') as { data: unknown }).data);
    expect((await written('/fr/', {}))?.json).toBeUndefined();
  });

  it('has the same key whatever else the query says', async () => {
    const find = siteOver(WITH_LAW);
    const plain = await find('/fr/', {});
    expect((await find('/fr/', { utm: '1' }))?.key).toBe(plain?.key);
    expect((await find('/fr/', { include: 'rehearsals' }))?.key).not.toBe(plain?.key);
    expect((await find('/en/', {}))?.key).not.toBe(plain?.key);
  });
});
