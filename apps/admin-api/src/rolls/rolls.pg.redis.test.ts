import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { parseRollLine } from '@scrutin/credentials';
import type { RecordedRoll, RollKey } from '@scrutin/election';
import { createTestDatabase, eventually } from '@scrutin/testkit';
import type { TestDatabase } from '@scrutin/testkit';
import { rollLines, rollText } from '../fixture/test-ballots.ts';
import type { TestClient } from '../fixture/test-client.ts';
import { openTestDesk, PASSWORD, START_MS } from '../fixture/test-desk.ts';
import type { TestDesk } from '../fixture/test-desk.ts';
import path from 'node:path';

let database: TestDatabase;
let desk: TestDesk;
let official: TestClient;
/** Where uploads are kept while they are looked at: nobody else's. */
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-test-'));
  database = await createTestDatabase(process.env['DATABASE_URL']);
  desk = await openTestDesk({
    databaseUrl: await database.urlFor('scrutin_admin'),
    redisUrl: process.env['REDIS_URL'],
    maxBytes: 200_000,
    spoolFolder: folder,
  });
  official = await desk.logIn('official');
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
});
afterAll(async () => {
  for (const { rollKey } of await desk.office.rolls()) await desk.roll.removeRoll(rollKey);
  await desk.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const V1 = '/admin/v1';
const both = (text: string) => ({ fr: text, en: text });
const at = (minutes: number) => new Date(START_MS + minutes * 60_000).toISOString();
const window = { opens_at: at(1), closes_at: at(9) };
const address = (key: string, more = '') => `${V1}/rolls/${key}?scheme=hmac-sha256${more}`;
const problem = ({ body }: { body: unknown }): string =>
  (body as { type: string }).type.replace('urn:problem-type:scrutin:', '');

beforeEach(() => {
  desk.clock.nowMs = START_MS;
});

/** As the worker has it from the record. */
async function onRecord(key: string): Promise<RecordedRoll> {
  const found = (await desk.office.rolls()).find(({ rollKey }) => rollKey === key);
  if (found === undefined) throw new Error(`no roll ${key} is on record`);
  return found;
}

/** Where a roll lay that was loaded before there were editions. */
const nowhere = (rollKey: RollKey): RecordedRoll => ({ rollKey, edition: '', generation: '', buckets: 1 });

/** An upload that has begun, and arrives wholly when it is told to. */
async function slowUpload(
  key: string,
  text: string,
  client = official,
  uploads = 1,
): Promise<{ finish: () => Promise<number> }> {
  const headers = {
    ...{ cookie: client.cookie, 'x-csrf-token': client.csrfToken },
    ...{ 'content-type': 'text/plain', 'content-length': String(text.length) },
  };
  const sent = httpRequest(new URL(address(key), desk.url), { method: 'POST', headers });
  const status = new Promise<number>((resolve, reject) => {
    sent.on('error', reject).on('response', (response) => {
      response.resume().on('end', () => {
        resolve(response.statusCode ?? 0);
      });
    });
  });
  sent.write(text.slice(0, 10));
  await eventually('the upload was let in', async () => {
    expect(await readdir(folder)).toHaveLength(uploads);
  });
  return {
    finish: () => {
      sent.end(text.slice(10));
      return status;
    },
  };
}

async function makeElection(id: string): Promise<RollKey> {
  await official.post(`${V1}/elections`, { id, name: both(id), type: 'municipal', ...window }).expect(201);
  for (const region of ['NORD', 'SUD']) {
    await official.post(`${V1}/regions`, { id: region, name: both(region) });
    const race = { method: 'single_choice', seats: 1, max_ranks: 1, rule_set: 'plurality' };
    await official.send('put', `${V1}/elections/${id}/regions/${region}`, race).expect(200);
    await official.post(`${V1}/parties`, { code: 'IND', name: both('IND'), color: '#808080' });
    const one = { id: 'one', first_name: 'A', last_name: 'B', party_code: 'IND' };
    await official.post(`${V1}/elections/${id}/regions/${region}/candidates`, one).expect(201);
  }
  return `election:${id}` as RollKey;
}

describe('an uploaded roll', () => {
  it('is reported line by line by a dry run, which loads nothing', async () => {
    const key = await makeElection('E1');
    const good = rollLines(3, 'NORD', 'SUD');
    const [first = ''] = good;
    const lines = [...good, good[2] ?? '', first.slice(0, 43), `${first.slice(0, 43)},OUEST`, 'rien'];
    const inRegion = (name: string) => lines.filter((line) => line.endsWith(`,${name}`)).length;
    const wrong = await official.upload(address(key, '&dry_run=true'), rollText(lines)).expect(422);
    expect(wrong.body).toMatchObject({
      type: 'urn:problem-type:scrutin:roll-invalid',
      report: {
        ...{ lines: 7, credentials: 3, error_count: 4, duplicates: 1, duplicates_checked: true },
        regions: { NORD: inRegion('NORD'), SUD: inRegion('SUD') },
        errors: [
          { line: 4, problem: 'duplicate' },
          { line: 5, problem: 'missing-region' },
          { line: 6, problem: 'unknown-region' },
          { line: 7, problem: 'malformed' },
        ],
      },
    });
    expect(wrong.text).not.toContain(first.slice(0, 43));
    await official.upload(address(key), rollText(lines)).expect(422);

    const right = await official.upload(address(key, '&dry_run=true'), rollText(good)).expect(200);
    expect(right.body).toMatchObject({ roll: key, dry_run: true, loaded: null, report: { error_count: 0 } });
    expect((await official.get(`${V1}/rolls`)).body).toEqual([]);
    expect(await desk.roll.status(nowhere(key))).toEqual({ state: 'absent' });
  });

  it('is loaded, and its voters may vote in their region and no other', async () => {
    const key = await makeElection('E2');
    const lines = rollLines(1_001, 'NORD', 'SUD');
    const loaded = await official.upload(address(key), rollText(lines)).expect(200);
    expect(loaded.body).toMatchObject({
      ...{ dry_run: false, report: { regions: { NORD: 501, SUD: 500 } } },
      loaded: { credentials: 1_001, added: 1_001, already_there: 0, rebuild_needed: false },
    });
    const rolls = await official.get(`${V1}/rolls`);
    expect(rolls.body).toMatchObject([
      { roll: key, credentials: 1_001, scheme: 'hmac-sha256', regions: { NORD: 501, SUD: 500 } },
    ]);
    const entry = parseRollLine(lines[0] ?? '');
    const claim = {
      ...{ roll: await onRecord(key), credentialHash: entry?.hash ?? new Uint8Array() },
      submissionId: ID,
    };
    const elsewhere = entry?.region === 'NORD' ? 'SUD' : 'NORD';
    expect(await desk.roll.claim([{ ...claim, region: elsewhere }])).toEqual(['wrong-region']);
    const acts = await official.get(`${V1}/acts?subject=${key}&limit=1`);
    const digest = expect.stringMatching(/^[0-9a-f]{64}$/) as unknown;
    expect(acts.body).toMatchObject([
      {
        action: 'roll.record',
        after: {
          credentials: '1001',
          digest,
          source: { kind: 'upload', sha256: digest, credentials: 1_001 },
        },
      },
    ]);
  });

  it('takes the place of the one before in a draft; once scheduled the roll only grows', async () => {
    const key = await makeElection('E3');
    await official.upload(address(key), rollText(rollLines(30, 'NORD', 'SUD'))).expect(200);
    const second = rollLines(20, 'NORD', 'SUD');
    const replaced = await official.upload(address(key), rollText(second)).expect(200);
    expect(replaced.body).toMatchObject({ loaded: { credentials: 20, added: 20 } });
    await official.post(`${V1}/elections/E3/steps`, { step: 'schedule' }).expect(200);

    const added = rollLines(4, 'NORD');
    const more = await official.upload(address(key), rollText(added)).expect(200);
    expect(more.body).toMatchObject({ loaded: { credentials: 24, added: 4, rebuild_needed: false } });
    expect((await official.get(`${V1}/rolls`)).body).toContainEqual(
      expect.objectContaining({ roll: key, credentials: 24, regions: { NORD: 14, SUD: 10 } }),
    );

    // P3: Redis loses it. Less than the whole is refused, and the whole says that votes must be put back.
    await desk.roll.removeRoll(key);
    const part = await official.upload(address(key), rollText(second)).expect(409);
    expect(part.body).toMatchObject({ refusal: expect.stringContaining('send the whole roll') as unknown });
    const others = [...second, ...rollLines(4, 'NORD')].sort();
    const not = await official.upload(address(key), rollText(others)).expect(409);
    expect(not.body).toMatchObject({ refusal: expect.stringContaining('not what is on record') as unknown });
    const whole = [...second, ...added].sort();
    const again = await official.upload(address(key), rollText(whole)).expect(200);
    expect(again.body).toMatchObject({ loaded: { credentials: 24, rebuild_needed: true } });

    desk.clock.nowMs = START_MS + 10 * 60_000;
    // After the closing a lost roll may come again as it was, and nobody is added.
    await desk.roll.removeRoll(key);
    await official.upload(address(key), rollText(whole)).expect(200);
    const late = await official
      .upload(address(key), rollText([...whole, ...rollLines(1, 'SUD')]))
      .expect(409);
    expect(problem(late)).toBe('state-forbids');
    expect(await desk.roll.status(await onRecord(key))).toMatchObject({ credentials: 24, missingBuckets: 0 });
  });

  it('of a law has no regions, of an election has them; each has one scheme', async () => {
    await official
      .post(`${V1}/laws`, { id: 'L1', title: both('L'), summary: both(''), ...window })
      .expect(201);
    const withRegion = await official.upload(address('law:L1'), rollText(rollLines(1, 'NORD'))).expect(422);
    expect(withRegion.body).toMatchObject({
      report: { errors: [{ line: 1, problem: 'unexpected-region' }] },
    });
    await official.upload(address('law:L1'), rollText(rollLines(5))).expect(200);
    const other = await official
      .upload(`${V1}/rolls/law:L1?scheme=sha256`, rollText(rollLines(5)))
      .expect(409);
    expect(other.body).toMatchObject({ refusal: expect.stringContaining('hmac-sha256') as unknown });
    expect(await desk.roll.status(await onRecord('law:L1'))).toMatchObject({ credentials: 5 });
  });

  it('may have its lines in any order', async () => {
    const key = await makeElection('E4');
    const lines = rollLines(500, 'NORD', 'SUD').reverse();
    const twice = [...lines, lines[7] ?? ''];
    const wrong = await official.upload(address(key), rollText(twice)).expect(422);
    expect(wrong.body).toMatchObject({
      report: { errors: [{ line: 501, problem: 'duplicate' }], duplicates: 1 },
    });
    await official.upload(address(key), rollText(lines)).expect(200);
  });

  it.each([
    ['nothing', '', 422],
    ['one line end', '\n', 422],
    ['more than allowed', 'A'.repeat(200_001), 413],
    ['a line without end', 'A'.repeat(150_000), 422],
    ['bytes that are no text', '\u0000\u0001'.repeat(100), 422],
  ])('that is %s is refused', async (_, text, status) => {
    await official.post(`${V1}/laws`, { id: 'L2', title: both('L'), summary: both(''), ...window });
    await official.upload(address('law:L2'), text).expect(status);
    expect((await desk.office.rolls()).filter(({ rollKey }) => rollKey === 'law:L2')).toEqual([]);
  });

  it('may have what editors and spreadsheets add to its lines, and is told what was passed over', async () => {
    const key = await makeElection('E9');
    const lines = rollLines(5, 'NORD', 'SUD');
    for (const [text, passedOver] of [
      [rollText(lines), []],
      [`\ufeff${rollText(lines)}`, ['byte-order-mark']],
      [lines.join('\r\n'), ['crlf']],
      [lines.join('\r'), ['cr']],
      [`\ufeff${lines.join('\r\n')}\r\n\r\n`, ['byte-order-mark', 'crlf', 'empty-last-lines']],
    ] as const) {
      const answer = await official.upload(address(key), text).expect(200);
      expect(answer.body).toMatchObject({
        report: { lines: 5, credentials: 5, errors: [], passed_over: passedOver },
        loaded: { credentials: 5 },
      });
    }
  });

  it.each([
    ['a line of names', (lines: string[]) => ['hash,region', ...lines], 'header', 1],
    ['quotes', (lines: string[]) => lines.map((line) => `"${line.replace(',', '","')}"`), 'quoted', 1],
    ['a space at the end', (lines: string[]) => lines.map((line) => `${line} `), 'spaces', 1],
    ['a comma at the end', (lines: string[]) => lines.map((line) => `${line},`), 'trailing-comma', 1],
    ['semicolons', (lines: string[]) => lines.map((line) => line.replace(',', ';')), 'separator', 1],
    [
      'a region in other letters',
      (lines: string[]) => [...lines.slice(0, 4), lines[4]!.replace(/,.*/, ',Nord')],
      'unknown-region',
      5,
    ],
    ['an empty line inside', (lines: string[]) => [lines[0]!, '', ...lines.slice(1)], 'empty-line', 2],
    ['an accent', (lines: string[]) => lines.map((line) => `${line}é`), 'not-ascii', 1],
  ])('that has %s is refused by the name of that', async (_, change, problem, line) => {
    const key = await makeElection(`E10-${problem}`);
    const text = rollText(change(rollLines(5, 'NORD', 'SUD')));
    const answer = await official.upload(address(key), text).expect(422);
    const { report } = answer.body as { report: { errors: { message: string }[] } };
    expect(report.errors[0]).toMatchObject({ line, problem });
    expect(report.errors[0]?.message).toMatch(/\.$/);
    expect((await desk.office.rolls()).filter(({ rollKey }) => rollKey === key)).toEqual([]);
  });

  it('that is in UTF-16, or another file than a roll, is refused in one sentence', async () => {
    const key = await makeElection('E11');
    const utf16 = Buffer.from(`\ufeff${rollText(rollLines(50, 'NORD'))}`, 'utf16le');
    const answer = await official.upload(address(key), utf16).expect(422);
    expect(answer.body).toMatchObject({
      report: { errors: [{ line: 1, problem: 'utf-16' }], error_count: 1 },
    });
    const letters = await official
      .upload(address(key), 'nas,code,region\n123456789,ABC123,NORD\n')
      .set('Accept-Language', 'fr')
      .expect(422);
    expect(letters.body).toMatchObject({
      type: 'urn:problem-type:scrutin:letters-uploaded',
      detail: expect.stringContaining('ne vont jamais à ce système') as unknown,
    });
    expect(letters.text).not.toContain('123456789');
  });

  it('must be announced as what it is', async () => {
    await official.send('post', address('law:L2')).type('application/json').send('{}').expect(415);
    await official.upload(`${V1}/rolls/law:L2`, 'x').expect(422);
    await official.upload(`${V1}/rolls/law:L2?scheme=md5`, 'x').expect(422);
    await official.upload(address('law:L2', '&dry_run=perhaps'), 'x').expect(422);
    await official.upload(address('law:L2', '&scheme=sha256'), 'x').expect(422);
    for (const key of ['law:NONE', 'election:NONE', 'law:', 'region:NORD', 'election:E1:NORD', 'law:..']) {
      await official.upload(address(key), 'x').expect(404);
    }
  });

  it('is judged by what the contest is when it has arrived: the roll of an open one stays (P3)', async () => {
    const key = await makeElection('E5');
    const lines = rollLines(10, 'NORD', 'SUD');
    await official.upload(address(key), rollText(lines)).expect(200);
    const slow = await slowUpload(key, rollText(rollLines(4, 'NORD')));
    await official.post(`${V1}/elections/E5/steps`, { step: 'open' }).expect(200);
    const entry = parseRollLine(lines[0] ?? '');
    const claim = {
      ...{ roll: await onRecord(key), credentialHash: entry?.hash ?? new Uint8Array() },
      submissionId: ID,
    };
    const region = entry?.region ?? '';
    expect(await desk.roll.claim([{ ...claim, region }])).toEqual(['claimed']);
    expect(await slow.finish()).toBe(200);
    expect(await desk.roll.status(await onRecord(key))).toMatchObject({ credentials: 14, missingBuckets: 0 });
    const other = { ...claim, submissionId: ID.replace(/0$/, '1') as typeof ID, region };
    expect(await desk.roll.claim([other])).toEqual(['already-voted']);
  });

  it('that names another region for somebody who is there is refused by its lines, and moves nobody', async () => {
    const key = await makeElection('E7');
    const lines = rollLines(10, 'NORD');
    await official.upload(address(key), rollText(lines)).expect(200);
    await official.post(`${V1}/elections/E7/steps`, { step: 'open' }).expect(200);
    const moved = lines.map((line, i) => (i === 3 ? line.replace('NORD', 'SUD') : line));
    const wrong = await official.upload(address(key), rollText(moved)).expect(422);
    expect(wrong.body).toMatchObject({
      refusal: expect.stringMatching(/1 of the credentials .* in another region \(lines 4\)/) as unknown,
    });
    expect(await desk.roll.status(await onRecord(key))).toMatchObject({ credentials: 10, missingBuckets: 0 });
  });

  it('hashed with another pepper than the roll on record is refused before it is loaded', async () => {
    const key = await makeElection('E8');
    const check = (digit: string) => address(key, `&pepper_check=${digit.repeat(16)}`);
    await official.upload(check('a'), rollText(rollLines(4, 'NORD'))).expect(200);
    await official.post(`${V1}/elections/E8/steps`, { step: 'schedule' }).expect(200);
    const other = await official.upload(check('b'), rollText(rollLines(4, 'NORD'))).expect(409);
    expect(other.body).toMatchObject({ refusal: expect.stringContaining('pepper') as unknown });
    expect(await onRecord(key)).toMatchObject({ pepperCheck: 'a'.repeat(16) });
  });

  it('whose official was logged out or disabled while it arrived is not loaded', async () => {
    const key = await makeElection('E6');
    const leaving = await desk.logIn('official', 'leaving@elections.example');
    const text = rollText(rollLines(4, 'NORD'));
    const first = await slowUpload(key, text, leaving);
    await leaving.send('delete', `${V1}/session`).expect(204);
    expect(await first.finish()).toBe(401);
    await leaving.logIn('leaving@elections.example', PASSWORD);
    const second = await slowUpload(key, text, leaving);
    const found = (await desk.office.officials()).find(({ email }) => email.startsWith('leaving'));
    await desk.office.disableOfficial({ name: 'test' }, found?.id ?? '');
    expect(await second.finish()).toBe(401);
    expect((await desk.office.rolls()).filter(({ rollKey }) => rollKey === key)).toEqual([]);
    expect((await official.get(`${V1}/acts?subject=${key}&limit=1`)).body).not.toMatchObject([
      { action: 'roll.load' },
    ]);
  });

  it('on a slow line holds up no other, and only so many are on their way', async () => {
    const roll = rollText(rollLines(3));
    const slow: Awaited<ReturnType<typeof slowUpload>>[] = [];
    for (let i = 0; i < 3; i++) slow.push(await slowUpload('law:L2', roll, official, i + 1));
    await official.upload(address('law:L2', '&dry_run=true'), roll).expect(200);
    slow.push(await slowUpload('law:L2', roll, official, 4));
    await official.upload(address('law:L2', '&dry_run=true'), roll).expect(503);
    for (const one of slow) expect(await one.finish()).toBe(200);
  });

  it('that is cut off on its way leaves nothing behind', async () => {
    const url = new URL(address('law:L2'), desk.url);
    const headers = {
      ...{ cookie: official.cookie, 'x-csrf-token': official.csrfToken },
      ...{ 'content-type': 'text/plain', 'content-length': '150000' },
    };
    await new Promise<void>((resolve) => {
      const sent = httpRequest(url, { method: 'POST', headers });
      sent.on('error', () => undefined).on('close', resolve);
      sent.write('A'.repeat(1_000), () => sent.destroy());
    });
    const roll = rollText(rollLines(3));
    // 503 for as long as the server has not noticed.
    await eventually('the next upload is taken', () =>
      official.upload(address('law:L2', '&dry_run=true'), roll).expect(200),
    );
  });
});

const ID = '00000000-0000-8000-8000-000000000000' as Parameters<
  TestDesk['roll']['claim']
>[0][number]['submissionId'];
