import pg from 'pg';
import type { RollKey } from '@scrutin/election';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import { law, rejection, vote } from '@scrutin/testkit/ballot-store';
import {
  ACTOR,
  DAY_MS,
  done,
  election,
  HOUR_MS,
  NOW_MS,
  proposed,
  readyElection,
  refusal,
  useOffice,
} from '@scrutin/testkit/election-office';
import { throwAway } from './rehearsals.ts';

const { database, office, store, clock } = useOffice();
const { opensAtMs } = election('any').window;

/** The rows of a contest in every table that names contests, except for the record of acts. */
async function rowsOf(subject: string): Promise<Record<string, number>> {
  const client = new pg.Client(database.url);
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string; column: string }>(
      `SELECT c.relname AS name, a.attname AS "column" FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
          AND a.attname IN ('roll_key', 'contest_key', 'election_id', 'law_id')
          AND c.relname NOT IN ('discarded_rehearsals', 'intake_received')`,
    );
    const id = subject.split(':')[1] ?? '';
    const found: Record<string, number> = {};
    for (const { name, column } of tables) {
      const isId = column.endsWith('_id');
      if (isId && !subject.startsWith(column.slice(0, -3))) continue;
      const { rowCount } = await client.query(
        `SELECT FROM ${name} WHERE ${column} = $1 OR starts_with(${column}, $1 || ':')`,
        [isId ? id : subject],
      );
      if (rowCount !== null && rowCount > 0) found[name] = rowCount;
    }
    return found;
  } finally {
    await client.end();
  }
}

async function openWithVotes(contest: string, choice: string): Promise<void> {
  clock.nowMs = opensAtMs;
  const votes = Array.from({ length: 1_200 }, () =>
    vote({ contest, selection: choice, acceptedAtMs: opensAtMs }),
  );
  await store.settleVotes(votes);
  await store.mixBallots();
  await store.settleVotes([vote({ contest, selection: choice, acceptedAtMs: opensAtMs })]);
  await store.settleRejections([
    rejection('already-voted', { contest, acceptedAtMs: opensAtMs }),
    rejection('unknown-credential', { contest, acceptedAtMs: opensAtMs }),
  ]);
}

