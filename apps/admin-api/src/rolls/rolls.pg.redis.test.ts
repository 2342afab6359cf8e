import { parseRollLine } from '@scrutin/credentials';
import type { RecordedRoll, RollKey } from '@scrutin/election';
import {
  both,
  makeElection,
  rollOnRecord,
  SUBMISSION,
  uploadAddress,
  V1,
  window,
} from '../fixture/roll-uploads.ts';
import { START_MS } from '../fixture/test-admin-api.ts';
import { rollLines, rollText } from '../fixture/test-ballots.ts';
import { useRollUploads } from '../fixture/use-roll-uploads.ts';

const { api, official } = useRollUploads();

const problem = ({ body }: { body: unknown }): string =>
  (body as { type: string }).type.replace('urn:problem-type:scrutin:', '');

/** The place in Redis of a roll that was loaded before editions existed. */
const nowhere = (rollKey: RollKey): RecordedRoll => ({ rollKey, edition: '', generation: '', buckets: 1 });

describe('an uploaded roll', () => {
  it('is checked by a dry run, which reports errors by line and loads nothing', async () => {
    const key = await makeElection(official, 'E1');
    const good = rollLines(3, 'NORD', 'SUD');
    const [first = ''] = good;
    const lines = [...good, good[2] ?? '', first.slice(0, 43), `${first.slice(0, 43)},OUEST`, 'rien'];
    const inRegion = (name: string) => lines.filter((line) => line.endsWith(`,${name}`)).length;
    const wrong = await official.upload(uploadAddress(key, '&dry_run=true'), rollText(lines)).expect(422);
    expect(wrong.body).toMatchObject({
      type: 'urn:problem-type:scrutin:roll-invalid',
      report: {
        lines: 7,
        credentials: 3,
        error_count: 4,
        duplicates: 1,
        duplicates_checked: true,
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
    await official.upload(uploadAddress(key), rollText(lines)).expect(422);

    const right = await official.upload(uploadAddress(key, '&dry_run=true'), rollText(good)).expect(200);
    const needs = { reason: false, approval_above: null };
    expect(right.body).toMatchObject({
      roll: key,
      dry_run: true,
      loaded: null,
      needs,
      report: { error_count: 0 },
    });
    expect((await official.get(`${V1}/rolls`)).body).toEqual([]);
    expect(await api.roll.status(nowhere(key))).toEqual({ state: 'absent' });
  });

  it('is loaded, and its voters may vote only in their region', async () => {
    const key = await makeElection(official, 'E2');
    const lines = rollLines(1_001, 'NORD', 'SUD');
    const loaded = await official.upload(uploadAddress(key), rollText(lines)).expect(200);
    expect(loaded.body).toMatchObject({
      dry_run: false,
      report: { regions: { NORD: 501, SUD: 500 } },
      loaded: { credentials: 1_001, added: 1_001, already_there: 0, rebuild_needed: false },
    });
    const rolls = await official.get(`${V1}/rolls`);
    expect(rolls.body).toMatchObject([
      { roll: key, credentials: 1_001, scheme: 'hmac-sha256', regions: { NORD: 501, SUD: 500 } },
    ]);
    const entry = parseRollLine(lines[0] ?? '');
    const claim = {
      roll: await rollOnRecord(api, key),
      credentialHash: entry?.hash ?? new Uint8Array(),
      submissionId: SUBMISSION,
    };
    const elsewhere = entry?.region === 'NORD' ? 'SUD' : 'NORD';
    expect(await api.roll.claim([{ ...claim, region: elsewhere }])).toEqual(['wrong-region']);
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

  it('replaces the previous roll in a draft; once the contest is scheduled, the roll can only grow', async () => {
    const key = await makeElection(official, 'E3');
    await official.upload(uploadAddress(key), rollText(rollLines(30, 'NORD', 'SUD'))).expect(200);
    const second = rollLines(20, 'NORD', 'SUD');
    const replaced = await official.upload(uploadAddress(key), rollText(second)).expect(200);
    expect(replaced.body).toMatchObject({ loaded: { credentials: 20, added: 20 } });
    await official.post(`${V1}/elections/E3/steps`, { step: 'schedule' }).expect(200);

    const added = rollLines(4, 'NORD');
    const explained = uploadAddress(key, '&reason=Registered%20late');
    const more = await official.upload(explained, rollText(added)).expect(200);
    expect(more.body).toMatchObject({ loaded: { credentials: 24, added: 4, rebuild_needed: false } });
    expect((await official.get(`${V1}/rolls`)).body).toContainEqual(
      expect.objectContaining({ roll: key, credentials: 24, regions: { NORD: 14, SUD: 10 } }),
    );

    // P3: Redis loses the roll. A part of it is refused, and the answer to the whole says that votes must be restored.
    await api.roll.removeRoll(key);
    const part = await official.upload(uploadAddress(key), rollText(second)).expect(409);
    expect(part.body).toMatchObject({ refusal: expect.stringContaining('load the whole roll') as unknown });
    const others = [...second, ...rollLines(4, 'NORD')].sort();
    const not = await official.upload(uploadAddress(key), rollText(others)).expect(409);
    expect(not.body).toMatchObject({
      refusal: expect.stringContaining('differs from the roll on record') as unknown,
    });
    const whole = [...second, ...added].sort();
    const again = await official.upload(uploadAddress(key), rollText(whole)).expect(200);
    expect(again.body).toMatchObject({ loaded: { credentials: 24, rebuild_needed: true } });

    api.clock.nowMs = START_MS + 10 * 60_000;
    // After the closing, a lost roll may be loaded again unchanged, and nobody may be added.
    await api.roll.removeRoll(key);
    await official.upload(uploadAddress(key), rollText(whole)).expect(200);
    const late = await official
      .upload(uploadAddress(key), rollText([...whole, ...rollLines(1, 'SUD')]))
      .expect(409);
    expect(problem(late)).toBe('state-forbids');
    expect(await api.roll.status(await rollOnRecord(api, key))).toMatchObject({
      credentials: 24,
      missingBuckets: 0,
    });
  });

  it('has no regions for a law and has regions for an election, and each roll has one scheme', async () => {
    await official
      .post(`${V1}/laws`, {
        id: 'L1',
        title: both('L'),
        summary: both(''),
        approval: 'single-official',
        ...window,
      })
      .expect(201);
    const withRegion = await official
      .upload(uploadAddress('law:L1'), rollText(rollLines(1, 'NORD')))
      .expect(422);
    expect(withRegion.body).toMatchObject({
      report: { errors: [{ line: 1, problem: 'unexpected-region' }] },
    });
    await official.upload(uploadAddress('law:L1'), rollText(rollLines(5))).expect(200);
    const other = await official
      .upload(`${V1}/rolls/law:L1?scheme=sha256&manifest=none`, rollText(rollLines(5)))
      .expect(409);
    expect(other.body).toMatchObject({ refusal: expect.stringContaining('hmac-sha256') as unknown });
    expect(await api.roll.status(await rollOnRecord(api, 'law:L1'))).toMatchObject({ credentials: 5 });
  });

  it('may have its lines in any order', async () => {
    const key = await makeElection(official, 'E4');
    const lines = rollLines(500, 'NORD', 'SUD').reverse();
    const twice = [...lines, lines[7] ?? ''];
    const wrong = await official.upload(uploadAddress(key), rollText(twice)).expect(422);
    expect(wrong.body).toMatchObject({
      report: { errors: [{ line: 501, problem: 'duplicate' }], duplicates: 1 },
    });
    await official.upload(uploadAddress(key), rollText(lines)).expect(200);
  });

  it.each([
    ['nothing', '', 422],
    ['one line end', '\n', 422],
    ['more than allowed', 'A'.repeat(200_001), 413],
    ['a line without end', 'A'.repeat(150_000), 422],
    ['bytes that are no text', '\u0000\u0001'.repeat(100), 422],
  ])('is refused if its contents are %s', async (_, text, status) => {
    await official.post(`${V1}/laws`, {
      id: 'L2',
      title: both('L'),
      summary: both(''),
      approval: 'single-official',
      ...window,
    });
    await official.upload(uploadAddress('law:L2'), text).expect(status);
    expect((await api.office.rolls()).filter(({ rollKey }) => rollKey === 'law:L2')).toEqual([]);
  });

  it('may have additions of editors and spreadsheets to its lines, and the answer says what was ignored', async () => {
    const key = await makeElection(official, 'E9');
    const lines = rollLines(5, 'NORD', 'SUD');
    for (const [text, passedOver] of [
      [rollText(lines), []],
      [`\ufeff${rollText(lines)}`, ['byte-order-mark']],
      [lines.join('\r\n'), ['crlf']],
      [lines.join('\r'), ['cr']],
      [`\ufeff${lines.join('\r\n')}\r\n\r\n`, ['byte-order-mark', 'crlf', 'empty-last-lines']],
    ] as const) {
      const answer = await official.upload(uploadAddress(key), text).expect(200);
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
  ])('with %s is refused with the name of the problem', async (_, change, problem, line) => {
    const key = await makeElection(official, `E10-${problem}`);
    const text = rollText(change(rollLines(5, 'NORD', 'SUD')));
    const answer = await official.upload(uploadAddress(key), text).expect(422);
    const { report } = answer.body as { report: { errors: { message: string }[] } };
    expect(report.errors[0]).toMatchObject({ line, problem });
    expect(report.errors[0]?.message).toMatch(/\.$/);
    expect((await api.office.rolls()).filter(({ rollKey }) => rollKey === key)).toEqual([]);
  });

  it('in UTF-16, or of another kind, is refused with one error', async () => {
    const key = await makeElection(official, 'E11');
    const utf16 = Buffer.from(`\ufeff${rollText(rollLines(50, 'NORD'))}`, 'utf16le');
    const answer = await official.upload(uploadAddress(key), utf16).expect(422);
    expect(answer.body).toMatchObject({
      report: { errors: [{ line: 1, problem: 'utf-16' }], error_count: 1 },
    });
    const letters = await official
      .upload(uploadAddress(key), 'nas,code,region\n123456789,ABC123,NORD\n')
      .set('Accept-Language', 'fr')
      .expect(422);
    expect(letters.body).toMatchObject({
      type: 'urn:problem-type:scrutin:letters-uploaded',
      detail: expect.stringContaining('ne doivent jamais être envoyées à ce système') as unknown,
    });
    expect(letters.text).not.toContain('123456789');
  });

  it('must have the media type of its contents', async () => {
    await official.send('post', uploadAddress('law:L2')).type('application/json').send('{}').expect(415);
    await official.upload(`${V1}/rolls/law:L2`, 'x').expect(422);
    await official.upload(`${V1}/rolls/law:L2?scheme=md5`, 'x').expect(422);
    await official.upload(uploadAddress('law:L2', '&dry_run=perhaps'), 'x').expect(422);
    await official.upload(uploadAddress('law:L2', '&scheme=sha256'), 'x').expect(422);
    for (const key of ['law:NONE', 'election:NONE', 'law:', 'region:NORD', 'election:E1:NORD', 'law:..']) {
      await official.upload(uploadAddress(key), 'x').expect(404);
    }
  });
});
