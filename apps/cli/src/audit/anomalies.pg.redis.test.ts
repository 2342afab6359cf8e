import { setTimeout as delay } from 'node:timers/promises';
import { signalWindowOf } from '@scrutin/anomalies';
import { silentLogger } from '@scrutin/testkit/without-services';
import type { VoterRoll } from '@scrutin/voter-roll';
import { openVoterRoll } from '@scrutin/voter-roll';
import { as, closeLaw, servers, votedLaw } from '../fixture/audited-contests.ts';
import { hash, LAW, newSubmission } from '../fixture/roll-servers.ts';

/** Commands use the keys without a prefix, so these tests have a database of Redis for themselves. */
const REDIS_URL = `${process.env['REDIS_URL'] ?? ''}/9`;
const now = signalWindowOf(Date.now());
let roll: VoterRoll;

async function connected(): Promise<VoterRoll> {
  const opened = openVoterRoll({ url: REDIS_URL, logger: silentLogger });
  const isUp = (): Promise<boolean> =>
    opened.check().then(
      () => true,
      () => false,
    );
  for (let tries = 0; tries < 500 && !(await isUp()); tries++) await delay(10);
  return opened;
}

beforeEach(async () => {
  process.env['REDIS_URL'] = REDIS_URL;
  roll = await connected();
  await roll.removeRoll(LAW);
});
afterEach(async () => {
  await roll.removeRoll(LAW);
  await roll.close();
});

interface Found {
  readonly anomalies: readonly Readonly<Record<string, string | number | null>>[];
}

async function anomalies(...args: readonly string[]) {
  const { code, out, err } = await as('scrutin_auditor', 'audit', 'anomalies', '--json', ...args);
  expect(err).toBe('');
  return { code, found: (JSON.parse(out) as Found).anomalies };
}

test('nothing is found where nothing was counted, and the auditor may ask', async () => {
  expect(await anomalies('--contest', 'law:ANY')).toEqual({ code: 0, found: [] });
  const { code, out } = await as('scrutin_auditor', 'audit', 'anomalies', '--contest', 'law:ANY');
  expect({ code, out }).toEqual({ code: 0, out: 'Nothing differs from what is usual.\n' });
});

test('a finding has its figures, as JSON and as text, and only of the contest that was asked for', async () => {
  const contest = `law:${newSubmission()}`;
  await roll.signals.addContests([
    { contest, window: now - 2, outcomes: { valid: 4_000, 'unknown-credential': 40 } },
    { contest, window: now - 1, outcomes: { valid: 400, 'unknown-credential': 600 } },
    { contest: `${contest}x`, window: now - 1, outcomes: { valid: 400, 'already-voted': 600 } },
  ]);
  const { code, found } = await anomalies('--contest', contest, '--days', '1');
  expect({ code, found }).toEqual({
    code: 1,
    found: [
      {
        signal: 'unknown-credentials',
        subject: contest,
        from: new Date((now - 1) * 600_000).toISOString(),
        until: new Date(now * 600_000).toISOString(),
        seen: 600,
        cases: 1_000,
        expected: 11.9,
        baseline: '0.99 % of 4040 submissions of this contest in 1 earlier window, and 2 % of 1000 assumed',
        log10_rarity: expect.any(Number) as number,
      },
    ],
  });
  expect(found[0]?.['log10_rarity']).toBeLessThan(-20);
  const { out } = await as('scrutin_auditor', 'audit', 'anomalies', '--contest', contest);
  expect(out).toMatch(/unknown-credentials .* 600 .* 1,000 .* 11\.9 .* once in 10\^\d+/);
  expect(out).toContain('1: expected from 0.99 % of 4040 submissions of this contest');
  expect(out).toContain('A finding proves nothing.');
});

test('a printing batch that is used far more than the others is found by the references of the office', async () => {
  const set = await servers.generate(1_000);
  const letters = await servers.letters(set);
  await servers.roll.close();
  servers.roll = roll;
  await servers.load(set);
  const recorded = await servers.onRecord(LAW);
  const claim = (some: readonly (readonly [string, string])[]) =>
    roll.claim(
      some.map(([nas, code]) => ({
        roll: recorded,
        credentialHash: hash(nas, code, 'L2025-001'),
        submissionId: newSubmission(),
      })),
    );
  const usual = letters.filter((_, i) => i % 10 === 0);
  expect(new Set(await claim(usual))).toEqual(new Set(['claimed']));
  const asked = ['--contest', LAW, '--references', set, '--batch', '100'];
  expect(await anomalies(...asked)).toEqual({ code: 0, found: [] });
  await claim(letters.slice(200, 300).filter((_, i) => i % 10 !== 0));
  expect(await anomalies(...asked)).toEqual({
    code: 1,
    found: [
      {
        signal: 'printing-batch',
        subject: 'law:L2025-001, letters 201 to 300',
        from: null,
        until: null,
        seen: 100,
        cases: 100,
        expected: expect.any(Number) as number,
        baseline: '30 of 900 letters of the other batches in the same regions',
        log10_rarity: expect.any(Number) as number,
      },
    ],
  });
  expect(await as('scrutin_auditor', 'audit', 'anomalies', '--references', servers.folder)).toMatchObject({
    code: 1,
  });
  servers.roll = await connected();
});

test('votes that a closed contest gains after its first look are found, and those on their way are not', async () => {
  await votedLaw();
  await closeLaw();
  const closedAtMs = Date.now();
  await roll.signals.firstLook({ contest: LAW, received: 12, counted: 10, rejected: 0 }, closedAtMs);
  expect(await anomalies('--contest', LAW)).toEqual({ code: 0, found: [] });
  await roll.signals.firstLook({ contest: LAW, received: 12, counted: 9, rejected: 1 }, closedAtMs + 1);
  expect(await anomalies('--contest', LAW)).toMatchObject({
    code: 1,
    found: [{ signal: 'after-closing', subject: LAW, seen: 3, expected: 2, log10_rarity: null }],
  });
});
