import pg from 'pg';
import sharp from 'sharp';
import { useDatabase } from '@scrutin/testkit/database';
import type { TestAdminApi } from '../fixture/test-admin-api.ts';
import { openAdminApi, START_MS } from '../fixture/test-admin-api.ts';
import type { TestClient } from '../fixture/test-client.ts';

const { database, owner, closeBefore } = useDatabase();
const V1 = '/admin/v1';
const CANDIDATES = `${V1}/elections/E/regions/R/candidates`;
const at = (minutes: number) => new Date(START_MS + minutes * 60_000).toISOString();
const text = { fr: 'x', en: 'x' };

let api: TestAdminApi;
let official: TestClient;

beforeAll(async () => {
  api = await openAdminApi(database, process.env['REDIS_URL']);
  closeBefore(() => api.close());
  official = await api.logIn('official');
  await official.post(`${V1}/regions`, { id: 'R', name: text }).expect(201);
  const window = { opens_at: at(60), closes_at: at(120) };
  await official.post(`${V1}/elections`, { id: 'E', name: text, type: 'municipal', ...window }).expect(201);
  const race = { method: 'single_choice', seats: 1, max_ranks: 1, rule_set: 'plurality' };
  await official.send('put', `${V1}/elections/E/regions/R`, race).expect(200);
  for (const id of ['roy', 'cyr'])
    await official.post(CANDIDATES, { id, first_name: 'C', last_name: id }).expect(201);
});
afterEach(() => {
  expect(api.errors).toEqual([]);
});

const jpeg = (side: number, r = 120) =>
  sharp({ create: { width: side, height: side, channels: 3, background: { r, g: 20, b: 20 } } })
    .jpeg()
    .toBuffer();
const put = (candidate: string, bytes: Buffer, type = 'image/jpeg') =>
  official.send('put', `${CANDIDATES}/${candidate}/photo`).type(type).send(bytes);
const addressOf = (body: unknown) => (body as { photo_url: string | null }).photo_url;

async function stored(): Promise<string[]> {
  const { rows } = await owner.query<{ sha256: string }>('SELECT sha256 FROM photos ORDER BY sha256');
  return rows.map(({ sha256 }) => `/api/v1/photos/${sha256}.jpg`);
}

it('is stored, shown to the office, and named on record; a new one replaces it', async () => {
  const first = addressOf((await put('roy', await jpeg(900))).body);
  expect(first).toMatch(/^\/api\/v1\/photos\/[0-9a-f]{64}\.jpg$/);
  expect(await stored()).toEqual([first]);
  const seen = await official.get(`${CANDIDATES}/roy/photo`).expect(200);
  expect(seen.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  expect(await sharp(seen.body as Buffer).metadata()).toMatchObject({ format: 'jpeg', width: 800 });
  // Another candidate may have the same photo. It stays until nobody has it.
  expect(addressOf((await put('cyr', await jpeg(900)).expect(200)).body)).toBe(first);
  const second = addressOf((await put('roy', await jpeg(200, 10)).expect(200)).body);
  expect(second).not.toBe(first);
  expect(await stored()).toEqual([first, second].sort());
  const removed = await official.send('delete', `${CANDIDATES}/cyr/photo`).expect(200);
  expect(addressOf(removed.body)).toBeNull();
  expect(await stored()).toEqual([second]);
  await official.get(`${CANDIDATES}/cyr/photo`).expect(404);
  const acts = (await official.get(`${V1}/acts?subject=election:E:R:roy`).expect(200)).body as {
    action: string;
    after: { photoUrl?: string };
  }[];
  expect(acts[0]).toMatchObject({ action: 'candidate.change', after: { photoUrl: second } });
});

it('is refused with a reason if it is no photo, and nothing is stored', async () => {
  const before = await stored();
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const answer = await put('roy', svg).expect(422);
  expect(answer.body).toMatchObject({ refusal: 'The photo must be a JPEG, PNG or WebP file.' });
  await put('roy', (await jpeg(300)).subarray(0, 400)).expect(422);
  await put('roy', Buffer.alloc(12_000_001)).expect(413);
  await put('roy', await jpeg(200), 'text/html').expect(415);
  await official.send('put', `${CANDIDATES}/roy/photo`).type('image/jpeg').expect(422);
  expect(await stored()).toEqual(before);
});

it('is refused for somebody who is no candidate, and in a state where texts may not change', async () => {
  await put('nobody', await jpeg(200)).expect(404);
  await owner.query(`UPDATE elections SET status = 'scheduled' WHERE id = 'E'`);
  api.clock.nowMs = START_MS + 121 * 60_000;
  const before = await stored();
  try {
    const client = await api.logIn('official');
    await client
      .send('put', `${CANDIDATES}/roy/photo`)
      .type('image/jpeg')
      .send(await jpeg(250))
      .expect(409);
    await client.send('delete', `${CANDIDATES}/roy/photo`).expect(409);
  } finally {
    api.clock.nowMs = START_MS;
    await owner.query(`UPDATE elections SET status = 'draft' WHERE id = 'E'`);
  }
  expect(await stored()).toEqual(before);
});

it('is for officials, and changes only with what they have seen', async () => {
  const auditor = await api.logIn('auditor');
  const path = `${CANDIDATES}/roy/photo`;
  await auditor
    .send('put', path)
    .type('image/jpeg')
    .send(await jpeg(200))
    .expect(403);
  await auditor.get(path).expect(200);
  await put('roy', await jpeg(220))
    .set('If-Match', `"${'0'.repeat(64)}"`)
    .expect(412);
});

it('comes and goes in the database only with an act', async () => {
  const admin = await database.urlFor('scrutin_admin');
  const client = new pg.Client(admin);
  await client.connect();
  try {
    for (const statement of [
      `INSERT INTO photos VALUES (encode(sha256('x'), 'hex'), 'x')`,
      'DELETE FROM photos',
    ])
      await expect(client.query(statement)).rejects.toThrow('a photo needs an act');
    await expect(client.query(`INSERT INTO photos VALUES ('${'0'.repeat(64)}', 'x')`)).rejects.toThrow(
      'photos_named_by_content',
    );
  } finally {
    await client.end();
  }
});