describe('a rehearsal', () => {
  test('is made of an election with its races and standing candidates, once for each identifier', async () => {
    await readyElection(office, 'ORIGINAL', ['RA', 'RB']);
    await done(office.step(ACTOR, electionRollKey('ORIGINAL'), { step: 'schedule' }));
    const bob = { electionId: 'ORIGINAL', regionId: 'RB', id: 'bob' };
    await done(office.withdrawCandidate(ACTOR, bob, 'ill'));
    const made = await done(office.rehearse(ACTOR, electionRollKey('ORIGINAL')));
    expect(made).toMatchObject({
      id: 'ORIGINAL-REHEARSAL',
      purpose: 'rehearsal',
      approval: 'single-official',
      status: 'draft',
      name: { fr: 'Répétition\u00a0: Élection ORIGINAL', en: 'Rehearsal: Election ORIGINAL' },
      window: { opensAtMs: NOW_MS, closesAtMs: NOW_MS + DAY_MS },
    });
    const [original, copy] = [await office.election('ORIGINAL'), await office.election('ORIGINAL-REHEARSAL')];
    expect(copy?.races.map(({ regionId, ruleSet }) => [regionId, ruleSet])).toEqual(
      original?.races.map(({ regionId, ruleSet }) => [regionId, ruleSet]),
    );
    expect(copy?.races.map(({ candidates }) => candidates.map(({ id }) => id))).toEqual([
      ['alice', 'bob'],
      ['alice'],
    ]);
    expect(await office.acts({ limit: 1 })).toMatchObject([
      { action: 'election.rehearse', after: { rehearsalOf: 'election:ORIGINAL' } },
    ]);
    expect(await done(office.rehearse(ACTOR, electionRollKey('ORIGINAL')))).toMatchObject({
      id: 'ORIGINAL-REHEARSAL-2',
    });
    expect(await office.rehearse(ACTOR, electionRollKey('ORIGINAL'), 'ORIGINAL-REHEARSAL')).toEqual(
      refusal('already-exists'),
    );
    expect(await office.rehearse(ACTOR, electionRollKey('NONE'))).toEqual(refusal('not-found'));
  });

  test('has the drawn order of its race without those who withdrew, so that it can be published', async () => {
    await readyElection(office, 'DRAWN', ['RA'], { race: { ruleSet: 'irv:order=bob/alice' } });
    await done(office.step(ACTOR, electionRollKey('DRAWN'), { step: 'schedule' }));
    await done(office.withdrawCandidate(ACTOR, { electionId: 'DRAWN', regionId: 'RA', id: 'bob' }, 'ill'));
    await done(office.rehearse(ACTOR, electionRollKey('DRAWN'), 'DRAWN-TRY'));
    expect((await office.election('DRAWN-TRY'))?.races[0]?.ruleSet).toBe('irv:order=alice');
    expect((await office.election('DRAWN'))?.races[0]?.ruleSet).toBe('irv:order=bob/alice');
    const roll = {
      credentials: 1,
      buckets: 1,
      scheme: 'hmac-sha256',
      regions: new Map([['RA', 1]]),
    } as const;
    await done(office.recordRoll(ACTOR, electionRollKey('DRAWN-TRY'), roll));
    await done(office.step(ACTOR, electionRollKey('DRAWN-TRY'), { step: 'open', reason: 'Rehearsal' }));
  });

  test('is thrown away whole; only its acts stay, and the rest balances as before', async () => {
    await readyElection(office, 'KEPT', ['RA']);
    await done(office.step(ACTOR, electionRollKey('KEPT'), { step: 'schedule' }));
    await readyElection(office, 'GONE', ['RA'], { election: { purpose: 'rehearsal' } });
    const subject = electionRollKey('GONE');
    await done(office.step(ACTOR, subject, { step: 'schedule' }));
    await openWithVotes('election:GONE:RA', 'alice>bob');
    await openWithVotes('election:KEPT:RA', 'alice>bob');
    await done(office.publishStatement(ACTOR, subject, { fr: 'Avis', en: 'Notice' }));
    const kept = await rowsOf('election:KEPT');
    expect(Object.keys(await rowsOf(subject)).length).toBeGreaterThan(10);

    const removed: RollKey[] = [];
    const roll = { removeRoll: (key: RollKey) => Promise.resolve(void removed.push(key)) };
    const dependencies = { office, roll, actor: ACTOR };
    expect(await throwAway(subject, { ...dependencies, reason: ' ' })).toEqual(refusal('invalid'));
    expect(await throwAway(subject, { ...dependencies, reason: 'All was tried' })).toEqual({
      ok: true,
      value: { counted: 1_201, rejected: 2 },
    });
    expect(removed).toEqual([subject]);
    expect(await rowsOf(subject)).toEqual({});
    expect(await office.election('GONE')).toBeUndefined();
    expect(await rowsOf('election:KEPT')).toEqual(kept);
    expect(await store.deepCheck()).toEqual([]);
    const [act] = await office.acts({ limit: 1, subject });
    expect(act).toMatchObject({
      action: 'election.discard',
      reason: 'All was tried',
      before: { id: 'GONE' },
      after: { counted: 1_201 },
    });

    // A vote that was on its way comes too late. It breaks no batch, and no contest gets the identifier again.
    const late = [vote({ contest: 'election:GONE:RA', selection: 'alice', acceptedAtMs: opensAtMs })];
    const other = vote({ contest: 'election:KEPT:RA', selection: 'bob', acceptedAtMs: opensAtMs });
    const settled = await store.settleVotes([...late, other]);
    expect(settled).toMatchObject({ counted: [{ contest: 'election:KEPT:RA' }] });
    expect(await store.submissionStatus(late[0]!.submissionId)).toEqual({
      state: 'rejected',
      reason: 'closed',
    });
    expect(await store.deepCheck()).toEqual([]);
    const gone = refusal('already-exists', /^A rehearsal election:GONE was thrown away.*choose another one/);
    expect(await office.createElection(ACTOR, election('GONE'))).toEqual(gone);
    expect(await office.rehearse(ACTOR, electionRollKey('KEPT'), 'GONE')).toEqual(gone);
    expect(await office.createElection(ACTOR, election('KEPT'))).toEqual(
      refusal('already-exists', /^There is an election KEPT already/),
    );
    expect(await throwAway(subject, dependencies)).toEqual({ ok: true, value: { counted: 0, rejected: 0 } });
    expect(await done(office.rehearse(ACTOR, electionRollKey('KEPT'), 'GONE-2'))).toMatchObject({
      id: 'GONE-2',
    });
  });

  test('takes its pending proposals with it, which are void and stay on record', async () => {
    const changes = { purpose: 'rehearsal', approval: 'two-officials' } as const;
    await readyElection(office, 'PROPOSED', ['RA'], { election: changes });
    await readyElection(office, 'PROPOSED-2', ['RA'], { election: changes });
    const propose = (id: string) =>
      proposed(office.step(ACTOR, electionRollKey(id), { step: 'open', reason: 'All is ready' }));
    const [gone, kept] = [await propose('PROPOSED'), await propose('PROPOSED-2')];
    await done(office.discardRehearsal({ name: 'command line: other' }, electionRollKey('PROPOSED')));
    expect(await office.proposal(gone.id)).toMatchObject({
      state: 'void',
      decidedBy: 'command line: other',
      decisionReason: 'La répétition a été supprimée. / The rehearsal was thrown away.',
    });
    expect(await office.proposal(kept.id)).toMatchObject({ state: 'pending' });
    const acts = await office.acts({ limit: 2, subject: 'election:PROPOSED' });
    expect(acts.map(({ action }) => action)).toEqual(['election.discard', 'proposal.void']);
  });

  test('of a law is thrown away as well, and its receipts with the votes that were settled', async () => {
    await done(office.createLaw(ACTOR, law('L', { window: { opensAtMs, closesAtMs: opensAtMs + HOUR_MS } })));
    const made = await done(office.rehearse(ACTOR, lawRollKey('L')));
    const subject = lawRollKey(made.id);
    await done(office.recordRoll(ACTOR, subject, { credentials: 9, buckets: 1, scheme: 'sha256' }));
    await done(office.step(ACTOR, subject, { step: 'open', reason: 'All is ready' }));
    clock.nowMs = opensAtMs;
    const votes = [1, 2, 3].map(() => vote({ contest: subject, acceptedAtMs: opensAtMs }));
    const intake = '11111111-1111-4111-8111-111111111111';
    // Five were received, and three of them are settled.
    await reportAccepted(intake, JSON.stringify([[intake, 1, 0, [[subject, 5, []]]]]));
    await store.settleVotes(votes);
    await done(office.discardRehearsal(ACTOR, subject));
    expect(await office.createLaw(ACTOR, law(made.id))).toEqual(
      refusal('already-exists', /^A rehearsal law:L-REHEARSAL was thrown away/),
    );
    const ofIt = async () =>
      (await store.ledger()).contests.find(({ contest }) => contest === String(subject));
    expect(await ofIt()).toMatchObject({ received: 2, counted: 0, rejected: 0 });
    await store.settleVotes([1, 2].map(() => vote({ contest: subject, acceptedAtMs: opensAtMs })));
    expect(await ofIt()).toMatchObject({ received: 2, counted: 0, rejected: 2 });
    expect(await store.deepCheck()).toEqual([]);
  });
});

