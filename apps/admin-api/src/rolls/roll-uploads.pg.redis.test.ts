import { parseRollLine } from '@scrutin/credentials';
import { eventually } from '@scrutin/testkit/database';
import {
  beginUpload,
  both,
  makeElection,
  rollOnRecord,
  SUBMISSION,
  uploadAddress,
  V1,
  window,
} from '../fixture/roll-uploads.ts';
import { PASSWORD } from '../fixture/test-admin-api.ts';
import { rollLines, rollText } from '../fixture/test-ballots.ts';
import { useRollUploads } from '../fixture/use-roll-uploads.ts';

const { api, official, uploadsUnderWay } = useRollUploads();

beforeAll(async () => {
  await official
    .post(`${V1}/laws`, {
      id: 'L2',
      title: both('L'),
      summary: both(''),
      approval: 'single-official',
      ...window,
    })
    .expect(201);
});

/** Begins an upload, and waits until this number of uploads have begun. */
async function slowUpload(key: string, text: string, client = official, uploads = 1) {
  const upload = beginUpload(api, client, key, text);
  await eventually('the upload was let in', async () => {
    expect(await uploadsUnderWay()).toBe(uploads);
  });
  return upload;
}

/** Opens an election whose voters are all in one region. */
const ONLY_IN_NORD = { step: 'open', allow_races_without_voters: true, reason: 'Nobody lives in SUD' };

describe('an upload', () => {
  it('is judged by the state of the contest when it is complete: an open contest keeps its roll (P3)', async () => {
    const key = await makeElection(official, 'E5');
    const lines = rollLines(10, 'NORD', 'SUD');
    await official.upload(uploadAddress(key), rollText(lines)).expect(200);
    const slow = await slowUpload(key, rollText(rollLines(4, 'NORD')));
    await official.post(`${V1}/elections/E5/steps`, { step: 'open', reason: 'All is ready' }).expect(200);
    const entry = parseRollLine(lines[0] ?? '');
    const claim = {
      roll: await rollOnRecord(api, key),
      credentialHash: entry?.hash ?? new Uint8Array(),
      submissionId: SUBMISSION,
    };
    const region = entry?.region ?? '';
    expect(await api.roll.claim([{ ...claim, region }])).toEqual(['claimed']);
    expect(await slow.finish()).toBe(200);
    expect(await api.roll.status(await rollOnRecord(api, key))).toMatchObject({
      credentials: 14,
      missingBuckets: 0,
    });
    const other = { ...claim, submissionId: SUBMISSION.replace(/^0/, '1') as typeof SUBMISSION, region };
    expect(await api.roll.claim([other])).toEqual(['already-voted']);
  });

  it('with another region for a voter on the roll is refused with the line, and moves nobody', async () => {
    const key = await makeElection(official, 'E7');
    const lines = rollLines(10, 'NORD');
    await official.upload(uploadAddress(key), rollText(lines)).expect(200);
    const forgotten = await official
      .post(`${V1}/elections/E7/steps`, { step: 'open', reason: 'All is ready' })
      .expect(409);
    expect(forgotten.body).toMatchObject({
      refusal: expect.stringContaining('Nobody is on the roll in SUD') as unknown,
    });
    await official.post(`${V1}/elections/E7/steps`, ONLY_IN_NORD).expect(200);
    const moved = lines.map((line, i) => (i === 3 ? line.replace('NORD', 'SUD') : line));
    const wrong = await official.upload(uploadAddress(key), rollText(moved)).expect(422);
    expect(wrong.body).toMatchObject({
      refusal: expect.stringMatching(/1 of the credentials .* in another region \(lines 4\)/) as unknown,
    });
    expect(await api.roll.status(await rollOnRecord(api, key))).toMatchObject({
      credentials: 10,
      missingBuckets: 0,
    });
  });

  it('that was hashed with another pepper than the roll on record is refused before it is loaded', async () => {
    const key = await makeElection(official, 'E8');
    const check = (digit: string) => uploadAddress(key, `&pepper_check=${digit.repeat(16)}`);
    await official.upload(check('a'), rollText(rollLines(4, 'NORD'))).expect(200);
    await official.post(`${V1}/elections/E8/steps`, { ...ONLY_IN_NORD, step: 'schedule' }).expect(200);
    const other = await official.upload(check('b'), rollText(rollLines(4, 'NORD'))).expect(409);
    expect(other.body).toMatchObject({ refusal: expect.stringContaining('pepper') as unknown });
    expect(await rollOnRecord(api, key)).toMatchObject({ pepperCheck: 'a'.repeat(16) });
  });

  it('is not loaded if its official was logged out or disabled in the meantime', async () => {
    const key = await makeElection(official, 'E6');
    const leaving = await api.logIn('official', 'leaving@elections.example');
    const text = rollText(rollLines(4, 'NORD'));
    const first = await slowUpload(key, text, leaving);
    await leaving.send('delete', `${V1}/session`).expect(204);
    expect(await first.finish()).toBe(401);
    await leaving.logIn('leaving@elections.example', PASSWORD);
    const second = await slowUpload(key, text, leaving);
    const found = (await api.office.officials()).find(({ email }) => email.startsWith('leaving'));
    await api.office.disableOfficial({ name: 'test' }, found?.id ?? '');
    expect(await second.finish()).toBe(401);
    expect((await api.office.rolls()).filter(({ rollKey }) => rollKey === key)).toEqual([]);
    expect((await official.get(`${V1}/acts?subject=${key}&limit=1`)).body).not.toMatchObject([
      { action: 'roll.load' },
    ]);
  });

  it('with a slow connection delays no other, and the number of simultaneous uploads is limited', async () => {
    const roll = rollText(rollLines(3));
    const slow: Awaited<ReturnType<typeof slowUpload>>[] = [];
    for (let i = 0; i < 3; i++) slow.push(await slowUpload('law:L2', roll, official, i + 1));
    await official.upload(uploadAddress('law:L2', '&dry_run=true'), roll).expect(200);
    slow.push(await slowUpload('law:L2', roll, official, 4));
    await official.upload(uploadAddress('law:L2', '&dry_run=true'), roll).expect(503);
    for (const one of slow) expect(await one.finish()).toBe(200);
  });

  it('that is interrupted leaves nothing behind', async () => {
    const cut = await slowUpload('law:L2', 'A'.repeat(150_000));
    await cut.cutOff();
    await eventually('the server notices that the connection is closed', async () => {
      expect(await uploadsUnderWay()).toBe(0);
    });
    const roll = rollText(rollLines(3));
    await official.upload(uploadAddress('law:L2', '&dry_run=true'), roll).expect(200);
  });
});
