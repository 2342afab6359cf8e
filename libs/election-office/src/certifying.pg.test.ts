import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { ContestKey, Share } from '@scrutin/election';
import {
  contestKey,
  EFFECT_DELAY_MS,
  electionRollKey,
  lawRollKey,
  SETTLING_DELAY_MS,
} from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';
import { acceptedGroup, intakeReport, law, rejection, silentLogger } from '@scrutin/testkit/ballot-store';
import { eventually } from '@scrutin/testkit/database';
import { ACTOR, DAY_MS, done, election, NOW_MS, refusal, useOffice } from '@scrutin/testkit/election-office';
import { electionsToCount, lotFor, raceOf } from './fixture/elections-to-count.ts';
import { openElectionOffice } from './open-election-office.ts';
import { BALLOTS_DIGEST, VOTERS_COUNTED } from './sql/selections.sql.ts';

const suite = useOffice();
const { database, office, store, clock } = suite;
const { counted, drawn, openElection, tabulated, ...elections } = electionsToCount(suite);
/**
 * The ingestion process that reports the votes it accepted: as many as the tests settle, unless a test changes that.
 */
const intakeId = randomUUID();
let groups = 0;
let votesReported = 0;

const AFTER_MS = NOW_MS + 3 * DAY_MS;

async function cast(key: ContestKey, ...selections: readonly string[]): Promise<void> {
  await elections.cast(key, ...selections);
  await report(key, selections.length);
}

async function report(key: ContestKey, votes: number): Promise<void> {
  groups += 1;
  await store.reportIntake(
    intakeReport(intakeId, [acceptedGroup(intakeId, groups, votesReported, [key, votes])]),
  );
  votesReported += votes;
}

/** Certifies an election; with a reason, even without its outstanding votes. */
function certify(id: string, reason?: string) {
  const without = reason === undefined ? {} : { reason, allowOutstandingVotes: true };
  return office.step(ACTOR, electionRollKey(id), { step: 'certify', ...without });
}

async function query(sql: string, ...parameters: readonly string[]): Promise<unknown[]> {
  const client = new pg.Client(database.url);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql, [...parameters]);
    return rows;
  } finally {
    await client.end();
  }
}

