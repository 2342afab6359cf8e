import type { ProposalBody } from '@scrutin/contracts/admin';
import { useDatabase } from '@scrutin/testkit/database';
import type { TestAdminApi } from '../fixture/test-admin-api.ts';
import { openAdminApi, START_MS } from '../fixture/test-admin-api.ts';
import { rollLines, rollText } from '../fixture/test-ballots.ts';
import type { TestClient } from '../fixture/test-client.ts';

const { database, closeBefore } = useDatabase();
const V1 = '/admin/v1';
let api: TestAdminApi;
let marie: TestClient;
let paul: TestClient;
let auditor: TestClient;

beforeAll(async () => {
  api = await openAdminApi(database, process.env['REDIS_URL']);
  closeBefore(() => api.close());
  marie = await api.logIn('official', 'marie@elections.example');
  paul = await api.logIn('official', 'paul@elections.example');
  auditor = await api.logIn('auditor');
});
afterEach(() => {
  expect(api.errors).toEqual([]);
});

const text = { fr: 'Loi', en: 'Law' };
const at = (minutes: number) => new Date(START_MS + minutes * 60_000).toISOString();

/** A law with a roll. Nothing is said of its approval, so it is a law of two officials. */
async function law(id: string, voters = rollLines(5)): Promise<void> {
  const given = { id, title: text, summary: text, opens_at: at(60), closes_at: at(120) };
  const made = await marie.post(`${V1}/laws`, given).expect(201);
  expect(made.body).toMatchObject({ approval: 'two-officials' });
  const lines = rollText(voters);
  await marie.upload(`${V1}/rolls/law:${id}?scheme=hmac-sha256&manifest=none`, lines).expect(200);
}

async function proposed(id: string): Promise<ProposalBody> {
  const answer = await marie
    .post(`${V1}/laws/${id}/steps`, { step: 'open', reason: 'All is ready' })
    .expect(202);
  const proposal = answer.body as ProposalBody;
  expect(answer.headers['location']).toBe(`${V1}/proposals/${proposal.id}`);
  return proposal;
}

it('an act that needs an approval is answered 202 with its proposal, and done when another approves', async () => {
  await law('L1');
  const proposal = await proposed('L1');
  expect(proposal).toMatchObject({
    action: 'law.open',
    subject: 'law:L1',
    state: 'pending',
    time_zone: 'UTC',
  });
  expect((await auditor.get(`${V1}/laws/L1`)).body).toMatchObject({ state: 'draft' });
  expect((await auditor.get(`${V1}/proposals?state=pending`)).body).toEqual([proposal]);
  expect((await auditor.get(`${V1}/proposals/${proposal.id}`)).body).toEqual(proposal);

  const address = `${V1}/proposals/${proposal.id}`;
  const own = await marie.post(`${address}/approval`).expect(409);
  expect(own.body).toMatchObject({ refusal: expect.stringMatching(/own proposal/) as string });
  await auditor.post(`${address}/approval`).expect(403);
  await api.stranger().post(`${address}/approval`).expect(401);
  const done = await paul.post(`${address}/approval`).expect(200);
  expect(done.body).toMatchObject({ state: 'approved', decided_by: 'paul@elections.example' });
  expect((await marie.get(`${V1}/laws/L1`)).body).toMatchObject({ state: 'scheduled' });
  const acts = (await auditor.get(`${V1}/acts?subject=law:L1&limit=1`)).body as unknown;
  expect(acts).toMatchObject([
    {
      action: 'law.open',
      actor: 'marie@elections.example',
      approved_by: 'paul@elections.example',
      proposal_id: proposal.id,
    },
  ]);
  await paul.post(`${address}/approval`).expect(409);
});

