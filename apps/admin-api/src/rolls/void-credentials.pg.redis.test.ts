import { parseRollLine } from '@scrutin/credentials';
import type { RollKey } from '@scrutin/election';
import { makeElection, rollOnRecord, SUBMISSION, uploadAddress, V1 } from '../fixture/roll-uploads.ts';
import { rollLines, rollText } from '../fixture/test-ballots.ts';
import { useRollUploads } from '../fixture/use-roll-uploads.ts';

const { api, official } = useRollUploads();

const hashOf = (line: string): string => line.slice(0, 43);
const regionOf = (line: string): string => line.slice(44);

/** A scheduled election with this roll. */
async function scheduled(id: string, lines: readonly string[]): Promise<RollKey> {
  const key = await makeElection(official, id);
  await official.upload(uploadAddress(key), rollText(lines)).expect(200);
  await official.post(`${V1}/elections/${id}/steps`, { step: 'schedule' }).expect(200);
  return key;
}

async function decision(key: RollKey, line: string, region = regionOf(line)) {
  const claim = {
    roll: await rollOnRecord(api, key),
    credentialHash: parseRollLine(line)?.hash ?? new Uint8Array(),
    submissionId: SUBMISSION,
    region,
  };
  return (await api.roll.claim([claim]))[0];
}

describe('credentials', () => {
  it('are replaced: the old one is void, and the new one votes', async () => {
    const lines = rollLines(20, 'NORD', 'SUD');
    const key = await scheduled('V1', lines);
    const [lost = ''] = lines;
    const [fresh = ''] = rollLines(1, regionOf(lost));
    const body = {
      reason: 'Letter lost',
      replacements: [{ credential: hashOf(lost), replaced_by: hashOf(fresh) }],
    };
    const answer = await official.post(`${V1}/rolls/${key}/replacements`, body).expect(200);
    expect(answer.body).toEqual({
      roll: key,
      replaced: 1,
      repeated: 0,
      credentials: 21,
      rebuild_needed: false,
    });
    expect(await decision(key, lost)).toBe('void-credential');
    expect(await decision(key, fresh)).toBe('claimed');
    const rolls = (await official.get(`${V1}/rolls`)).body as { roll: string }[];
    expect(rolls.find(({ roll }) => roll === key)).toMatchObject({
      credentials: 21,
      voters: 20,
      void: { replaced: 1, revoked: 0 },
    });
    // Sent again, after an answer that was lost: it says what was done before, and makes no empty act.
    const again = await official.post(`${V1}/rolls/${key}/replacements`, body).expect(200);
    expect(again.body).toMatchObject({ replaced: 0, repeated: 1, credentials: 21, rebuild_needed: false });
    const acts = await official.get(`${V1}/acts?subject=${key}&limit=2`);
    expect(acts.body).toMatchObject([
      { action: 'roll.replace', reason: 'Letter lost', after: { replaced: 1, credentials: '21' } },
      { action: 'roll.load' },
    ]);
    // One more letter, beside the one that was replaced before.
    const [, other = ''] = lines;
    const [newer = ''] = rollLines(1, regionOf(other));
    const both = [...body.replacements, { credential: hashOf(other), replaced_by: hashOf(newer) }];
    const more = await official
      .post(`${V1}/rolls/${key}/replacements`, { ...body, replacements: both })
      .expect(200);
    expect(more.body).toMatchObject({ replaced: 1, repeated: 1, credentials: 22 });
    const [act] = (await official.get(`${V1}/acts?subject=${key}&limit=1`)).body as object[];
    expect(act).toMatchObject({ after: { replaced: 1, replacedIn: { [regionOf(other)]: 1 } } });
  });

  it('are replaced one after the other if they are sent together, or answered 503 while something else writes the roll', async () => {
    const lines = [...rollLines(12, 'NORD'), ...rollLines(1, 'SUD')];
    const key = await scheduled('V4', lines);
    const fresh = rollLines(6, 'NORD');
    const send = (n: number) =>
      official.post(`${V1}/rolls/${key}/replacements`, {
        reason: 'Letter lost',
        replacements: [{ credential: hashOf(lines[n] ?? ''), replaced_by: hashOf(fresh[n] ?? '') }],
      });
    const answers = await Promise.all([0, 1, 2, 3, 4].map((n) => send(n).then(({ status }) => status)));
    expect(answers).toEqual([200, 200, 200, 200, 200]);
    const load = await api.roll.beginLoad(await rollOnRecord(api, key), 'grow'); // as the command line does
    const busy = await send(5).set('Accept-Language', 'en').expect(503);
    expect(busy.headers['retry-after']).toBe('10');
    expect((busy.body as { refusal: string }).refusal).toMatch(/^The roll is being loaded, or other letters/);
    await load?.discard();
    await load?.end();
    await send(5).expect(200);
  });

  it('are replaced in another region only if that is said', async () => {
    const [lost = '', other = ''] = rollLines(2, 'NORD');
    const key = await scheduled('V2', [lost, other, ...rollLines(3, 'SUD')]);
    const [fresh = ''] = rollLines(1, 'SUD');
    const replacements = [{ credential: hashOf(lost), replaced_by: hashOf(fresh), region: 'SUD' }];
    const send = (more: object) =>
      official.post(`${V1}/rolls/${key}/replacements`, { reason: 'Moved', replacements, ...more });
    const refused = await send({}).expect(422);
    expect((refused.body as { refusal: string }).refusal).toContain(hashOf(lost));
    expect(await decision(key, other)).toBe('claimed');
    await send({ other_region: true }).expect(200);
    expect(await decision(key, fresh, 'NORD')).toBe('wrong-region');
    expect(await decision(key, fresh, 'SUD')).toBe('claimed');
    expect(await decision(key, lost)).toBe('void-credential');
  });

  it('are revoked, all of them or none', async () => {
    const lines = rollLines(6, 'NORD', 'SUD');
    const key = await scheduled('V3', lines);
    const [one = '', two = '', three = ''] = lines;
    expect(await decision(key, three)).toBe('claimed');
    const revoke = (...revoked: string[]) =>
      official.post(`${V1}/rolls/${key}/revocations`, {
        reason: 'Struck off',
        credentials: revoked.map(hashOf),
      });
    const onItsWay = await revoke(one, three).expect(409);
    expect((onItsWay.body as { refusal: string }).refusal).toContain(hashOf(three));
    const [unknown = ''] = rollLines(1, 'NORD');
    const absent = await revoke(one, unknown).expect(404);
    expect((absent.body as { refusal: string }).refusal).toContain(hashOf(unknown));
    expect((await revoke(one, two).expect(200)).body).toEqual({ roll: key, revoked: 2, repeated: 0 });
    expect((await revoke(one, two).expect(200)).body).toEqual({ roll: key, revoked: 0, repeated: 2 });
    const acts = (await official.get(`${V1}/acts?subject=${key}&limit=50`)).body as { action: string }[];
    expect(acts.filter(({ action }) => action === 'roll.revoke')).toHaveLength(1);
    expect(await decision(key, one)).toBe('void-credential');
    await official
      .post(`${V1}/rolls/law:NONE/revocations`, { reason: 'x', credentials: [hashOf(one)] })
      .expect(404);
    await official.post(`${V1}/rolls/${key}/revocations`, { reason: 'x', credentials: ['x'] }).expect(422);
  });
});
