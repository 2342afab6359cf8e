import { createHash } from 'node:crypto';
import request from 'supertest';
import { storedPhotoAddress } from '@scrutin/election';
import { useDatabase } from '@scrutin/testkit/database';
import { ElectionNight } from './fixture/election-night.ts';

const { database, closeBefore } = useDatabase();
const BYTES = new Uint8Array(Buffer.from('what was written as a JPEG'));
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const ADDRESS = storedPhotoAddress(SHA256);
const ACTOR = { name: 'command line: test' };

let night: ElectionNight;

beforeAll(async () => {
  night = await ElectionNight.open(database);
  closeBefore(() => night.close());
  await night.party('PQ');
  await night.election('SHOWN', { NORD: { candidates: [{ id: 'roy' }, { id: 'cyr' }] } });
  await night.election('DRAFT', { NORD: { candidates: [{ id: 'roy' }] } }, { status: 'draft' });
});

const give = (electionId: string, bytes: Uint8Array<ArrayBuffer>, id = 'roy') =>
  night.office.setCandidatePhoto(
    ACTOR,
    { electionId, regionId: 'NORD', id },
    { sha256: createHash('sha256').update(bytes).digest('hex'), bytes },
  );

test('a photo is served at the address in the catalogue, as a picture and nothing else, for ever', async () => {
  expect(await give('SHOWN', BYTES)).toMatchObject({ ok: true, value: { photoUrl: ADDRESS } });
  let reads = 0;
  const server = night.serve(0, {
    photo: (sha256) => {
      reads += 1;
      return night.reader.photo(sha256);
    },
  });
  const catalogue = await request(server).get('/api/v1/elections/SHOWN/regions/NORD/candidates').expect(200);
  expect(catalogue.text).toContain(ADDRESS);
  for (let i = 0; i < 3; i++) {
    const photo = await request(server).get(ADDRESS).expect(200);
    expect(photo.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': `attachment; filename=${SHA256}.jpg`,
      'content-length': String(BYTES.length),
      'cache-control': 'public, max-age=31536000, immutable',
      etag: `"${SHA256}"`,
    });
    expect(photo.body).toEqual(Buffer.from(BYTES));
  }
  expect(reads).toBe(1);
  const again = await request(server).get(ADDRESS).set('If-None-Match', `"${SHA256}"`).expect(304);
  expect(again.body).toEqual({});
});

test('an address that no published candidate has is 404 without a question to the photos', async () => {
  const hidden = new Uint8Array(Buffer.from('of a draft'));
  await give('DRAFT', hidden);
  const server = night.serve(0, { photo: () => Promise.reject(new Error('asked')) });
  const ofDraft = storedPhotoAddress(createHash('sha256').update(hidden).digest('hex'));
  for (const address of [
    ofDraft,
    storedPhotoAddress('0'.repeat(64)),
    '/api/v1/photos/x.jpg',
    `/api/v1/photos/${SHA256}`,
    `/api/v1/photos/${SHA256}.svg`,
    `/api/v1/photos/..%2f${SHA256}.jpg`,
  ])
    await request(server).get(address).expect(404);
});

test('a photo that was replaced is gone', async () => {
  const server = night.serve();
  await give('SHOWN', new Uint8Array(Buffer.from('the right person')));
  await request(server).get(ADDRESS).expect(404);
  expect(await night.reader.photo(SHA256)).toBeUndefined();
});