it('a proposal is refused with a reason, or withdrawn by its author', async () => {
  await law('L2');
  const one = `${V1}/proposals/${(await proposed('L2')).id}`;
  await paul.post(`${one}/refusal`, {}).expect(422);
  const withoutBody = await paul.send('post', `${one}/refusal`).expect(422);
  expect(withoutBody.body).toMatchObject({ errors: [{ field: 'reason' }] });
  await paul.send('delete', one).expect(409);
  const refused = await paul.post(`${one}/refusal`, { reason: 'too early' }).expect(200);
  expect(refused.body).toMatchObject({ state: 'refused', decision_reason: 'too early' });
  const other = `${V1}/proposals/${(await proposed('L2')).id}`;
  expect((await marie.send('delete', other).expect(200)).body).toMatchObject({ state: 'withdrawn' });
  expect((await marie.get(`${V1}/laws/L2`)).body).toMatchObject({ state: 'draft' });
  await marie.get(`${V1}/proposals/5b1e0c9a-7d3f-4a21-9c4e-d2f06b7a1188`).expect(404);
});

it('replacing more than ten letters of a contest is answered 202, and reaches Redis when another official approves', async () => {
  const lines = rollLines(13);
  await law('L4', lines);
  await marie.post(`${V1}/laws/L4/steps`, { step: 'schedule' }).expect(200);
  const hashes = lines.map((line) => line.slice(0, 43));
  const fresh = rollLines(11).map((line) => line.slice(0, 43));
  const revocation = { reason: 'Struck off', credentials: [hashes[12]] };
  await marie.post(`${V1}/rolls/law:L4/revocations`, revocation).expect(200);
  const body = {
    reason: 'A bag of letters was lost',
    replacements: fresh.map((one, i) => ({ credential: hashes[i], replaced_by: one })),
  };
  const { id, request } = (await marie.post(`${V1}/rolls/law:L4/replacements`, body).expect(202))
    .body as ProposalBody;
  expect(request).toMatchObject({ kind: 'voiding', roll: 'law:L4', credentials: 11 });
  const roll = async () =>
    ((await auditor.get(`${V1}/rolls`)).body as { roll: string }[]).find((one) => one.roll === 'law:L4');
  expect(await roll()).toMatchObject({ credentials: 13, void: { replaced: 0, revoked: 1 } });
  await paul.post(`${V1}/proposals/${id}/approval`).expect(200);
  expect(await roll()).toMatchObject({ credentials: 24, voters: 12, void: { replaced: 11, revoked: 1 } });
  // Approving it again finds nothing left to do.
  expect((await paul.post(`${V1}/proposals/${id}/approval`).expect(200)).body).toMatchObject({
    state: 'approved',
  });
  // The command again, after an answer that was lost, needs no second approval.
  await marie.post(`${V1}/rolls/law:L4/replacements`, body).expect(200);
});

it('an operator changes the policy with a reason, and everybody reads it', async () => {
  const operator = await api.logIn('operator');
  const now = (await auditor.get(`${V1}/approval-policy`)).body as { acts: string[] };
  const acts = now.acts.filter((act) => act !== 'open');
  const values = {
    acts: [...acts].sort(),
    lifetime_seconds: 3_600,
    replacing_above: 25,
    registering_above: 7,
  };
  const policy = { ...values, reason: 'an opening is announced a week before' };
  await marie.send('put', `${V1}/approval-policy`, policy).expect(403);
  await operator.send('put', `${V1}/approval-policy`, { ...policy, lifetime_seconds: 5 }).expect(422);
  await operator.send('put', `${V1}/approval-policy`, { ...policy, replacing_above: -1 }).expect(422);
  await operator.send('put', `${V1}/approval-policy`, policy).expect(200);
  const changed = (await marie.get(`${V1}/approval-policy`)).body as { acts: string[] };
  expect({ ...changed, acts: changed.acts.sort() }).toEqual(values);
  await law('L3');
  await marie.post(`${V1}/laws/L3/steps`, { step: 'open', reason: 'All is ready' }).expect(200);
});
