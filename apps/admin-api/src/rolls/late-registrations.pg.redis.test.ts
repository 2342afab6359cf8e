import type { ProposalBody } from '@scrutin/contracts/admin';
import { makeElection, V1 } from '../fixture/roll-uploads.ts';
import { rollLines, rollText } from '../fixture/test-ballots.ts';
import type { TestClient } from '../fixture/test-client.ts';
import { useRollUploads } from '../fixture/use-roll-uploads.ts';

const { api, official } = useRollUploads();
const REASON = 'Board of revisors, list 12: Noël & fils';

let jean: TestClient;
let operator: TestClient;

beforeAll(async () => {
  jean = await api.logIn('official', 'jean@elections.example');
  operator = await api.logIn('operator', 'ops@elections.example');
});

/** A published election with these lines on its roll. */
async function published(id: string, lines: readonly string[]): Promise<string> {
  const key = await makeElection(official, id, 'two-officials');
  const address = `${V1}/rolls/${key}?scheme=hmac-sha256&manifest=none`;
  await official.upload(address, rollText(lines)).expect(200);
  await official.post(`${V1}/elections/${id}/steps`, { step: 'schedule' }).expect(200);
  return address;
}

const withReason = (address: string, reason = REASON) => `${address}&reason=${encodeURIComponent(reason)}`;

it('an upload that adds to a published roll needs a reason, and says so in French and English', async () => {
  const lines = rollLines(10, 'NORD', 'SUD');
  const address = await published('LATE-1', lines);
  const late = rollText(rollLines(2, 'NORD'));
  const refused = await official.upload(address, late).expect(422);
  expect(refused.body).toMatchObject({ refusal: expect.stringContaining('reason=…') as string });
  await official.upload(withReason(address, ' '), late).expect(422);
  await official.upload(address, rollText(lines)).expect(200); // The same file again adds nothing.
  const added = await official.upload(withReason(address), late).expect(200);
  expect(added.body).toMatchObject({ loaded: { added: 2, credentials: 12 } });
  const notices = await api.office.notices('election:LATE-1' as Parameters<typeof api.office.notices>[0]);
  expect(notices).toMatchObject([
    { kind: 'registered-late', reason: REASON, text: { en: expect.stringMatching(/^2 voters/) as string } },
  ]);
});

it.each(['official', 'operator'] as const)(
  'an upload of many by an %s is a proposal (202), and is loaded when an official has approved it',
  async (role) => {
    const id = `LATE-${role.toUpperCase()}`;
    const client = role === 'official' ? official : operator;
    const address = withReason(await published(id, rollLines(10, 'NORD', 'SUD')));
    const late = rollText(rollLines(60, 'NORD', 'SUD'));
    const checked = await client.upload(`${address}&dry_run=true`, late).expect(200);
    expect(checked.body).toMatchObject({ loaded: null, needs: { reason: true, approval_above: 10 } });
    const answer = await client.upload(address, late).expect(202);
    const proposal = answer.body as ProposalBody;
    expect(answer.headers['location']).toBe(`${V1}/proposals/${proposal.id}`);
    expect(proposal).toMatchObject({
      action: 'roll.record',
      subject: `election:${id}`,
      reason: REASON,
      request: {
        kind: 'registration',
        credentials: '60',
        digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    });
    const rolls = async () =>
      ((await official.get(`${V1}/rolls`).expect(200)).body as { roll: string; credentials: number }[]).find(
        ({ roll }) => roll === `election:${id}`,
      );
    expect(await rolls()).toMatchObject({ credentials: 10 });
    const approval = `${V1}/proposals/${proposal.id}/approval`;
    await client.post(approval).expect(409);
    await jean.post(approval).expect(200);
    await client.upload(address, rollText(rollLines(60, 'NORD', 'SUD'))).expect(202);
    // The approval is for the person who proposed.
    await jean.upload(address, late).expect(202);
    const loaded = await client.upload(address, late).expect(200);
    expect(loaded.body).toMatchObject({ loaded: { added: 60, credentials: 70 } });
    expect(await rolls()).toMatchObject({ credentials: 70 });
    const acts = await api.office.acts({ limit: 1, subject: `election:${id}` });
    expect(acts).toMatchObject([
      {
        action: 'roll.record',
        reason: REASON,
        approvedBy: 'jean@elections.example',
        proposalId: proposal.id,
      },
    ]);
  },
);

it('uploads at the same time do not get past the number together', async () => {
  const address = withReason(await published('LATE-RACE', rollLines(10, 'NORD', 'SUD')));
  const uploads = Array.from({ length: 3 }, () => official.upload(address, rollText(rollLines(6, 'NORD'))));
  const statuses = (await Promise.all(uploads)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  const rolls = await official.get(`${V1}/rolls`).expect(200);
  expect(rolls.body).toContainEqual(expect.objectContaining({ roll: 'election:LATE-RACE', credentials: 16 }));
});
