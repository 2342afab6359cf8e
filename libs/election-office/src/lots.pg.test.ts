import pg from 'pg';
import type { Tabulation } from '@scrutin/election';
import { EFFECT_DELAY_MS, electionRollKey } from '@scrutin/election';
import {
  ACTOR,
  candidate,
  DAY_MS,
  done,
  NOW_MS,
  readyElection,
  refusal,
  useOffice,
} from '@scrutin/testkit/election-office';
import { electionsToCount, lotFor, raceOf } from './fixture/elections-to-count.ts';

const suite = useOffice();
const { database, office, clock } = suite;
const { cast, openElection, tabulated } = electionsToCount(suite);

const AFTER_MS = NOW_MS + 3 * DAY_MS;

async function tied(id: string): Promise<Tabulation> {
  await openElection(id, 'after-closing');
  await cast(raceOf(id), 'alice', 'bob');
  clock.nowMs = AFTER_MS;
  return tabulated(raceOf(id));
}

describe('a lot', () => {
  test('is an act on record, which the next count uses and nothing changes', async () => {
    const waiting = await tied('LOT');
    const given = lotFor(waiting, 'bob');
    const lot = await done(office.recordLot(ACTOR, given));
    expect(lot).toMatchObject({ ...given, contest: raceOf('LOT'), recordedAtMs: AFTER_MS });
    expect(await office.lots(raceOf('LOT'))).toEqual([lot]);
    expect(await office.acts({ limit: 1, subject: raceOf('LOT') })).toMatchObject([
      { action: 'lot.record', actor: ACTOR.name, after: { drawn: ['bob', 'alice'], method: given.method } },
    ]);
    const decided = await tabulated(raceOf('LOT'));
    expect(decided.result).toMatchObject({ status: 'complete', ballots: '2' });
    expect(decided.ruleSet).toBe('irv');
    const owner = new pg.Client(database.url);
    await owner.connect();
    for (const change of ['DELETE FROM lots', 'DELETE FROM publications', `UPDATE lots SET drawn = tied`]) {
      await expect(owner.query(change)).rejects.toThrow('append-only');
    }
    await owner.end();
  });

  test('is drawn once for each tie, also when two officials record one at the same time', async () => {
    const waiting = await tied('ONCE');
    const outcomes = await Promise.all(
      ['alice', 'bob'].map((chosen) => office.recordLot(ACTOR, lotFor(waiting, chosen))),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.filter(({ ok }) => !ok)).toEqual([refusal('already-exists', /on record already/)]);
    await tabulated(raceOf('ONCE'));
    expect(await office.recordLot(ACTOR, lotFor(waiting, 'bob'))).toEqual(refusal('already-exists'));
  });

  test('is refused for somebody who is not tied, and for a tie that does not exist', async () => {
    const waiting = await tied('WRONG');
    const given = lotFor(waiting, 'bob');
    const lot = (changes: object) => office.recordLot(ACTOR, { ...given, ...changes });
    expect(await lot({ drawn: ['zoe', 'bob'] })).toEqual(refusal('invalid', /zoe is not tied/));
    expect(await lot({ drawn: ['bob'] })).toEqual(refusal('invalid', /each of these candidates once/));
    expect(await lot({ drawn: ['bob', 'bob'] })).toEqual(refusal('invalid', /once/));
    expect(await lot({ tied: ['alice', 'zoe'] })).toEqual(refusal('invalid', /not the tie of this count/));
    expect(await lot({ purpose: 'transfer-first' })).toEqual(refusal('invalid', /between alice, bob/));
    expect(await lot({ method: ' ' })).toEqual(refusal('invalid', /How the lot was drawn/));
    expect(await lot({ witnesses: '' })).toEqual(refusal('invalid', /witnessed/));
    expect(await lot({ tabulation: 'x' })).toEqual(refusal('not-found'));
    clock.nowMs = NOW_MS;
    await openElection('CLEAR', 'after-closing');
    await cast(raceOf('CLEAR'), 'alice');
    clock.nowMs = AFTER_MS;
    const complete = await tabulated(raceOf('CLEAR'));
    expect(await lot({ tabulation: complete.id })).toEqual(refusal('state-forbids', /waits for no lot/));
    await tabulated(raceOf('WRONG'));
    expect(await lot({})).toEqual(refusal('state-forbids', /later count/));
    expect(await office.lots(raceOf('WRONG'))).toEqual([]);
  });

  test('is drawn only after the closing', async () => {
    await openElection('EARLY', 'live');
    await cast(raceOf('EARLY'), 'alice', 'bob');
    const waiting = await tabulated(raceOf('EARLY'));
    expect(await office.recordLot(ACTOR, lotFor(waiting, 'bob'))).toEqual(
      refusal('state-forbids', /only after the closing/),
    );
  });

  test('is drawn only for a count that was made after the closing', async () => {
    await openElection('BEFORE', 'live');
    await cast(raceOf('BEFORE'), 'alice', 'bob');
    const early = await tabulated(raceOf('BEFORE'));
    clock.nowMs = AFTER_MS;
    expect(await office.recordLot(ACTOR, lotFor(early, 'bob'))).toEqual(
      refusal('state-forbids', /made before the closing: count again/),
    );
    const waiting = await tabulated(raceOf('BEFORE'));
    await done(office.recordLot(ACTOR, lotFor(waiting, 'bob')));
  });

  test('is asked for each tie of a count in turn', async () => {
    await readyElection(office, 'TURNS', ['RA'], {
      race: { method: 'single_choice', maxRanks: 1, seats: 2, ruleSet: 'plurality' },
    });
    for (const id of ['cat', 'dan']) await done(office.createCandidate(ACTOR, candidate('TURNS', 'RA', id)));
    await done(office.step(ACTOR, electionRollKey('TURNS'), { step: 'open', reason: 'All is ready' }));
    clock.nowMs += EFFECT_DELAY_MS;
    await cast(raceOf('TURNS'), 'alice', 'bob', 'cat');
    clock.nowMs = AFTER_MS;
    const first = await tabulated(raceOf('TURNS'), 'plurality');
    expect(first.result).toMatchObject({ tie: { among: ['alice', 'bob', 'cat'], purpose: 'elect' } });
    await done(office.recordLot(ACTOR, lotFor(first, 'cat')));
    const second = await tabulated(raceOf('TURNS'), 'plurality');
    expect(second.result).toMatchObject({ tie: { among: ['alice', 'bob'], purpose: 'elect' } });
    await done(office.recordLot(ACTOR, lotFor(second, 'bob')));
    const decided = await tabulated(raceOf('TURNS'), 'plurality');
    expect(decided.result).toMatchObject({ status: 'complete', winners: ['cat', 'bob'] });
  });
});

