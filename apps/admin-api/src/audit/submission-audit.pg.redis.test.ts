import { law, openTestStore, putLaws, rejection, vote } from '@scrutin/testkit/ballot-store';
import { useDatabase } from '@scrutin/testkit/database';
import type { TestAdminApi } from '../fixture/test-admin-api.ts';
import { openAdminApi } from '../fixture/test-admin-api.ts';
import type { TestClient } from '../fixture/test-client.ts';

const { database, owner, closeBefore } = useDatabase();
const LIST = '/admin/v1/audit/submissions';
const CONTEST = 'law:L2026-001';

let api: TestAdminApi;
let auditor: TestClient;
let ids: string[];

interface Page {
  readonly submissions: readonly { readonly submission_id: string; readonly status: string }[];
  readonly next: string | null;
  readonly withheld: readonly string[];
}

beforeAll(async () => {
  api = await openAdminApi(database, process.env['REDIS_URL']);
  closeBefore(() => api.close());
  auditor = await api.logIn('auditor');
  await putLaws(database.url, law('L2026-001'), law('L2026-002'));
  const store = openTestStore(await database.urlFor('scrutin_aggregator'));
  const votes = Array.from({ length: 40 }, () => vote({ contest: CONTEST }));
  const refused = [
    rejection('already-voted', { contest: CONTEST }),
    rejection('closed', { contest: CONTEST }),
  ];
  await store.settleVotes(votes);
  await store.settleRejections(refused);
  await store.settleVotes([vote({ contest: 'law:L2026-002' })]);
  await store.close();
  ids = [...votes, ...refused].map(({ submissionId }) => submissionId).sort();
  await owner.query(`UPDATE laws SET closes_at = now() - interval '1 second' WHERE id = 'L2026-001'`);
});
afterEach(() => {
  expect(api.errors).toEqual([]);
});

async function page(query: string): Promise<Page> {
  return (await auditor.get(`${LIST}?${query}`).expect(200)).body as Page;
}

it('is paged by identifier, and says which contests are left out', async () => {
  const found: string[] = [];
  for (let after = ''; ;) {
    const { submissions, next, withheld } = await page(`limit=10${after === '' ? '' : `&after=${after}`}`);
    found.push(...submissions.map(({ submission_id: id }) => id));
    expect(withheld).toEqual(['law:L2026-002']);
    if (next === null) break;
    expect(next).toBe(submissions.at(-1)?.submission_id);
    after = next;
  }
  expect(found).toEqual(ids);
});

it('finds one submission, one outcome and one time', async () => {
  expect(await page(`submission=${ids[3]!}`)).toMatchObject({
    submissions: [{ submission_id: ids[3], contest: CONTEST }],
    next: null,
  });
  expect((await page('status=rejected')).submissions).toHaveLength(2);
  expect((await page('status=counted&to=2025-10-01T10:00-04:00')).submissions).toHaveLength(0);
  const { submissions } = await page('status=counted&from=2025-10-01T10:00-04:00&to=2025-10-01T10:30-04:00');
  expect(submissions).toHaveLength(40);
  expect(submissions[0]).toMatchObject({
    from: '2025-10-01T14:00:00.000Z',
    to: '2025-10-01T15:00:00.000Z',
    reason: null,
  });
});

it('P6: has no credential, no choice and no time finer than an hour in any form', async () => {
  const { rows } = await owner.query<{ hash: string }>(
    `SELECT encode(credential_hash, 'hex') AS hash FROM vote_audit`,
  );
  const json = (await auditor.get(LIST).expect(200)).text;
  const csv = (await auditor.get(`${LIST}?format=csv`).expect(200)).text;
  for (const text of [json, csv]) {
    for (const { hash } of rows) {
      expect(text).not.toContain(hash);
      expect(text).not.toContain(Buffer.from(hash, 'hex').toString('base64url'));
    }
    expect(text).not.toMatch(/oui|non\b/);
    for (const [time] of text.matchAll(/\d\d:\d\d:\d\d\.\d{3}Z/g)) expect(time).toMatch(/:00:00\.000Z$/);
  }
});

it('as CSV is complete', async () => {
  const answer = await auditor.get(`${LIST}?format=csv&contest=${CONTEST}`).expect(200);
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(answer.headers['content-disposition']).toBe('attachment; filename=submissions.csv');
  const [head, ...lines] = answer.text.split('\r\n');
  expect(head).toBe('\ufeffsubmission_id,contest,status,reason,from,to');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => line.split(',')[0])).toEqual(ids);
});

it.each([LIST, '/admin/v1/acts'])('%s is also a workbook', async (path) => {
  const answer = await auditor
    .get(`${path}?format=xlsx`)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        done(null, Buffer.concat(chunks));
      });
    })
    .expect(200);
  expect(answer.headers['content-type']).toBe(
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  );
  expect(answer.headers['content-disposition']).toMatch(/^attachment; filename=\w+\.xlsx$/);
  // A ZIP archive.
  expect((answer.body as Buffer).subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
});

it('refuses a contest that has not closed, and says why', async () => {
  const answer = await auditor.get(`${LIST}?contest=law:L2026-002`).expect(409);
  expect(answer.body).toMatchObject({
    type: 'urn:problem-type:scrutin:state-forbids',
    refusal: expect.stringContaining('has not closed') as unknown,
  });
});

it.each(['contest=L2026-001', 'contest=law:', 'submission=7', 'from=2026-10-05T08:00', 'limit=1001', 'x=1'])(
  'refuses %s',
  async (query) => {
    const answer = await auditor.get(`${LIST}?${query}`).expect(422);
    expect((answer.body as { errors: unknown[] }).errors).toHaveLength(1);
  },
);

it('is for auditors alone', async () => {
  for (const role of ['official', 'operator'] as const) {
    const client = await api.logIn(role);
    for (const path of [LIST, '/admin/v1/audit/rejections']) await client.get(path).expect(403);
  }
});

it('counts rejections, and how often credentials tried in vain', async () => {
  const answer = await auditor.get('/admin/v1/audit/rejections').expect(200);
  expect(answer.body).toEqual({
    rejections: [
      { contest: CONTEST, reason: 'already-voted', submissions: 1 },
      { contest: CONTEST, reason: 'closed', submissions: 1 },
    ],
    attempts: [
      expect.objectContaining({ reason: 'already-voted', attempts: 1, credentials: 1 }),
      expect.objectContaining({ reason: 'closed', attempts: 1, credentials: null }),
    ],
  });
});
