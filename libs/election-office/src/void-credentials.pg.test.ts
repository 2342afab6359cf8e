import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { ContestKey, RollKey, SubmissionId, SubmissionPrefix, VoidRequest } from '@scrutin/election';
import { EFFECT_DELAY_MS, electionRollKey, lawRollKey, submissionPrefix } from '@scrutin/election';
import { newSubmission, openTestStore, vote } from '@scrutin/testkit/ballot-store';
import {
  ACTOR,
  DAY_MS,
  done,
  NOW_MS,
  readyElection,
  refusal,
  useOffice,
} from '@scrutin/testkit/election-office';
import type { VoidedCredentials } from './void-credentials.ts';

const suite = useOffice({ poolMax: 6 });
const { database, office, store, clock } = suite;

const ELECTION = electionRollKey('E');
const RACE = 'election:E:RA' as ContestKey;
/** When the tests are, in the window of the election. */
const DURING_MS = NOW_MS + 60_000;

async function query<Row extends pg.QueryResultRow>(sql: string, ...parameters: unknown[]): Promise<Row[]> {
  const client = new pg.Client(database.url);
  await client.connect();
  try {
    return (await client.query<Row>(sql, parameters)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  clock.nowMs = NOW_MS;
  await readyElection(office, 'E', ['RA', 'RB']);
  await readyElection(office, 'D', ['RA']);
  await done(office.step(ACTOR, ELECTION, { step: 'open', reason: 'All is ready' }));
});
beforeEach(() => {
  clock.nowMs = DURING_MS;
});

function ballot(credentialHash: Uint8Array, submissionId: SubmissionId = newSubmission()) {
  return vote({
    contest: RACE,
    credentialHash: Buffer.from(credentialHash).toString('base64url'),
    acceptedAtMs: NOW_MS + EFFECT_DELAY_MS + 1_000,
    selection: 'alice',
    submissionId,
  });
}

function request(credentialHash: Uint8Array, changes: Partial<VoidRequest> = {}): VoidRequest {
  return { credentialHash, region: 'RA', claim: undefined, successor: undefined, ...changes };
}

function successor(credentialHash: Uint8Array, region = 'RA', isOnRoll = false): VoidRequest['successor'] {
  return { credentialHash, region, isOnRoll };
}

let onRoll = 20;
/** Replaces credentials, and puts the roll on record with one credential more for each of them. */
function replace(requests: readonly VoidRequest[], rollKey: RollKey = ELECTION, grows = requests.length) {
  return office.recordReplacement(ACTOR, rollKey, {
    credentials: onRoll + grows,
    buckets: 1,
    scheme: 'hmac-sha256',
    regions: new Map([
      ['RA', 10 + onRoll - 20 + grows],
      ['RB', 10],
    ]),
    replaced: requests,
    reason: 'The letter was lost.',
  });
}

async function replaced(requests: readonly VoidRequest[]): Promise<void> {
  await done(replace(requests));
  onRoll += requests.length;
}

const credential = () => randomBytes(32);

describe('void credentials', () => {
  test('of a credential that was revoked no vote is counted, and the record says who did it and why', async () => {
    const [one, other] = [credential(), credential()];
    const before = (await office.rolls()).find(({ rollKey }) => rollKey === ELECTION)?.void;
    expect(await done(office.revoke(ACTOR, ELECTION, [request(one), request(other)], 'Died.'))).toEqual({
      made: 2,
      repeated: 0,
    } satisfies VoidedCredentials);
    const settled = await store.settleVotes([ballot(one)]);
    expect(settled).toMatchObject({ counted: [], alreadyVoted: 0, rejectedByTime: 0, voided: 1 });
    expect(await query('SELECT reason FROM rejected_submissions')).toEqual([{ reason: 'void-credential' }]);
    const [act] = await office.acts({ limit: 1, subject: ELECTION });
    expect(act).toMatchObject({
      action: 'roll.revoke',
      actor: ACTOR.name,
      reason: 'Died.',
      after: { revoked: 2, regions: { RA: 2 } },
    });
    expect(
      await query(
        'SELECT kind, region_id, reason, replaced_by FROM void_credentials WHERE credential_hash = $1',
        one,
      ),
    ).toEqual([{ kind: 'revoked', region_id: 'RA', reason: 'Died.', replaced_by: null }]);
    const after = (await office.rolls()).find(({ rollKey }) => rollKey === ELECTION)?.void;
    expect(after?.revoked).toBe((before?.revoked ?? 0n) + 2n);
    expect(after?.regions.get('RA')).toBe((before?.regions.get('RA') ?? 0n) + 2n);
  });

  test('the same act again changes nothing; another one is refused', async () => {
    const [one, two, three] = [credential(), credential(), credential()];
    await replaced([request(one, { successor: successor(two) })]);
    await done(replace([request(one, { successor: successor(two, 'RA', true) })], ELECTION, 0));
    expect(await replace([request(one, { successor: successor(three) })])).toMatchObject(
      refusal('state-forbids', /Replaced by another credential already/),
    );
    expect(await office.revoke(ACTOR, ELECTION, [request(one)], 'x')).toMatchObject(
      refusal('state-forbids', /or revoked \(1\)/),
    );
    expect(await replace([request(two, { successor: successor(one) })])).toMatchObject(
      refusal('state-forbids', /is void \(1\)/),
    );
    // The new letter was lost too.
    await replaced([request(two, { successor: successor(three, 'RB') })]);
    expect(await query('SELECT new_region_id FROM void_credentials WHERE credential_hash = $1', two)).toEqual(
      [{ new_region_id: 'RB' }],
    );
    expect(await store.settleVotes([ballot(one), ballot(two), ballot(three)])).toMatchObject({
      counted: [{ ballots: 1 }],
      voided: 2,
    });
  });

  test('nothing is made void if one of the credentials has voted, or a vote of it is on its way', async () => {
    const [voted, waiting, free] = [credential(), credential(), credential()];
    await store.settleVotes([ballot(voted)]);
    const answer = await office.revoke(
      ACTOR,
      ELECTION,
      [request(free), request(voted), request(waiting, { claim: submissionPrefix(newSubmission(), 8) })],
      'x',
    );
    const named = (hash: Uint8Array) => Buffer.from(hash).toString('base64url');
    expect(answer).toMatchObject(
      refusal('state-forbids', /is counted \(1\): .*not counted yet.*Nothing was changed\.$/),
    );
    expect(answer).toMatchObject({ detail: expect.stringContaining(named(voted)) as string });
    expect(answer).toMatchObject({ detail: expect.stringContaining(named(waiting)) as string });
    expect(answer).toMatchObject({ detail: expect.not.stringContaining(named(free)) as string });
    // What goes on record names none of them (P6).
    const onRecord = answer.ok || answer.kind === 'awaits-approval' ? undefined : answer.onRecord;
    expect(onRecord?.en).toMatch(/is counted \(1\)\. .*\(1\)\. Nothing was changed\.$/);
    for (const hash of [voted, waiting, free]) expect(JSON.stringify(onRecord)).not.toContain(named(hash));
    expect(await store.settleVotes([ballot(free)])).toMatchObject({ counted: [{ ballots: 1 }] });
    // The claim of a vote that was rejected does not prevent it.
    for (const claimOf of [
      (id: SubmissionId) => submissionPrefix(id, 8),
      (id: SubmissionId) => submissionPrefix(id, 16),
      (id: SubmissionId) => id as string as SubmissionPrefix, // as the release before gives it
    ]) {
      const [rejectedVote, id] = [credential(), newSubmission()];
      await store.settleVotes([{ ...ballot(rejectedVote, id), acceptedAtMs: NOW_MS - DAY_MS }]);
      await done(office.revoke(ACTOR, ELECTION, [request(rejectedVote, { claim: claimOf(id) })], 'x'));
    }
  });

  test('a successor that is on the roll already, or replaces somebody else, is refused', async () => {
    const [one, two, three] = [credential(), credential(), credential()];
    expect(await replace([request(one, { successor: successor(two, 'RA', true) })])).toMatchObject(
      refusal('state-forbids', /on the roll already/),
    );
    await replaced([request(one, { successor: successor(two) })]);
    expect(await replace([request(three, { successor: successor(two) })])).toMatchObject(
      refusal('state-forbids', /on the roll already/),
    );
    expect(await replace([request(three, { successor: successor(three) })])).toMatchObject(
      refusal('invalid', /named twice/),
    );
  });

  test('are made with a reason, while the contest is published and not closed', async () => {
    const one = request(credential());
    expect(await office.revoke(ACTOR, ELECTION, [one], ' ')).toEqual(refusal('invalid'));
    expect(await office.revoke(ACTOR, ELECTION, [], 'x')).toEqual(refusal('invalid', /Between 1 and 10000/));
    expect(await office.revoke(ACTOR, electionRollKey('D'), [one], 'x')).toEqual(
      refusal('state-forbids', /draft/),
    );
    expect(await office.revoke(ACTOR, lawRollKey('NONE'), [one], 'x')).toEqual(refusal('not-found'));
    clock.nowMs = NOW_MS + 3 * DAY_MS;
    expect(await office.revoke(ACTOR, ELECTION, [one], 'x')).toEqual(refusal('state-forbids', /closed/));
  });

  test('need an act in the same transaction, and stay as they are', async () => {
    const client = new pg.Client(await database.urlFor('scrutin_admin'));
    await client.connect();
    const voiding = `SELECT * FROM make_void('${ELECTION}', 'revoked', 'x', ARRAY['${'ab'.repeat(32)}'], ARRAY['RA'],
      ARRAY[''], ARRAY[''], ARRAY[''], ARRAY[false])`;
    await expect(client.query(voiding)).rejects.toThrow('needs its act');
    await client.end();
    await expect(query('DELETE FROM void_credentials')).rejects.toThrow('append-only');
    await expect(query(`UPDATE void_totals SET credentials = 1`)).rejects.toThrow('settling functions');
    expect(
      await query(`SELECT roll_key, region_id, kind, credentials::int FROM void_totals
        EXCEPT SELECT roll_key, region_id, kind, count(*)::int FROM void_credentials GROUP BY 1, 2, 3`),
    ).toEqual([]);
    const auditor = openTestStore(await database.urlFor('scrutin_auditor'), 1);
    expect(await auditor.deepCheck()).toEqual([]);
    await auditor.close();
  });
});

const TRIES = 1_000;
const AT_ONCE = 4;

test(`P3: in ${TRIES} races between a vote and an act that replaces its credential, one of them wins`, async () => {
  const outcomes = { voted: 0, void: 0 };
  const newOnes: Buffer[] = [];
  const race = async (): Promise<void> => {
    const [old, other] = [credential(), credential()];
    const late = Math.random() * 12 - 6;
    const acting = delay(Math.max(late, 0)).then(() =>
      office.revoke(ACTOR, ELECTION, [request(old)], 'The letter was lost.'),
    );
    const voting = delay(Math.max(-late, 0)).then(() => store.settleVotes([ballot(old), ballot(other)]));
    const [act, settled] = await Promise.all([acting, voting]);
    const isCounted = settled.counted[0]?.ballots === 2;
    expect(act.ok).toBe(!isCounted);
    expect(settled).toMatchObject({ counted: [{ ballots: isCounted ? 2 : 1 }], voided: isCounted ? 0 : 1 });
    outcomes[isCounted ? 'voted' : 'void'] += 1;
    newOnes.push(old);
  };
  for (let i = 0; i < TRIES / AT_ONCE; i++) await Promise.all(Array.from({ length: AT_ONCE }, race));
  const [both] = await query<{ n: number }>(
    `SELECT count(*)::int AS n FROM (
       SELECT roll_key, credential_hash FROM vote_audit WHERE status IN ('counted', 'void')
        GROUP BY 1, 2 HAVING count(*) > 1) AS x`,
  );
  expect(both).toEqual({ n: 0 });
  expect(outcomes.voted + outcomes.void).toBe(TRIES);
  expect(outcomes.voted).toBeGreaterThan(20);
  expect(outcomes.void).toBeGreaterThan(20);
}, 120_000);

test('P3: of two officials who replace the same credential at once, one succeeds', async () => {
  for (let i = 0; i < 25; i++) {
    const old = credential();
    const successors = [credential(), credential()];
    const answers = await Promise.all(
      successors.map((each) => replace([request(old, { successor: successor(each) })])),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    onRoll += 1;
    const rows = await query<{ replaced_by: Buffer }>(
      'SELECT replaced_by FROM void_credentials WHERE credential_hash = $1',
      old,
    );
    expect(rows).toEqual([{ replaced_by: successors[answers.findIndex(({ ok }) => ok)] }]);
  }
});