describe('a published count', () => {
  test('is replaced only for a reason, and can be made to stand again for a reason', async () => {
    await openElection('PUB', 'live');
    const key = raceOf('PUB');
    await cast(key, 'alice');
    const first = await tabulated(key);
    await done(office.publishTabulation(ACTOR, first.id));
    const second = await tabulated(key);
    expect(await office.publishTabulation(ACTOR, second.id)).toEqual(refusal('invalid', /give the reason/));
    await done(office.publishTabulation(ACTOR, second.id, 'recount'));
    await done(office.publishTabulation(ACTOR, first.id, 'the recount was needless'));
    expect(await office.publishTabulation(ACTOR, first.id, 'again')).toEqual(
      refusal('state-forbids', /it is the one that stands/),
    );
    expect(await office.publications(key)).toMatchObject([
      { tabulation: first.id, supersedes: second.id, reason: 'the recount was needless' },
      { tabulation: second.id, supersedes: first.id, reason: 'recount' },
      { tabulation: first.id, supersedes: undefined, reason: undefined },
    ]);
    expect(
      (await office.acts({ limit: 4, subject: key })).map(({ action, reason }) => [action, reason]),
    ).toEqual([
      ['tabulation.reinstate', 'the recount was needless'],
      ['tabulation.supersede', 'recount'],
      ['tabulation.record', undefined],
      ['tabulation.publish', undefined],
    ]);
  });

  test('becomes public by a publication, and not only by a date', async () => {
    await openElection('DATED', 'live');
    await cast(raceOf('DATED'), 'alice');
    const { id } = await tabulated(raceOf('DATED'));
    const client = new pg.Client(await database.urlFor('scrutin_admin'));
    await client.connect();
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO admin_audit (actor, action, subject) VALUES ('x', 'tabulation.publish', $1)`,
      [raceOf('DATED')],
    );
    await client.query(`UPDATE tabulations SET published_at = now() WHERE id = $1`, [id]);
    await expect(client.query('COMMIT')).rejects.toThrow('only by a publication');
    await client.end();
  });
});