async function reportAccepted(intake: string, receipts: string): Promise<void> {
  const client = new pg.Client(database.url);
  await client.connect();
  await client.query(`SELECT report_intake($1, $2, '[]', '[]', 0, true)`, [intake, receipts]);
  await client.end();
}

describe('a real contest', () => {
  test('is never thrown away, by the office and by no login of the database', async () => {
    await readyElection(office, 'REAL', ['RA']);
    const subject = electionRollKey('REAL');
    expect(await office.discardRehearsal(ACTOR, subject)).toEqual(
      refusal('state-forbids', /only a rehearsal/),
    );
    const calls = [
      `SELECT * FROM discard_rehearsal('election:REAL')`,
      `SELECT * FROM discard_rehearsal('election:NONE')`,
    ];
    for (const role of ['ingestion', 'worker', 'aggregator', 'operator', 'auditor', 'admin']) {
      const client = new pg.Client(await database.urlFor(`scrutin_${role}`));
      await client.connect();
      const code = role === 'operator' || role === 'admin' ? '23000' : '42501';
      for (const call of calls) await expect(client.query(call)).rejects.toMatchObject({ code });
      await expect(
        client.query(`INSERT INTO discarded_rehearsals (roll_key, settled) VALUES ('election:REAL', 0)`),
      ).rejects.toMatchObject({ code: '42501' });
      await expect(client.query('SET ROLE scrutin_discarder')).rejects.toMatchObject({ code: '42501' });
      await client.end();
    }
    const owner = new pg.Client(database.url);
    await owner.connect();
    for (const call of calls) await expect(owner.query(call)).rejects.toMatchObject({ code: '23000' });
    // Not even with a function of the discarder's own.
    await owner.query('BEGIN');
    await owner.query('GRANT scrutin_discarder TO CURRENT_USER');
    await owner.query('CREATE SCHEMA own');
    await owner.query('GRANT USAGE, CREATE ON SCHEMA own TO scrutin_discarder');
    await owner.query(`CREATE FUNCTION own.wipe() RETURNS void LANGUAGE sql SECURITY DEFINER AS $$
      DELETE FROM public.candidates WHERE election_id = 'REAL' $$`);
    await owner.query('ALTER FUNCTION own.wipe() OWNER TO scrutin_discarder');
    await expect(owner.query('SELECT own.wipe()')).rejects.toMatchObject({
      code: '23000',
      message: expect.stringMatching(/not a rehearsal/) as string,
    });
    await owner.query('ROLLBACK');
    await owner.end();
    expect((await office.election('REAL'))?.races[0]?.candidates).toHaveLength(2);
  });

  test('takes no made-up voters on its roll', async () => {
    const subject = electionRollKey('REAL');
    const request = { scheme: 'hmac-sha256', origin: 'made-up' } as const;
    expect(await office.beginRollLoad(ACTOR, subject, request)).toEqual(
      refusal('state-forbids', /made-up voters go only on the roll of a rehearsal/),
    );
    await done(office.beginRollLoad(ACTOR, electionRollKey('ORIGINAL-REHEARSAL'), request));
  });

  test('and a rehearsal are not thrown away without an act', async () => {
    await readyElection(office, 'UNRECORDED', ['RA'], { election: { purpose: 'rehearsal' } });
    const admin = new pg.Client(await database.urlFor('scrutin_admin'));
    await admin.connect();
    await expect(admin.query(`SELECT * FROM discard_rehearsal('election:UNRECORDED')`)).rejects.toMatchObject(
      {
        code: '23000',
        message: expect.stringMatching(/needs its act/) as string,
      },
    );
    await admin.end();
  });
});
