import fc from 'fast-check';
import { useDatabase } from '@scrutin/testkit/database';
import type { TestAdminApi } from './fixture/test-admin-api.ts';
import { openAdminApi, START_MS } from './fixture/test-admin-api.ts';
import type { TestClient } from './fixture/test-client.ts';

const { database, closeBefore } = useDatabase();
let api: TestAdminApi;
let official: TestClient;

beforeAll(async () => {
  api = await openAdminApi(database, process.env['REDIS_URL']);
  closeBefore(() => api.close());
  official = await api.logIn('official');
});
afterEach(() => {
  expect(api.errors).toEqual([]);
});

const V1 = '/admin/v1';
const at = (minutes: number) => new Date(START_MS + minutes * 60_000).toISOString();
const SCRIPT = '<script>alert(1)</script>';
const region = (id: unknown, text: unknown = 'x') => ({ id, name: { fr: text, en: text } });

describe('input of a client', () => {
  it('is stored and returned as unchanged text', async () => {
    await official.post(`${V1}/regions`, region('R1', SCRIPT)).expect(201);
    const answer = await official.get(`${V1}/regions`).expect(200);
    expect(answer.body).toEqual([expect.objectContaining(region('R1', SCRIPT))]);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(answer.headers['cache-control']).toBe('no-store');

    const reason = '=HYPERLINK("https://evil.example")';
    await official
      .post(`${V1}/elections`, {
        id: 'E1',
        name: { fr: SCRIPT, en: 'x' },
        type: 'federal',
        opens_at: at(1),
        closes_at: at(2),
      })
      .expect(201);
    await api.office.step({ name: reason }, 'election:E1' as never, { step: 'open', reason: 'All is ready' });
    await api.office.createRegion({ name: reason }, { id: 'R2', name: { fr: 'x', en: 'x' } });
    const csv = await official.get(`${V1}/acts?format=csv&subject=region:R2`).expect(200);
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.headers['content-disposition']).toBe('attachment; filename=acts.csv');
    expect(csv.text).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
  });

  it.each([
    ['a number for an identifier', region(7)],
    ['an identifier that is a path', region('../../etc/passwd')],
    ['an identifier with a line end', region('R3\n')],
    ['an identifier that is too long', region('R'.repeat(51))],
    ['no identifier', { name: { fr: 'x', en: 'x' } }],
    ['one language', { id: 'R3', name: { fr: 'x' } }],
    ['a member too many', { ...region('R3'), admin: true }],
    ['a prototype', JSON.parse('{"id":"R3","name":{"fr":"x","en":"x"},"__proto__":{"x":1}}') as object],
    ['an empty name', region('R3', ' ')],
    ['a text that no database has', region('R3', 'a\0b')],
    ['a text without end', region('R3', 'x'.repeat(100_000))],
    ['a list', []],
    ['null', null],
  ])('with %s is answered 422', async (_, body) => {
    const answer = await official
      .send('post', `${V1}/regions`)
      .type('json')
      .send(JSON.stringify(body))
      .expect(422);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect((await official.get(`${V1}/regions`)).body).not.toContainEqual(
      expect.objectContaining({ id: 'R3' }),
    );
  });

  it('is answered with the errors of each field, in the requested language and without the values', async () => {
    const body = { id: SCRIPT, name: { fr: 7, en: 'x' } };
    const english = await official.post(`${V1}/regions`, body).expect(422);
    expect(english.body).toMatchObject({
      title: 'Invalid values',
      errors: [
        { field: 'name.fr', message: expect.stringContaining('The value must be a text') as unknown },
        { field: 'id' },
      ],
    });
    expect(english.text).not.toContain('script');
    const french = await official.post(`${V1}/regions`, body).set('Accept-Language', 'fr-CA').expect(422);
    expect(french.headers['content-language']).toBe('fr');
    expect(french.body).toMatchObject({
      title: 'Valeurs non valides',
      errors: expect.arrayContaining([
        { field: 'name.fr', message: expect.stringContaining('La valeur doit être un texte') as unknown },
      ]) as unknown,
    });
  });

  it('that the office refuses is answered with the reason in the requested language', async () => {
    const law = {
      id: 'L-FR',
      title: { fr: 'Loi', en: 'Act' },
      summary: { fr: '', en: '' },
      opens_at: '2030-12-02T08:00-05:00',
      closes_at: '2030-12-02T20:00-05:00',
    };
    await official.post(`${V1}/laws`, law).expect(201);
    const refusalIn = async (language: string, step: object): Promise<string> => {
      const answer = await official.post(`${V1}/laws/L-FR/steps`, step).set('Accept-Language', language);
      expect([409, 422]).toContain(answer.status);
      return (answer.body as { refusal: string }).refusal;
    };
    expect(await refusalIn('fr', { step: 'schedule' })).toBe(
      'Il n’y a pas de liste électorale\u00a0: chargez-en une, pour que quelqu’un puisse voter.',
    );
    expect(await refusalIn('en', { step: 'schedule' })).toBe(
      'It has no roll: load one, so that somebody may vote.',
    );
    expect(await refusalIn('fr', { step: 'close', reason: 'x' })).toBe(
      'Le scrutin est à l’état de brouillon\u00a0: pour le clore, il doit être ouvert.',
    );
    expect(await refusalIn('fr', { step: 'close' })).toBe(
      'Cet acte demande un motif, qui reste au registre.',
    );
    await official.send('delete', `${V1}/laws/L-FR`).expect(204);
  });

  it('that is too large or has another type is refused without being read', async () => {
    const large = JSON.stringify(region('R4', 'x'.repeat(600_000)));
    await official.send('post', `${V1}/regions`).type('json').send(large).expect(413);
    await official.send('post', `${V1}/regions`).type('form').send('id=R4').expect(415);
    await official.send('post', `${V1}/regions`).type('json').send('{"id":').expect(400);
    await official
      .send('post', `${V1}/regions`)
      .type('json')
      .set('Content-Encoding', 'gzip')
      .send('{}')
      .expect(415);
  });

  it.each([
    '/admin/v1/laws/..%2f..%2fetc%2fpasswd',
    '/admin/v1/laws/%00',
    '/admin/v1/laws/%ff',
    '/admin/v1/laws/%',
    `/admin/v1/laws/${encodeURIComponent(SCRIPT)}`,
    `/admin/v1/laws/${'x'.repeat(5_000)}`,
    "/admin/v1/laws/L1'%20OR%201=1--",
    '/admin/v1/tabulations/7',
    '/admin/v1/tabulations/00000000-0000-0000-0000-000000000000',
    '/admin/v1/elections/__proto__',
    '/admin/v1/../v1/nothing',
    '//admin/v1/laws',
  ])('with the address %s is answered 404', async (path) => {
    const answer = await official.get(path).expect(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it.each([
    'limit=0',
    'limit=1001',
    'limit=x',
    'before=-1',
    'before=1e3',
    'format=xml',
    'limit=1&limit=2',
    'x=1',
  ])('with the query for acts %s is answered 422', async (query) => {
    await official.get(`${V1}/acts?${query}`).expect(422);
  });

  it('of arbitrary JSON creates nothing and causes no failure', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 3 }), async (json) => {
        const answer = await official.send('post', `${V1}/elections`).type('json').send(json);
        expect([400, 422]).toContain(answer.status);
      }),
      { numRuns: 30 },
    );
    expect(((await official.get(`${V1}/elections`)).body as unknown[]).length).toBe(1);
  });
});