describe('certifying', () => {
  test('an election needs, for every race, a complete and published count of the stored ballots', async () => {
    await openElection('CERT', 'after-closing', ['RA', 'RB']);
    await cast(raceOf('CERT'), 'alice', 'alice>bob', 'bob');
    clock.nowMs = AFTER_MS;
    expect(await certify('CERT')).toEqual(refusal('incomplete', /CERT:RA has not been tabulated/));
    const first = await tabulated(raceOf('CERT'));
    expect(await certify('CERT')).toEqual(refusal('incomplete', /No tabulation of .* has been published/));
    await done(office.publishTabulation(ACTOR, first.id));
    expect(await certify('CERT')).toEqual(refusal('incomplete', /CERT:RB has not been tabulated/));
    const other = await drawn(raceOf('CERT', 'RB'), 'bob'); // nobody voted there
    await done(office.publishTabulation(ACTOR, other.id));

    // P9: accepted in time, counted later. P8: no longer the ballots that were counted.
    await cast(raceOf('CERT'), 'bob');
    expect(await certify('CERT')).toEqual(refusal('incomplete', /of 3 ballots, .* the 4 /));
    const tied = await tabulated(raceOf('CERT'));
    expect(tied.result).toMatchObject({ status: 'awaits-lot' });
    const recount = await drawn(raceOf('CERT'), 'bob');
    expect(await office.publishTabulation(ACTOR, recount.id)).toEqual(refusal('invalid', /give the reason/));
    await done(office.publishTabulation(ACTOR, recount.id, 'a ballot that was counted late'));
    // A later count that nobody published does not matter.
    await tabulated(raceOf('CERT'));
    expect(await certify('CERT')).toEqual({
      ok: true,
      value: election('CERT', {
        status: 'certified',
        window: { ...election('x').window, opensAtMs: NOW_MS + EFFECT_DELAY_MS },
      }),
    });
    expect(await certify('CERT')).toEqual(refusal('state-forbids', /certified/));
  });

  test('is refused until the last votes that were accepted in time are settled (P5, P9)', async () => {
    await openElection('SOON', 'after-closing');
    const { closesAtMs } = election('x').window;
    clock.nowMs = closesAtMs + SETTLING_DELAY_MS - 1;
    expect(await certify('SOON')).toEqual(refusal('incomplete', /still in flight/));
    clock.nowMs = closesAtMs + SETTLING_DELAY_MS;
    expect(await certify('SOON')).toEqual(refusal('incomplete', /has not been tabulated/));
  });

  test('waits for votes of which a restored database knows nothing, unless a reason is given (P5)', async () => {
    await openElection('RESTORED', 'after-closing');
    const key = raceOf('RESTORED');
    await cast(key, 'alice');
    clock.nowMs = AFTER_MS;
    const { id } = await tabulated(key);
    await done(office.publishTabulation(ACTOR, id));
    let isReadable = false;
    const restored = openElectionOffice({
      url: database.url,
      poolMax: 2,
      logger: silentLogger,
      applicationName: 'office-test',
      clock: () => clock.nowMs,
      unknownVotes: () =>
        isReadable
          ? Promise.resolve([
              { contest: key, votes: 3 },
              { contest: 'law:OTHER', votes: 1 },
            ])
          : Promise.reject(new TransientError('Redis is away')),
    });
    try {
      const subject = electionRollKey('RESTORED');
      await expect(restored.step(ACTOR, subject, { step: 'certify' })).rejects.toThrow('Redis is away');
      isReadable = true;
      expect(await restored.step(ACTOR, subject, { step: 'certify' })).toEqual(
        refusal('incomplete', /3 votes of .* the database knows nothing of them.*ledger recover/),
      );
      await done(
        restored.step(ACTOR, subject, {
          step: 'certify',
          reason: 'restored to 14:00',
          allowOutstandingVotes: true,
        }),
      );
      const [{ after }] = (await query(
        `SELECT after FROM admin_audit WHERE action = 'election.certify' AND subject = 'election:RESTORED'`,
      )) as [{ after: object }];
      expect(after).toMatchObject({ outstanding: { unknown: [{ contest: key, votes: 3 }] } });
    } finally {
      await restored.close();
    }
  });

  test('needs a count of the same ballots, not only of the same number', async () => {
    await openElection('SAME', 'after-closing');
    await cast(raceOf('SAME'), 'alice');
    clock.nowMs = AFTER_MS;
    const given = { ...(await counted(raceOf('SAME'))), ballotsDigest: '0'.repeat(64) };
    const { id } = await done(office.recordTabulation(ACTOR, given));
    await done(office.publishTabulation(ACTOR, id));
    expect(await certify('SAME')).toEqual(refusal('incomplete', /of 1 ballots, .* the 1 /));
  });

  test('waits for votes that are in flight, unless a reason is given, which stays on record (P5)', async () => {
    await openElection('AWAY', 'after-closing');
    clock.nowMs = AFTER_MS;
    const { id } = await drawn(raceOf('AWAY'), 'bob');
    await done(office.publishTabulation(ACTOR, id));
    await report(raceOf('AWAY'), 2);
    expect(await certify('AWAY')).toEqual(
      refusal('incomplete', /^2 accepted votes of election:AWAY:RA are neither counted nor rejected/),
    );
    await store.settleRejections([rejection('unknown-credential', { contest: raceOf('AWAY') })]);
    expect(await certify('AWAY')).toEqual(refusal('incomplete', /^1 accepted votes of election:AWAY:RA/));
    expect(await certify('AWAY', ' ')).toEqual(refusal('invalid'));
    const reasonAlone = { step: 'certify', reason: 'All is counted.' } as const;
    expect(await office.step(ACTOR, electionRollKey('AWAY'), reasonAlone)).toEqual(
      refusal('incomplete', /^1 accepted votes of election:AWAY:RA.* allow it, with a reason/),
    );
    await done(certify('AWAY', 'its message is unreadable, see parked'));
    expect(await office.acts({ limit: 1, subject: 'election:AWAY' })).toMatchObject([
      {
        action: 'election.certify',
        reason: 'its message is unreadable, see parked',
        after: { outstanding: { differences: [{ contest: 'election:AWAY:RA', votes: '1' }] } },
      },
    ]);
  });

  test('is possible once a difference is explained; the explanation is an act and cannot be removed (P5)', async () => {
    await openElection('TOLD', 'after-closing');
    const key = raceOf('TOLD');
    clock.nowMs = AFTER_MS;
    const { id } = await drawn(key, 'bob');
    await done(office.publishTabulation(ACTOR, id));
    await report(key, 3);
    expect(await office.explainLedger(ACTOR, key, 3, ' ')).toEqual(refusal('invalid', /reason/));
    expect(await office.explainLedger(ACTOR, raceOf('NOWHERE'), 3, 'why')).toEqual(refusal('not-found'));
    await done(office.explainLedger(ACTOR, key, 2, 'their queue was deleted'));
    expect(await certify('TOLD')).toEqual(refusal('incomplete', /^1 accepted votes of election:TOLD:RA/));
    await done(office.explainLedger(ACTOR, key, 1, 'and one more'));
    await done(certify('TOLD'));
    expect(await office.acts({ limit: 9, subject: key })).toMatchObject([
      { action: 'ledger.explain', reason: 'and one more', after: { votes: 1 } },
      { action: 'ledger.explain', reason: 'their queue was deleted', after: { votes: 2 } },
      { action: 'tabulation.publish' },
      { action: 'tabulation.record' },
      { action: 'candidate.create' },
      { action: 'candidate.create' },
      { action: 'race.put' },
    ]);
    const past = `INSERT INTO ledger_explanations (contest_key, votes, reason) VALUES ('${key}', 9, 'x')`;
    await expect(query(past)).rejects.toThrow('needs its act');
    await expect(query('DELETE FROM ledger_explanations')).rejects.toThrow('append-only');
  });

  test('is refused when the tallies differ from the ballots, or when a voter has no ballot (P4)', async () => {
    await openElection('DIFFERS', 'after-closing');
    const key = raceOf('DIFFERS');
    await cast(key, 'alice', 'alice', 'bob');
    clock.nowMs = AFTER_MS;
    const { id } = await tabulated(key);
    await done(office.publishTabulation(ACTOR, id));
    await query(`ALTER TABLE vote_audit DISABLE TRIGGER only_settling`);
    await query(
      `INSERT INTO vote_audit (contest_key, roll_key, credential_hash, status, submission_id, hour)
       VALUES ('${key}', 'election:DIFFERS', sha256('ghost'), 'counted', gen_random_uuid(), '2025-10-01T14:00Z')`,
    );
    await query(`ALTER TABLE vote_audit ENABLE ALWAYS TRIGGER only_settling`);
    expect(await certify('DIFFERS')).toEqual(refusal('incomplete', /3 ballots and 4 voters/));
  });

  test('a law needs a published count by its own quorum and threshold', async () => {
    const subject = lawRollKey('TERMS');
    const key = contestKey({ kind: 'law', lawId: 'TERMS' });
    const terms = { quorumShare: '2/9' as Share, threshold: '2/3' as Share };
    const { window } = election('x');
    await done(
      office.createLaw(ACTOR, law('TERMS', { window, resultsVisibility: 'after-closing', ...terms })),
    );
    await done(office.recordRoll(ACTOR, subject, { credentials: 9, buckets: 1, scheme: 'sha256' }));
    await done(office.step(ACTOR, subject, { step: 'open', reason: 'All is ready' }));
    await cast(key, 'oui', 'oui', 'non');
    clock.nowMs = AFTER_MS;
    const plain = await tabulated(key, 'referendum');
    expect(await office.publishTabulation(ACTOR, plain.id)).toEqual(
      refusal('invalid', /threshold=2\/3.*electors=9/),
    );
    const right = await tabulated(key, 'referendum:threshold=2/3,comparison=at-least,quorum=2/9,electors=9');
    await done(office.publishTabulation(ACTOR, right.id));
    expect(await office.step(ACTOR, subject, { step: 'certify' })).toMatchObject({
      ok: true,
      value: { id: 'TERMS', status: 'certified', ...terms },
    });
  });

  test('a certified result is final: nothing is counted or published after it', async () => {
    await openElection('FINAL', 'after-closing');
    const key = raceOf('FINAL');
    await cast(key, 'alice', 'bob');
    clock.nowMs = AFTER_MS;
    const waiting = await tabulated(key);
    const decided = await drawn(key, 'alice');
    await done(office.publishTabulation(ACTOR, decided.id));
    await done(certify('FINAL'));
    const final = refusal('state-forbids', /certified: its result is final/);
    expect(await office.recordTabulation(ACTOR, await counted(key))).toEqual(final);
    expect(await office.recordLot(ACTOR, lotFor(waiting, 'bob'))).toEqual(final);
    expect(await office.publishTabulation(ACTOR, waiting.id, 'too late')).toEqual(final);
    expect((await office.tabulations(key)).map(({ id }) => id).slice(0, 1)).toEqual([decided.id]);
  });

  test('a candidate who withdrew is not elected: the count must be made after the closing', async () => {
    await openElection('LEFT', 'live');
    const key = raceOf('LEFT');
    await cast(key, 'alice', 'alice>bob', 'bob');
    const early = await tabulated(key);
    expect(early.result).toMatchObject({ winners: ['alice'] });
    await done(office.publishTabulation(ACTOR, early.id));
    const begun = await counted(key);
    await done(office.withdrawCandidate(ACTOR, { electionId: 'LEFT', regionId: 'RA', id: 'alice' }, 'ill'));
    clock.nowMs = election('x').window.closesAtMs + SETTLING_DELAY_MS;
    expect(await certify('LEFT')).toEqual(refusal('incomplete', /before the closing/));

    // This count began before the withdrawal and went on record after the closing. It has the same ballots and another
    // winner.
    const late = await done(office.recordTabulation(ACTOR, begun));
    await done(office.publishTabulation(ACTOR, late.id, 'made after the closing'));
    expect(await certify('LEFT')).toEqual(refusal('incomplete', /alice, who has withdrawn/));

    const right = await tabulated(key);
    expect(right.result).toMatchObject({ winners: ['bob'] });
    await done(office.publishTabulation(ACTOR, right.id, 'without alice'));
    await done(certify('LEFT'));
  });

  test('ballots are digested as the count digests them, whatever their order (P8)', async () => {
    await openElection('DIGEST', 'after-closing');
    const key = raceOf('DIGEST');
    await cast(key, 'bob>alice', 'alice', 'bob', 'bob', 'alice>bob', 'bob>alice', 'alice', 'bob');
    clock.nowMs = AFTER_MS;
    const { id, ballotsDigest: digest } = await tabulated(key);
    const rows = await query(BALLOTS_DIGEST, key);
    expect(rows).toEqual([{ ballots: '8', digest, differing: 0 }]);
    expect(await query(VOTERS_COUNTED, 'election:DIGEST')).toEqual([{ contest: key, voters: '8' }]);
    await done(office.publishTabulation(ACTOR, id));
    await done(certify('DIGEST'));
  });

  test('is refused when a ballot is counted while the ballots are being digested', async () => {
    await openElection('MOVES', 'after-closing');
    await cast(raceOf('MOVES'), 'alice');
    clock.nowMs = AFTER_MS;
    const { id } = await tabulated(raceOf('MOVES'));
    await done(office.publishTabulation(ACTOR, id));
    const holder = new pg.Client(database.url);
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query(`SELECT FROM elections WHERE id = 'MOVES' FOR UPDATE`);
    const certifying = certify('MOVES');
    await eventually('the act has digested the ballots and waits for the row', async () => {
      const waiting = await query(
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      if (waiting.length === 0) throw new Error('nobody waits');
    });
    await cast(raceOf('MOVES'), 'bob');
    await holder.query('COMMIT');
    await holder.end();
    expect(await certifying).toEqual(refusal('incomplete', /certify it again/));
    expect(await certify('MOVES')).toEqual(refusal('incomplete', /of 1 ballots, .* the 2 /));
  });
});
